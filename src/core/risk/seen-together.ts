import { isReader } from '../rules/programs/runners.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import { effectsOf } from './assess-program.ts';
import { inLine, type PartEffect } from './assessment.ts';
import type { Invocation } from './command/invocation.ts';
import type { Reach } from './command/found.ts';
import { effect, type Effect } from './effect.ts';
import { handsCode } from './effects/code-in-arguments.ts';
import { FED_DATABASE, isDatabase, isLosing, LOSES_DATA } from './effects/databases.ts';
import { isFetcher, isSender } from './effects/network.ts';
import { appliesInput, bringsFiles, runsFetched } from './fetched-code.ts';
import type { FolderFacts } from './folder-facts.ts';
import { readsHandedNames } from './handed-names.ts';
import { isConnection, redirectEffects } from './redirect-effects.ts';

/** What programs do only together: code from the network that is run, and secrets that are sent. */
export function seenTogether(
  line: string,
  reach: Reach,
  facts: FolderFacts,
): readonly PartEffect[] {
  const found: PartEffect[] = [];
  if (runsFromNetwork(reach, facts))
    found.push(inLine(line, effect('high', 'web_read', 'runs code from the network')));
  found.push(...fedDatabases(reach));
  const { invocations } = reach;
  if (
    invocations.some((call) => call.piped && picksSecrets(call)) &&
    invocations.some(listsVariables)
  ) {
    found.push(
      inLine(
        line,
        effect('high', 'file_read', 'picks secrets out of all that is set', 'reads-secret'),
      ),
    );
  }
  if (handsCode(invocations)) {
    found.push(
      inLine(line, effect('high', 'shell_run', 'hands code that runs programs to what reads it')),
    );
  }
  const readsNamed = readsHandedNames(invocations);
  if (readsNamed)
    found.push(inLine(line, effect('high', 'file_read', 'reads keys or passwords that it finds')));
  if (invocations.some(goesOut) && (readsNamed || hasMark(reach, facts, 'reads-secret')))
    found.push(inLine(line, effect('critical', 'web_send', 'sends secrets to the network')));
  return found;
}

/** It fetches and runs what it reads, or a file that holds what was fetched. */
function runsFromNetwork(reach: Reach, facts: FolderFacts): boolean {
  const { invocations, unread } = reach;
  const fetchers = invocations.filter(({ name }) => isFetcher(name));
  if (fetchers.length > 0) {
    if (unread.length > 0 || invocations.some(appliesInput)) return true;
    if (hasMark(reach, facts, 'runs-input')) return true;
  }
  const fetchesFile =
    fetchers.some((call) => effectsOf(call, facts).some(({ action }) => action === 'file_write')) ||
    bringsFiles(reach);
  return (fetchesFile && invocations.some(isOfFile)) || runsFetched(reach, facts);
}

function hasMark(
  { invocations, filled }: Reach,
  facts: FolderFacts,
  mark: Effect['mark'],
): boolean {
  return [...invocations, ...filled.invocations].some(
    (call) =>
      effectsOf(call, facts).some((one) => one.mark === mark) ||
      call.redirects.some((one) =>
        redirectEffects(one, call.cwd, facts).some((part) => part.effect.mark === mark),
      ),
  );
}

function goesOut({ name, redirects }: Invocation): boolean {
  return isSender(name) || redirects.some((one) => one.kind === 'file' && isConnection(one.target));
}

/** It is a file of the line’s own, or a program that runs one. */
function isOfFile({ name, program, args }: Invocation): boolean {
  return (
    /^(\.{0,2}|~|\/tmp\/.*)\/|^\.{1,2}\\/.test(program.text) ||
    /^(source|\.|start-process|saps|invoke-item|ii|msiexec|open|installer)$/.test(name ?? '') ||
    (isReader(name ?? '') && !hasOwnCode(args) && args.some((arg) => /^[^-]/.test(arg)))
  );
}

function listsVariables({ name, args }: Invocation): boolean {
  return (
    (/^(env|printenv|set|export|declare|history)$/.test(name ?? '') && args.length === 0) ||
    (/^(docker|podman|nerdctl)$/.test(name ?? '') && args.includes('inspect'))
  );
}

/** `-c code` runs no file, unless the code does. */
function hasOwnCode([option = '', code = '']: readonly string[]): boolean {
  return /^-[ce]$/.test(option) && !/exec|eval|open|read|load|run/.test(code);
}

/** What another command hands to a database: read where it is a plain text, else anything. */
function fedDatabases({ invocations, commands }: Reach): readonly PartEffect[] {
  const clients = invocations.filter(({ name, piped }) => piped && isDatabase(name));
  return clients.flatMap(({ text }): readonly PartEffect[] => {
    const at = commands.findIndex((command) => command.piped && command.text.endsWith(text));
    const feeder = commands[at - 1];
    const isText = feeder !== undefined && showsText(feeder);
    if (isText && !isLosing(wholeText(feeder).replace(/\\[nrt]/g, ' '))) return [];
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
