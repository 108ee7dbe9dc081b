import { under, wordsOf, type Cli } from './cli.ts';

/**
 * Left out on purpose (measured with git 2.39): `log`, `diff`, `show`, `blame`, `shortlog`,
 * `rev-list`, `reflog`, `cherry-pick` and `revert` write any file with `--output`; `grep -O`,
 * `fetch`, `pull`, `clone` and `ls-remote --upload-pack` run any program; `branch` and `tag` delete
 * unless they are told to list, which is why the flag is part of the action (`-a` and `-r` don't keep
 * `branch` from deleting and renaming); `mv -f` takes away what was there.
 */
const git: Cli = {
  options: '-C',
  flags: '--no-pager -P --no-optional-locks',
  actions: {
    plain: [
      ...wordsOf('status add commit merge describe rev-parse ls-files ls-tree cat-file'),
      ...wordsOf('merge-base name-rev show-ref for-each-ref check-ignore check-attr count-objects'),
      ...wordsOf('cherry show-branch verify-commit verify-tag'),
      ...under('branch', '--list -l --show-current --contains --merged'),
      ...under('tag', '-l --list'),
      ...under('config', '--get --get-all --get-regexp --list -l'),
      ...under('stash', 'push apply pop'),
      ...['worktree list', 'remote get-url', 'submodule status', 'lfs ls-files', 'lfs status'],
      ...['bisect log', 'notes list', 'notes show'],
    ],
  },
};

/** `gh auth status` and `gh config get` are left out: they can show the token. */
const gh: Cli = {
  options: '-R --repo',
  actions: {
    plain: [
      ...under('pr', 'view list status checks diff'),
      ...under('issue', 'view list status'),
      ...under('repo', 'view list'),
      ...under('run', 'view list watch'),
      ...under('release', 'view list'),
      ...under('workflow', 'view list'),
      ...under('search', 'repos issues prs code commits'),
      ...under('project', 'list view item-list field-list'),
      ...under('ruleset', 'list view check'),
      ...under('variable', 'list get'),
      ...under('extension', 'list search'),
      ...[
        'label list',
        'cache list',
        'gist list',
        'secret list',
        'org list',
        'alias list',
        'status',
      ],
      ...['ssh-key list', 'gpg-key list', 'config list', 'codespace list'],
    ],
  },
};

const glab: Cli = {
  options: '-R --repo',
  actions: {
    plain: [
      ...under('mr', 'view list diff approvers issues'),
      ...under('issue', 'view list'),
      ...under('ci', 'view list status trace get'),
      ...under('repo', 'view list contributors search'),
      ...under('release', 'view list'),
      ...['pipeline list', 'label list', 'milestone list', 'schedule list', 'job list'],
    ],
  },
};

/**
 * Version control and the sites around it. `jj`, `hg` and `svn` are left out: with `--config` or
 * `--config-option` behind any of their actions they run any program.
 */
export const VERSION_CONTROL: Readonly<Record<string, Cli>> = { git, gh, glab };
