import type { SafeFlags } from './bash-flags.ts';

/**
 * The options with which git's subcommands run unasked, as Claude Code knows them (measured, option
 * by option).
 */
export const GIT_FLAGS: ReadonlyMap<string, SafeFlags> = new Map<string, SafeFlags>([
  [
    'log',
    {
      plain: 'ps',
      number: 'n',
      text: 'GS',
      longPlain:
        'source decorate oneline graph stat patch name-only name-status all follow merges no-merges reverse color no-ext-diff numstat shortstat abbrev-commit first-parent pickaxe-regex no-color no-patch left-right cherry-pick cherry-mark topo-order date-order branches tags remotes ancestry-path boundary walk-reflogs no-walk relative-date no-min-parents pickaxe-all full-history dense sparse no-decorate',
      longNumber: 'max-count skip',
      longText: 'author since until grep date diff-filter before after committer',
    },
  ],
  [
    'diff',
    {
      plain: 'BCDlMpRsu',
      text: 'GOS',
      longPlain:
        'no-index function-context patch-with-stat stat numstat shortstat dirstat check summary name-only name-status binary full-index color break-rewrites find-renames irreversible-delete find-copies find-copies-harder no-renames minimal ignore-all-space ignore-space-change ignore-space-at-eol ignore-blank-lines patience histogram word-diff color-words exit-code quiet pickaxe-all pickaxe-regex cached staged no-ext-diff no-color',
      longNumber: 'abbrev inter-hunk-context',
      longText: 'ws-error-highlight diff-algorithm word-diff-regex relative diff-filter',
    },
  ],
  [
    'show',
    {
      plain: 'mps',
      longPlain:
        'quiet decorate oneline graph stat patch name-only name-status word-diff color no-ext-diff raw numstat shortstat abbrev-commit first-parent no-color no-patch color-words relative-date no-decorate',
      longText: 'date diff-filter',
    },
  ],
  [
    'status',
    {
      plain: 'bsv',
      text: 'uM',
      longPlain: 'verbose short branch ahead-behind porcelain long ignored column no-renames',
      longText: 'untracked-files ignore-submodules find-renames',
    },
  ],
  [
    'branch',
    {
      plain: 'ailrv',
      longPlain: 'merged no-merged verbose color remotes all list show-current column ignore-case',
      longText: 'points-at contains no-contains sort',
      longAssignedNumber: 'abbrev',
    },
  ],
  [
    'tag',
    {
      plain: 'il',
      number: 'n',
      longPlain: 'column no-column list ignore-case',
      longText: 'contains no-contains points-at sort merged no-merged',
    },
  ],
  [
    'blame',
    {
      plain: 'CeflMnpstw',
      text: 'L',
      longPlain:
        'incremental root show-stats score-debug show-name show-number porcelain line-porcelain show-email',
      longNumber: 'abbrev',
      longText: 'ignore-rev ignore-revs-file date',
    },
  ],
  [
    'shortlog',
    {
      plain: 'cens',
      longPlain: 'committer numbered summary email',
      longText: 'group since until author',
    },
  ],
  ['reflog', { number: 'n', longPlain: 'all', longText: 'since until author grep date' }],
  [
    'rev-list',
    {
      number: 'n',
      longPlain:
        'sparse no-merges no-min-parents no-max-parents all branches tags remotes reverse abbrev-commit count',
      longNumber: 'max-count max-age min-age min-parents max-parents abbrev',
      longText: 'since until author grep',
    },
  ],
  [
    'ls-files',
    {
      plain: 'cdfikmostuvz',
      text: 'xX',
      longPlain:
        'cached deleted modified others ignored stage killed directory eol unmerged exclude-standard full-name recurse-submodules error-unmatch debug',
      longNumber: 'abbrev',
      longText: 'exclude exclude-from exclude-per-directory',
    },
  ],
  [
    'ls-remote',
    {
      plain: 'bhqt',
      longPlain: 'heads tags refs quiet exit-code get-url symref',
      longAssigned: 'sort',
    },
  ],
  [
    'describe',
    {
      longPlain: 'tags contains dirty long exact-match always broken',
      longNumber: 'abbrev candidates',
      longText: 'match exclude',
    },
  ],
  ['cat-file', { plain: 'epst', longPlain: 'batch-check' }],
  ['merge-base', { longPlain: 'all octopus is-ancestor independent fork-point' }],
  [
    'for-each-ref',
    { longNumber: 'count', longText: 'points-at merged no-merged contains no-contains sort' },
  ],
  [
    'grep',
    {
      plain: 'cEFGHhiLlnoPqvw',
      number: 'ABC',
      text: 'e',
      longPlain:
        'cached no-index untracked recurse-submodules invert-match ignore-case word-regexp extended-regexp basic-regexp fixed-strings perl-regexp line-number full-name files-with-matches files-without-match only-matching count color break heading and or not quiet',
      longNumber: 'max-depth context before-context after-context threads',
    },
  ],
  ['remote', { plain: 'v', longPlain: 'verbose' }],
  ['config', { longPlain: 'get global local system' }],
  [
    'rev-parse',
    {
      longPlain:
        'abbrev-ref absolute-git-dir git-common-dir git-dir is-bare-repository is-inside-git-dir is-inside-work-tree is-shallow-repository show-cdup show-prefix show-toplevel symbolic symbolic-full-name verify',
      longText: 'short',
    },
  ],
  ['worktree', { plain: 'v', longPlain: 'verbose porcelain', longText: 'expire' }],
  [
    'stash list',
    { longPlain: 'oneline graph all decorate', longNumber: 'max-count', longText: 'date' },
  ],
  [
    'stash show',
    {
      plain: 'ps',
      longPlain: 'stat patch name-only name-status color numstat shortstat word-diff no-color',
      longText: 'diff-filter',
    },
  ],
]);
