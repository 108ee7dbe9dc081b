import type { Invocation } from '../command/invocation.ts';
import { has, listed, name, operandTexts, type Phrase } from './words.ts';

const VALUES =
  '-C -c --git-dir --work-tree --namespace --config-env -m --message -F --author --date -b -B';

/** What git is told to do. */
export const git: Phrase = (call) => {
  const [verb = '', ...rest] = operandTexts(call, VALUES);
  return VERBS.get(verb)?.(call, rest) ?? null;
};

type Verb = (call: Invocation, rest: readonly string[]) => string | null;

function push(call: Invocation, [remote, ...refs]: readonly string[]): string {
  const to = remote === undefined ? 'the server' : name(remote);
  const branches = refs.map((ref) => ref.replace(/^\+/, ''));
  const deleted = has(call, /^(-d|--delete)$/)
    ? branches
    : branches.filter((ref) => ref.startsWith(':'));
  if (deleted.length > 0)
    return `Delete ${listed(deleted.map((ref) => ref.replace(/^:/, '')))} on ${to}`;
  const what = has(call, /^--(all|mirror)$/)
    ? 'all branches'
    : has(call, /^--tags$/)
      ? 'all tags'
      : branches.length === 0
        ? 'the current branch'
        : `branch ${listed(branches.map((ref) => ref.split(':').at(-1) ?? ref))}`;
  const forced = refs.some((ref) => ref.startsWith('+')) || has(call, /^(-f|--force.*|--mirror)$/);
  return `Push ${what} to ${to}${forced ? ', overwriting its history' : ''}`;
}

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['push', push],
  ['status', () => 'Look at the state of the repository'],
  ['log', () => 'Look at the history'],
  ['diff', () => 'Look at what has changed'],
  ['show', (_, [what]) => `Look at ${what === undefined ? 'the last commit' : name(what)}`],
  ['add', (_, files) => `Stage ${files.length === 0 ? 'changes' : listed(files)}`],
  [
    'commit',
    (call) =>
      (has(call, /^--amend$/) ? 'Rewrite the last commit' : 'Commit what has changed') +
      (has(call, /^(-n|--no-verify)$/) ? ', past the project’s checks' : ''),
  ],
  ['clone', (_, [from]) => `Clone ${from === undefined ? 'a repository' : name(from)}`],
  ['fetch', (_, [from]) => `Fetch from ${from === undefined ? 'the server' : name(from)}`],
  ['pull', (_, [from]) => `Pull from ${from === undefined ? 'the server' : name(from)}`],
  ['merge', (_, [what]) => (what === undefined ? 'Merge' : `Merge ${name(what)}`)],
  [
    'rebase',
    (_, [onto]) => `Rewrite the branch on top of ${onto === undefined ? 'another' : name(onto)}`,
  ],
  [
    'switch',
    (_, [to]) =>
      to === undefined ? 'Make and switch to a branch' : `Switch to branch ${name(to)}`,
  ],
  ['checkout', (call, rest) => checkout(call, rest)],
  [
    'restore',
    (_, files) => `Throw away the changes in ${files.length === 0 ? 'files' : listed(files)}`,
  ],
  [
    'reset',
    (call, [to]) =>
      has(call, /^--(hard|merge|keep)$/)
        ? `Throw away all changes and go to ${to === undefined ? 'the last commit' : name(to)}`
        : 'Take back what is staged',
  ],
  ['clean', () => 'Delete all files that git does not know'],
  [
    'stash',
    (_, [what]) =>
      what === 'drop' || what === 'clear'
        ? 'Throw away what was put aside'
        : what === 'pop' || what === 'apply'
          ? 'Bring back what was put aside'
          : what === 'list' || what === 'show'
            ? 'Look at what was put aside'
            : 'Put changes aside',
  ],
  [
    'branch',
    (call, names) =>
      has(call, /^(-d|-D|--delete)$/)
        ? `Delete branch ${listed(names)}`
        : names.length === 0
          ? 'List branches'
          : `Make branch ${listed(names)}`,
  ],
  [
    'tag',
    (call, names) =>
      has(call, /^(-d|--delete)$/)
        ? `Delete tag ${listed(names)}`
        : names.length === 0
          ? 'List tags'
          : `Make tag ${name(names[0] ?? '')}`,
  ],
  ['rm', (_, files) => `Delete ${listed(files)} from the repository`],
  ['mv', (_, files) => `Move ${listed(files)}`],
  ['revert', (_, [what]) => `Take back ${what === undefined ? 'a commit' : name(what)}`],
  ['cherry-pick', (_, [what]) => `Take over ${what === undefined ? 'a commit' : name(what)}`],
  [
    'config',
    (call, [key]) =>
      has(call, /^(--get.*|--list|-l)$/)
        ? 'Look at git’s settings'
        : `Change git’s setting ${name(key ?? '')}`,
  ],
  ['filter-branch', () => 'Rewrite the whole history'],
  ['filter-repo', () => 'Rewrite the whole history'],
  ['init', () => 'Make a repository'],
  ['gc', () => 'Tidy up the repository'],
]);

function checkout(call: Invocation, rest: readonly string[]): string {
  const dashes = call.args.indexOf('--');
  const files = dashes === -1 ? rest.filter((one) => one === '.') : call.args.slice(dashes + 1);
  if (files.length > 0) return `Throw away the changes in ${listed(files)}`;
  const [to] = rest;
  return to === undefined ? 'Make and switch to a branch' : `Switch to ${name(to)}`;
}
