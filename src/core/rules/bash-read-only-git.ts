import { operandsBeside } from './bash-flags.ts';
import { GIT_FLAGS } from './bash-read-only-git-flags.ts';

/** Whether a git call only reads, by Claude Code's list (measured); the words are those behind `git`. */
export function isReadOnlyGit([verb = '', ...args]: readonly string[]): boolean {
  const operands = operandsBeside({ ...GIT_FLAGS.get(verb), bareNumber: true }, args);
  if (operands === null) return false;
  const [first = '', ...others] = operands;
  switch (verb) {
    case 'branch':
    case 'tag':
      // A name would be made into a branch, unless it is a pattern to list by.
      return operands.length === 0 || args.some((arg) => /^(-l|--list)$/.test(arg));
    case 'ls-remote':
    case 'remote':
      return operands.length === 0;
    case 'reflog':
      return operands.length === 0 || first === 'show' || first === 'list' || args[0] === '--';
    case 'stash':
      return first === 'list' || first === 'show';
    case 'worktree':
      return first === 'list' && others.length === 0;
    case 'config':
      return args[0] === '--get' && operands.length === 1;
    default:
      return READS.has(verb);
  }
}

/** Subcommands that read whatever they are pointed at. */
const READS = new Set(
  (
    'log diff show status blame shortlog rev-parse rev-list ls-files describe cat-file merge-base ' +
    'for-each-ref grep'
  ).split(' '),
);
