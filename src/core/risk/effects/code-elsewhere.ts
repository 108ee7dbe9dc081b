import { operandsOf, optionValues, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { placeOf } from '../places/path-place.ts';

/** Options by which a program that runs a project's code is led to another project, or to more code. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  cargo: /^--manifest-path$/,
  'gradle gradlew': /^(-p|--project-dir|-I|--init-script|-b|--build-file)$/,
  'mvn mvnw': /^(-f|--file)$/,
  'npm pnpm yarn bun': /^(--prefix|-C|--dir|--cwd)$/,
  go: /^-C$/,
  'pytest jest vitest mocha': /^(--rootdir|--rootDir|--root|--config|-c)$/,
};

const BY_PROGRAM: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(OPTIONS).flatMap(([names, option]) =>
    names.split(' ').map((name) => [name, option] as const),
  ),
);

/** Those whose operands are code themselves: `go run /tmp/x.go`. */
const RUNS_OPERANDS = /^(go|pytest|jest|vitest|mocha)$/;

/** A project's code that is run lies somewhere else than it seems. */
export function codeElsewhere(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const option = BY_PROGRAM.get(call.name ?? '');
  if (option === undefined) return [];
  const named = optionValues(call.args, option);
  const files = RUNS_OPERANDS.test(call.name ?? '') ? operandPaths(call) : [];
  return [...named, ...files].some((path) => isOutside(path, call, facts))
    ? [effect('medium', 'shell_run', 'runs code that lies out of the project')]
    : [];
}

function operandPaths(call: Invocation): readonly string[] {
  return operandsOf(call.words, '-o -run -bench -coverprofile -k -m -p -n').flatMap(
    (word) => pathIn(word, call.cwd) ?? [],
  );
}

function isOutside(path: string, { cwd }: Invocation, facts: FolderFacts): boolean {
  if (!/^([/~]|\.\.(\/|$))/.test(path)) return false;
  return placeOf(path, cwd, facts).kind !== 'project';
}
