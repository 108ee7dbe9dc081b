import { absolutePath } from '../rules/absolute-path.ts';
import { criticalRemoval } from '../rules/bash-critical-removal.ts';
import { isReadOnly } from '../rules/bash-read-only.ts';
import { roughCommands } from '../rules/bash-unread.ts';
import { knownValues } from '../rules/bash-variables.ts';
import { hasHidden } from '../hidden.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import { effectsOf } from './assess-program.ts';
import { assessmentOf, inLine, type Assessment, type PartEffect } from './assessment.ts';
import type { Invocation } from './command/invocation.ts';
import { roughLoops, withMadeValues } from './command/made-values.ts';
import type { Filled, Reach } from './command/found.ts';
import { reachOf, reachOfCommand } from './command/reach.ts';
import { roughRedirects } from './command/rough-redirects.ts';
import { effect } from './effect.ts';
import { FED_DATABASE, isDatabase } from './effects/databases.ts';
import { variableEffects } from './effects/variables.ts';
import { multiplies, neverEnds } from './endless-lines.ts';
import type { FolderFacts } from './folder-facts.ts';
import { namesLookalikeHost } from './lookalike-hosts.ts';
import { redirectEffects } from './redirect-effects.ts';
import { seenTogether } from './seen-together.ts';
import { isAtLeast } from './tier.ts';

/** What a line of shell would do in a folder. It never throws. */
export function assessCommand(line: string, cwd: string, facts: FolderFacts): Assessment {
  const reach = reachOf(line, cwd);
  const found = [
    ...reachEffects(reach, facts, cwd),
    ...elsewhere(reach, cwd).flatMap((folder) => reachEffects(reachOf(line, folder), facts, cwd)),
    ...lineEffects(line, reach, cwd, facts),
  ];
  const hidden = hasHidden(line);
  if (hidden)
    found.push(inLine(line, effect('high', 'shell_run', 'holds characters that do not show')));
  if (found.length === 0) found.push(inLine(line, effect('none', 'shell_read', 'runs nothing')));
  return assessmentOf(found, isCertain(reach), !hidden && reach.unread.length === 0);
}

function reachEffects(reach: Reach, facts: FolderFacts, cwd: string): readonly PartEffect[] {
  return [
    ...reach.invocations.flatMap((call) => programEffects(call, facts)),
    ...reach.commands.flatMap((command) => assignmentEffects(command)),
    ...reach.redirects.flatMap((one) => redirectEffects(one, cwd, facts)),
    ...filledEffects(reach.filled, facts, cwd),
  ];
}

/** With values in the place of names: what shows no danger so says nothing new. */
function filledEffects(filled: Filled, facts: FolderFacts, cwd: string): readonly PartEffect[] {
  if (filled.invocations.length + filled.redirects.length === 0) return [];
  return [
    ...filled.invocations.flatMap((call) => programEffects(call, facts)),
    ...filled.redirects.flatMap((one) => redirectEffects(one, cwd, facts)),
  ].filter((part) => isAtLeast(part.effect.tier, 'high'));
}

/** One program: what it does, where its output goes, and that it is a program at all. */
function programEffects(call: Invocation, facts: FolderFacts): readonly PartEffect[] {
  const own = effectsOf(call, facts);
  const quiet = own.every(({ tier }) => tier === 'none');
  const runs = effect(
    'none',
    quiet ? 'shell_read' : 'shell_run',
    quiet ? 'only looks' : 'runs a program',
  );
  return [...own, runs]
    .map((does) => inLine(call.text, does))
    .concat(call.redirects.flatMap((one) => redirectEffects(one, call.cwd, facts)));
}

function assignmentEffects(command: SimpleCommand): readonly PartEffect[] {
  const program = command.words[0]?.value ?? null;
  if (
    command.redirects.length > 0 &&
    command.words.every(({ text }) => text === ':') &&
    emptiesEach(command)
  ) {
    const does = effect('high', 'file_delete', 'empties whatever files it is given');
    return [inLine(command.written, does)];
  }
  if (command.words.length > 0 && command.assignments.length === 0) return [];
  const quiet = inLine(command.text, effect('none', 'shell_read', 'sets something'));
  const own = command.words.length === 0 ? [quiet] : [];
  const set = command.assignments.flatMap(({ name, text, value }) =>
    variableEffects(name, value?.text ?? null, program).map((does) => inLine(text, does)),
  );
  return [...own, ...set];
}

