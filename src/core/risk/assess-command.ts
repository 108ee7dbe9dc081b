import { absolutePath } from '../rules/absolute-path.ts';
import { criticalRemoval } from '../rules/bash-critical-removal.ts';
import { isReadOnly } from '../rules/bash-read-only.ts';
import { roughCommands } from '../rules/bash-unread.ts';
import { isReader } from '../rules/programs/runners.ts';
import { knownValues } from '../rules/bash-variables.ts';
import { hasHidden } from '../hidden.ts';
import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { effectsOf } from './assess-program.ts';
import { assessmentOf, type Assessment, type PartEffect } from './assessment.ts';
import { pathIn, type Invocation } from './command/invocation.ts';
import { reachOf, reachOfCommand, type Reach } from './command/reach.ts';
import { roughRedirects } from './command/rough-redirects.ts';
import { effect, type Effect } from './effect.ts';
import { multiplies, neverEnds } from './endless-lines.ts';
import { isDatabase, isLosing, LOSES_DATA } from './effects/databases.ts';
import { isFetcher, isSender } from './effects/network.ts';
import { variableEffects } from './effects/variables.ts';
import { appliesInput, bringsFiles, runsFetched } from './fetched-code.ts';
import type { FolderFacts } from './folder-facts.ts';
import { overwriteEffect, readEffect, writeEffect } from './places/file-effects.ts';

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

function inLine(part: string, does: Effect): PartEffect {
  return { part, effect: does };
}

function reachEffects(reach: Reach, facts: FolderFacts, cwd: string): readonly PartEffect[] {
  return [
    ...reach.invocations.flatMap((call) => programEffects(call, facts)),
    ...reach.commands.flatMap((command) => assignmentEffects(command)),
    ...reach.redirects.flatMap((one) => redirectEffects(one, cwd, facts)),
  ];
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
  return [
    ...[...own, runs].map((does) => inLine(call.text, does)),
    ...call.redirects.flatMap((one) => redirectEffects(one, call.cwd, facts)),
  ];
}

function redirectEffects(one: Redirect, cwd: string, facts: FolderFacts): readonly PartEffect[] {
  if (one.kind !== 'file') return [];
  const { operator, target, access } = one;
  const part = `${operator} ${target.text}`;
  if (isConnection(target)) {
    return [
      inLine(part, effect('high', 'web_send', 'opens a connection through which anything can go')),
    ];
  }
  const file = { path: pathIn(target, cwd), text: target.text, cwd };
  if (access === 'read') return [inLine(part, readEffect(file, facts))];
  const writes = operator.includes('>>') ? writeEffect : overwriteEffect;
  return [inLine(part, writes(file, facts))];
}

function isConnection({ value, text }: ShellWord): boolean {
  return /^\/dev\/(tcp|udp)\//.test(value ?? text);
}

function assignmentEffects(command: SimpleCommand): readonly PartEffect[] {
  const program = command.words[0]?.value ?? null;
  const quiet = inLine(command.text, effect('none', 'shell_read', 'sets something'));
  const own = command.words.length === 0 ? [quiet] : [];
  const set = command.assignments.flatMap(({ name, text, value }) =>
    variableEffects(name, value?.text ?? null, program).map((does) => inLine(text, does)),
  );
  return [...own, ...set];
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
  const found: PartEffect[] = reach.unread.flatMap(({ text, why }) => [
    inLine(text, effect('high', 'shell_run', why, 'runs-input')),
    ...roughCommands(text.slice(0, 10_000), false)
      .flatMap((command) => reachOfCommand(command, cwd).invocations)
      // Which of them reads another’s output can’t be told there.
      .map((call) => ({ ...call, piped: text.includes('|') }))
      .flatMap((call) => [
        ...programEffects(call, facts),
        ...(call.piped && isDatabase(call.name) ? [inLine(call.text, FED_DATABASE)] : []),
      ]),
    ...roughRedirects(text.slice(0, 10_000)).flatMap((one) => redirectEffects(one, cwd, facts)),
  ]);
  const known = knownValues(reach.commands);
  const removal =
    criticalRemoval(reach.commands, known, cwd, facts) ??
    (known.size > 0 ? criticalRemoval(reach.commands, new Map(), cwd, facts) : null);
  if (removal !== null) {
    const isMove = /mv /.test(removal);
    found.push(
      inLine(
        removal,
        effect(isMove ? 'high' : 'critical', 'file_delete', 'takes away all that is there'),
      ),
    );
  }
  if (multiplies(line)) {
    found.push(
      inLine(
        line,
        effect('critical', 'shell_run', 'starts itself over and over until the machine stops'),
      ),
    );
  }
  if (neverEnds(line)) {
    found.push(inLine(line, effect('high', 'shell_run', 'starts programs without end')));
  }
  if (DISREGARD.test(line)) {
    found.push(
      inLine(
        line,
        effect('high', 'shell_run', 'holds words that tell an agent to disregard what it was told'),
      ),
    );
  }
  return [...found, ...together(line, reach, facts)];
}

