import { operandsOf, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { readEffect } from '../places/file-effects.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader } from './rules.ts';

const SECRET_NAME =
  /(^|_)(TOKEN|SECRETS?|PASS(WORD|WD|PHRASE)?|PWD|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)(_|$)/i;

/** `echo $GITHUB_TOKEN`: what a secret variable holds is shown; `${X:+set}` and `${#X}` show nothing of it. */
const shows: EffectReader = ({ words }) => {
  const named = words
    .filter(({ value }) => value === null)
    .flatMap(({ text }) => [...text.matchAll(/(?<!\\)\$(?:\{(\w+)(?!\w|:?\+)|(\w+))/g)])
    .map(([, braced, plain]) => braced ?? plain ?? '')
    .filter((name) => SECRET_NAME.test(name) && name !== 'PWD' && name !== 'OLDPWD');
  return named
    .slice(0, 1)
    .map((name) =>
      effect('high', 'file_read', `shows the secret variable ${name}`, 'reads-secret'),
    );
};

/** Files by the names of keys are looked for: to do something with each, or outside of the project. */
const looksForKeys: EffectReader = (call, facts) => {
  const patterns = call.args.filter((_, at) =>
    /^-i?(name|path|wholename)$/.test(call.args[at - 1] ?? ''),
  );
  if (!patterns.some((one) => isCredentialFile(one.replace(/^\*+|\*+$/g, '')))) return [];
  const reads = call.args.some((arg) => /^-(exec|execdir|ok|okdir)$/.test(arg));
  const end = call.words.findIndex(({ text }) => /^[-(!\\]/.test(text));
  const wide = call.words.slice(0, Math.max(end, 0)).some((word) => {
    const { kind } = placeOf(pathIn(word, call.cwd), call.cwd, facts);
    return kind !== 'project' && kind !== 'temporary';
  });
  if (!reads && !wide) return [];
  return [effect('high', 'file_read', 'looks for files with keys or passwords', 'reads-secret')];
};

/** Every operand behind the program’s own text is a file that is read. */
const readsFiles: EffectReader = (call, facts) => secretOperands(call, facts);

/** Files with keys or passwords among a call’s operands. */
export function secretOperands(call: Invocation, facts: FolderFacts): readonly Effect[] {
  return operandsOf(call.words)
    .filter(({ value, text }) => !text.includes('://') && isCredentialFile(value ?? text))
    .map((word) =>
      readEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
    )
    .filter(({ mark }) => mark === 'reads-secret');
}

/** Files with keys or passwords that code names in quotes. */
export function secretsInCode(code: string): readonly Effect[] {
  const named = [...code.matchAll(/(["'`])([^"'`\s]{3,200})\1/g)].map(([, , text]) => text ?? '');
  return named
    .filter((text) => /[./]/.test(text) && isCredentialFile(text))
    .slice(0, 1)
    .map((text) =>
      effect('high', 'file_read', `reads keys or passwords from ${text}`, 'reads-secret'),
    );
}

/** What shows variables or reads files, beside the programs that do little else. */
export const SECRETS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['echo', 'printf', 'print', 'write-output', 'write-host'].map(
    (name) => [name, shows] as const,
  ),
  ['find', looksForKeys],
  ...['awk', 'gawk', 'mawk', 'nawk', 'sqlite3', 'sqlite', 'duckdb', 'sqlcmd', 'column'].map(
    (name) => [name, readsFiles] as const,
  ),
]);
