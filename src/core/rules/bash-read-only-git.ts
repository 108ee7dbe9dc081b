import { operandsBeside } from './bash-flags.ts';
import { GIT_FLAGS } from './bash-read-only-git-flags.ts';

/** Whether a git call only reads, by Claude Code's list (measured); the words are those behind `git`. */
export function isReadOnlyGit(words: readonly string[]): boolean {
  const [verb = ''] = words;
  const subcommand = verb === 'stash' ? words.slice(0, 2).join(' ') : verb;
  const args = words
    .slice(verb === 'stash' ? 2 : 1)
    .filter((word) => !isFormat(verb, word))
    .map(upwards);
  const operands = operandsBeside({ ...GIT_FLAGS.get(subcommand), bareNumber: true }, args);
  return operands !== null && readsWith(subcommand, args, operands);
}

function readsWith(
  subcommand: string,
  args: readonly string[],
  operands: readonly string[],
): boolean {
  const [first = ''] = operands;
  switch (subcommand) {
    case 'branch':
    case 'tag':
      // A name would be made into a branch, unless it is one to list by.
      return operands.every((name) => /^-?$/.test(name)) || args.some((arg) => LISTS.test(arg));
    case 'ls-remote':
    case 'remote':
      return operands.length === 0;
    case 'reflog':
      return operands.length === 0 || first === 'show' || first === 'list' || args[0] === '--';
    case 'worktree':
      return args[0] === 'list';
    case 'config':
      return args[0] === '--get' && operands.length > 0;
    default:
      return READS.has(subcommand);
  }
}

const LISTS = /^(-l|--(list|merged|no-merged))$/;

/** `--sort=-committerdate`: the one value of git that may begin like an option (measured). */
function upwards(word: string): string {
  return word.replace(/^--sort=-(?=[a-zA-Z])/, '--sort=');
}

/** A format of one's own has to hold a `%` to be told from other words. */
function isFormat(verb: string, word: string): boolean {
  if (!/^(log|show|for-each-ref)$/.test(verb)) return false;
  return /^--(format|pretty)=(oneline|short|medium|full|fuller|reference|email|raw|t?format:.*|.*%.*)$/s.test(
    word,
  );
}

/** Subcommands that read whatever they are pointed at. */
const READS: ReadonlySet<string> = new Set([
  ...['log', 'diff', 'show', 'status', 'blame', 'shortlog', 'rev-parse', 'rev-list', 'ls-files'],
  ...['describe', 'cat-file', 'merge-base', 'for-each-ref', 'grep', 'stash list', 'stash show'],
]);