/** Words by which a text tries to take over the agent that reads it. */
const DISREGARD =
  /\b(ignore|disregard|forget|override|bypass)\s+(all\s+|any\s+)?(of\s+)?(the\s+|your\s+|my\s+)?(previous|prior|above|earlier|preceding)\s+(instructions?|prompts?|rules?|directives?|orders?|messages?)\b/i;

/** Code from the network that is run, and secrets that are sent. */
function together(line: string, reach: Reach, facts: FolderFacts): readonly PartEffect[] {
  const { invocations, unread } = reach;
  const effects = invocations.flatMap((call) => [
    ...effectsOf(call, facts),
    ...call.redirects.flatMap((one) =>
      redirectEffects(one, call.cwd, facts).map((part) => part.effect),
    ),
  ]);
  const found: PartEffect[] = [];
  const runsInput =
    unread.length > 0 ||
    invocations.some(appliesInput) ||
    effects.some(({ mark }) => mark === 'runs-input');
  if (runsInput && invocations.some(({ name }) => isFetcher(name))) {
    found.push(inLine(line, effect('high', 'web_read', 'runs code from the network')));
  }
  const fetchesFile =
    invocations.some(
      (call) =>
        isFetcher(call.name) &&
        effectsOf(call, facts).some(({ action }) => action === 'file_write'),
    ) || bringsFiles(reach);
  const runsFile = invocations.some(
    ({ name, program, args }) =>
      /^(\.{0,2}|~|\/tmp\/.*)\/|^\.{1,2}\\/.test(program.text) ||
      /^(start-process|saps|invoke-item|ii|msiexec|open|installer)$/.test(name ?? '') ||
      (isReader(name ?? '') && !hasOwnCode(args) && args.some((arg) => /^[^-]/.test(arg))),
  );
  if ((fetchesFile && runsFile) || runsFetched(reach, facts)) {
    found.push(inLine(line, effect('high', 'web_read', 'runs code from the network')));
  }
  found.push(...fedDatabases(reach));
  const lists = invocations.some(
    ({ name, args }) =>
      (/^(env|printenv|set|export|declare|history)$/.test(name ?? '') && args.length === 0) ||
      (/^(docker|podman|nerdctl)$/.test(name ?? '') && args.includes('inspect')),
  );
  if (lists && invocations.some((call) => call.piped && picksSecrets(call))) {
    found.push(
      inLine(
        line,
        effect('high', 'file_read', 'picks secrets out of all that is set', 'reads-secret'),
      ),
    );
  }
  const isSecret = effects.some(({ mark }) => mark === 'reads-secret');
  const goesOut = invocations.some(
    ({ name, redirects }) =>
      isSender(name) || redirects.some((one) => one.kind === 'file' && isConnection(one.target)),
  );
  if (isSecret && goesOut) {
    found.push(inLine(line, effect('critical', 'web_send', 'sends secrets to the network')));
  }
  return found;
}

/** `-c code` runs no file, unless the code does. */
function hasOwnCode([option = '', code = '']: readonly string[]): boolean {
  return /^-[ce]$/.test(option) && !/exec|eval|open|read|load|run/.test(code);
}

const FED_DATABASE = effect(
  'high',
  'project_delete',
  'runs whatever it is given to read, in a database',
);

/** What another command hands to a database: read where it is a plain text, else anything. */
function fedDatabases({ invocations, commands }: Reach): readonly PartEffect[] {
  const clients = invocations.filter(({ name, piped }) => piped && isDatabase(name));
  return clients.flatMap(({ text }): readonly PartEffect[] => {
    const at = commands.findIndex((command) => command.piped && command.text.endsWith(text));
    const feeder = commands[at - 1];
    const isText = feeder !== undefined && showsText(feeder);
    if (isText && !isLosing(wholeText(feeder))) return [];
    return [inLine(text, isText ? effect('high', 'project_delete', LOSES_DATA) : FED_DATABASE)];
  });
}

/** What it says stands in the line itself; a file’s text doesn’t. */
function showsText({ words: [program, ...rest] }: SimpleCommand): boolean {
  if (program?.value === 'cat') return rest.every(({ text }) => text === '-');
  return /^(echo|printf)$/.test(program?.value ?? '');
}

function wholeText({ text, redirects }: SimpleCommand): string {
  return [text, ...redirects.flatMap((one) => (one.kind === 'heredoc' ? one.body : []))].join(' ');
}

/** Looks for words like “password”, or writes what it reads in another alphabet. */
function picksSecrets({ name, args }: Invocation): boolean {
  return (
    /^(base64|base32|xxd|hexdump|od|gzip|openssl|gpg|uuencode)$/.test(name ?? '') ||
    args.some((arg) => /(passw|\bpass\b|secret|token|api.?key|credential|private.?key)/i.test(arg))
  );
}

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
      isReadOnly(command) ||
      [
        ...command.words,
        ...command.redirects.flatMap((one) => (one.kind === 'file' ? one.target : [])),
      ].every(
        ({ value, traits }) =>
          value !== null || (traits.size === 1 && (traits.has('tilde') || traits.has('glob'))),
      ),
  );
}