/** `for f in …; do : > "$f"; done`, `find -exec sh -c '> "$1"' …`: file by file. */
function emptiesEach({ redirects, enclosures }: SimpleCommand): boolean {
  const isLoop = enclosures.some((one) => one === 'for' || one === 'while');
  return redirects.some(
    (one) =>
      one.kind === 'file' &&
      /^>\|?$/.test(one.operator) &&
      (isLoop ? one.target.value === null : /^["']?\$\{?[1-9@*]/.test(one.target.text)),
  );
}

/** Folders a line goes to first: what it names by a relative path may lie there. */
function elsewhere({ invocations }: Reach, cwd: string): readonly string[] {
  const targets = invocations.flatMap(({ name, args }) =>
    name === 'cd' || name === 'pushd' ? args.filter((arg) => !arg.startsWith('-')).slice(0, 1) : [],
  );
  const folders = targets.flatMap((target) => absolutePath(target, cwd, '/root') ?? []);
  return [...new Set(folders)].filter((folder) => folder !== cwd).slice(0, 4);
}

/** What only shows when the whole line is looked at. */
function lineEffects(
  line: string,
  reach: Reach,
  cwd: string,
  facts: FolderFacts,
): readonly PartEffect[] {
  const found: PartEffect[] = reach.unread.flatMap(({ text, why, isSeen }) => [
    inLine(text, effect('high', 'shell_run', why, 'runs-input')),
    ...(isSeen === true ? [] : roughEffects(text, cwd, facts)),
  ]);
  const isPlain = PLAIN.test(line);
  const removal = isPlain && !/rm|mv/.test(line) ? null : removalIn(reach, cwd, facts);
  if (removal !== null) {
    const isMove = /mv /.test(removal);
    found.push(
      inLine(
        removal,
        effect(isMove ? 'high' : 'critical', 'file_delete', 'takes away all that is there'),
      ),
    );
  }
  const scripts = isPlain ? [] : reach.scripts;
  if (scripts.some(multiplies)) {
    found.push(
      inLine(
        line,
        effect('critical', 'shell_run', 'starts itself over and over until the machine stops'),
      ),
    );
  }
  if (scripts.some(neverEnds)) {
    found.push(inLine(line, effect('high', 'shell_run', 'starts programs without end')));
  }
  if (namesLookalikeHost(line)) {
    found.push(
      inLine(
        line,
        effect('high', 'web_read', 'names a host with letters that may look like others'),
      ),
    );
  }
  const made = isPlain ? undefined : SHADOWS.exec(line)?.[1];
  if (made !== undefined) {
    found.push(
      inLine(line, effect('high', 'shell_run', `makes ${made} mean something else in this shell`)),
    );
  }
  if (DISREGARD.test(line)) {
    found.push(
      inLine(
        line,
        effect('high', 'shell_run', 'holds words that tell an agent to disregard what it was told'),
      ),
    );
  }
  return [...found, ...seenTogether(line, reach, facts)];
}

/** What a piece does that can’t be taken apart, as far as it shows. */
function roughEffects(text: string, cwd: string, facts: FolderFacts): readonly PartEffect[] {
  const beginning = text.slice(0, 10_000);
  const commands = roughCommands(beginning, false);
  const lines = withMadeValues({ commands, loops: roughLoops(beginning) });
  const reaches = lines.map((line) => reachOf(line, cwd));
  const filled = {
    invocations: reaches.flatMap(({ invocations }) => invocations),
    redirects: reaches.flatMap(({ redirects }) => redirects),
  };
  return [
    ...commands
      .flatMap((command) => reachOfCommand(command, cwd).invocations)
      // Which of them reads another’s output can’t be told there.
      .map((call) => ({ ...call, piped: text.includes('|') }))
      .flatMap((call) => [
        ...programEffects(call, facts),
        ...(call.piped && isDatabase(call.name) ? [inLine(call.text, FED_DATABASE)] : []),
      ]),
    ...filledEffects(filled, facts, cwd),
    ...roughRedirects(beginning).flatMap((one) => redirectEffects(one, cwd, facts)),
  ];
}

/** Nothing in it is quoted, computed or in a block: most lines are so, and need not be looked into again. */
const PLAIN = /^[\w@%+=:,./ |&-]*$/;

function removalIn({ commands }: Reach, cwd: string, facts: FolderFacts): string | null {
  const known = knownValues(commands);
  return (
    criticalRemoval(commands, known, cwd, facts, 'always') ??
    (known.size > 0 ? criticalRemoval(commands, new Map(), cwd, facts, 'always') : null)
  );
}

/** A function by the name of a program that is trusted with rights or passwords. */
const SHADOWS =
  /(?:^|[;&|\n({]|\bfunction\s)\s*(sudo|su|doas|ssh|scp|sftp|gpg|passwd|login|git|rm|docker|kubectl|aws)\s*\(\s*\)/;

/** Words by which a text tries to take over the agent that reads it. */
const DISREGARD =
  /\b(ignore|disregard|forget|override|bypass)\s+(all\s+|any\s+)?(of\s+)?(the\s+|your\s+|my\s+)?(previous|prior|above|earlier|preceding)\s+(instructions?|prompts?|rules?|directives?|orders?|messages?)\b/i;

function isCertain({ invocations, commands, unread }: Reach): boolean {
  if (unread.length > 0) return false;
  if (
    commands.some(({ enclosures }) =>
      enclosures.some((one) => one === 'function' || one === 'coproc'),
    )
  ) {
    return false;
  }
  if (invocations.some(({ name, fed }) => name === null || fed)) return false;
  return commands.every(
    (command) =>
      [
        ...command.words,
        ...command.redirects.flatMap((one) => (one.kind === 'file' ? one.target : [])),
      ].every(
        ({ value, traits }) =>
          value !== null || (traits.size === 1 && (traits.has('tilde') || traits.has('glob'))),
      ) || isReadOnly(command),
  );
}
