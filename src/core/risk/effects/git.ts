import type { EffectRule } from './rules.ts';

const git = { of: 'git' } as const;
const READ = { ...git, tier: 'none', action: 'git_read', does: 'only looks' } as const;
const WRITE = { ...git, tier: 'low', action: 'git_write' } as const;
const LOSES = { ...git, tier: 'high', action: 'git_write' } as const;

/** In words that follow the part’s name. */
export const DISCARDS = 'throws away changes that are not committed';

/** What git's subcommands do. */
export const GIT_RULES: readonly EffectRule[] = [
  {
    ...READ,
    verb: /^$|^(status|log|diff|show|blame|annotate|describe|rev-parse|ls-files|ls-tree|cat-file|merge-base|name-rev|show-ref|for-each-ref|check-ignore|check-attr|check-mailmap|check-ref-format|count-objects|cherry|show-branch|verify-commit|verify-tag|verify-pack|shortlog|rev-list|grep|whatchanged|var|version|help|diff-tree|diff-index|diff-files|range-diff|fsck|hash-object|merge-tree|stripspace|column|patch-id|get-tar-commit-id|request-pull|show-index|ls-remote|format-patch|archive)\b/,
  },
  {
    ...READ,
    verb: /^(branch|tag|remote|reflog|worktree list|stash (list|show)|remote (show|get-url)\b.*|submodule( status| summary)?\b.*|notes( list| show)?|reflog (show|exists)\b.*|bisect (log|view|visualize)|bundle (verify|list-heads)\b.*|lfs (ls-files|status|env|version|logs|locks)\b.*|sparse-checkout list|symbolic-ref \S+|flow version)$/,
    unless:
      /^-([dDmMcCf]|-(delete|move|copy|force|prune|edit-description|set-upstream-to.*|unset-upstream))$|^-u$/,
  },
  {
    ...READ,
    verb: /^(branch|tag)\b/,
    flag: /^(-l|--list|--contains|--no-contains|--merged|--no-merged|--points-at|--show-current|-a|--all|-r|--remotes|-v|-vv|--verify|-n\d*|--format(=.*)?|--sort(=.*)?)$/,
    unless: /^-([dDmMcCf]|-(delete|move|copy|force))$/,
  },
  {
    ...WRITE,
    verb: /^(add|commit|stash(?! (list|show)\b)( push| save| apply| pop| create| store| branch)?|merge|mv|cherry-pick|revert|init|am|apply|fetch|notes|lfs|switch|checkout|worktree (add|lock|unlock|move|prune|repair)|submodule (init|update|sync|absorbgitdirs)|bisect|update-index|sparse-checkout|maintenance|gc|repack|pack-refs|rerere|commit-tree|write-tree|read-tree|mktree|commit-graph|multi-pack-index|flow|restore|reset|interpret-trailers|difftool|mergetool|bundle create|stage|citool|gui|gitk|cvsimport|remote (add|set-branches|rename|update|set-head)|subtree|imap-send|pack-objects|unpack-objects|index-pack|mktag|fmt-merge-msg|merge-file|merge-index|merge-one-file|prune-packed|update-server-info|credential-cache|credential-store|quiltimport|rm)(?![\w-])/,
    does: 'changes the repository',
  },
  {
    ...WRITE,
    verb: /^(branch|tag) \S/,
    unless:
      /^(-l|--list|--(no-)?contains|--(no-)?merged|--points-at|--show-current|-a|--all|-r|--remotes|-vv?|--verify)$/,
    does: 'makes a branch or tag',
  },
  {
    ...WRITE,
    tier: 'high',
    verb: /^commit\b/,
    flag: /^(-n|--no-verify)$/,
    does: 'commits past the project’s checks',
  },
  {
    ...WRITE,
    tier: 'high',
    verb: /^(commit|tag|merge|rebase|cherry-pick|revert|am)\b/,
    flag: /^--no-(gpg-)?sign$/,
    does: 'leaves away the signature that says who made it',
  },
  {
    ...WRITE,
    tier: 'medium',
    verb: /^commit\b/,
    flag: /^--amend$/,
    does: 'rewrites the last commit',
  },
  {
    ...git,
    tier: 'medium',
    action: 'file_delete',
    verb: /^rm\b/,
    unless: /^(--cached|-n|--dry-run)$/,
    does: 'deletes files that are in the repository',
  },
  {
    ...git,
    tier: 'high',
    action: 'file_delete',
    verb: /^rm\b/,
    flag: /^(-r|-f|--force)$/,
    unless: /^(--cached|-n|--dry-run)$/,
    does: 'deletes files, with changes that are not committed',
  },
  {
    ...git,
    tier: 'high',
    action: 'file_write',
    verb: /^apply\b/,
    flag: /^--unsafe-paths$/,
    does: 'writes files outside of the repository',
  },
  { ...LOSES, verb: /^reset\b/, flag: /^--(hard|merge|keep)$/, does: DISCARDS },
  {
    ...LOSES,
    verb: /^checkout\b/,
    flag: /^(-f|--force|-B|--pathspec-from-file(=.*)?|--overwrite-ignore)$/,
    does: DISCARDS,
  },
  {
    ...LOSES,
    tier: 'medium',
    verb: /^checkout\b/,
    flag: /^--(ours|theirs)$/,
    does: 'takes one side of a conflict',
  },
  {
    ...LOSES,
    verb: /^switch\b/,
    flag: /^(-f|--force|--discard-changes|-C|--force-create(=.*)?)$/,
    does: DISCARDS,
  },
  { ...LOSES, verb: /^restore \S/, unless: /^(-S|--staged)$/, does: DISCARDS },
  { ...LOSES, verb: /^restore \S/, flag: /^(-W|--worktree)$/, does: DISCARDS },
  {
    ...LOSES,
    verb: /^restore\b/,
    flag: /^(-p|--patch|--pathspec-from-file(=.*)?)$/,
    unless: /^(-S|--staged)$/,
    does: DISCARDS,
  },
  { ...LOSES, verb: /^stash (drop|clear)\b/, does: 'throws away what was put aside' },
  {
    ...LOSES,
    verb: /^branch\b/,
    flag: /^(-D|-M|-C|-f|--force)$/,
    does: 'deletes or moves a branch, merged or not',
  },
  {
    ...LOSES,
    tier: 'medium',
    verb: /^(branch|tag)\b/,
    flag: /^(-d|--delete)$/,
    does: 'deletes a branch or tag',
  },
  {
    ...LOSES,
    verb: /^tag\b/,
    flag: /^(-d|--delete|-f|--force)$/,
    does: 'deletes or moves a tag, and keeps no record of where it was',
  },
  {
    ...LOSES,
    verb: /^(filter-branch|filter-repo|replace|fast-import|update-ref|symbolic-ref \S+ \S+|reflog (expire|delete|drop)|lfs prune|gc)\b/,
    unless: /^(-l|--list|--auto)$/,
    does: 'rewrites or drops history',
  },
  {
    ...LOSES,
    verb: /^gc\b/,
    flag: /^--prune(=(?!never)|$)/,
    does: 'drops what nothing leads to any more',
  },
  {
    ...READ,
    verb: /^(worktree )?prune\b/,
    flag: /^(-n|--dry-run)$/,
  },
  {
    ...LOSES,
    verb: /^(worktree )?prune\b/,
    unless: /^(-n|--dry-run)$/,
    does: 'drops what nothing leads to any more',
  },
  {
    ...LOSES,
    verb: /^symbolic-ref\b/,
    flag: /^(-d|--delete)$/,
    does: 'drops a name of the history',
  },
  { ...LOSES, verb: /^lfs migrate (import|export)\b/, does: 'rewrites or drops history' },
  {
    ...LOSES,
    verb: /^flow \w+ delete\b/,
    flag: /^(-f|--force|-D|-r|--remote)$/,
    does: 'deletes or moves a branch, merged or not',
  },
  { ...LOSES, verb: /^rebase\b/, flag: /^--root$/, does: 'rewrites the whole history' },
  {
    ...LOSES,
    verb: /^worktree add\b/,
    flag: /^-B$/,
    does: 'deletes or moves a branch, merged or not',
  },
  { ...LOSES, verb: /^submodule update\b/, flag: /^(-f|--force)$/, does: DISCARDS },
  {
    ...WRITE,
    tier: 'high',
    verb: /^maintenance (start|register)\b/,
    does: 'has git run by the clock',
  },
  {
    ...LOSES,
    verb: /^(worktree remove|submodule deinit)\b/,
    flag: /^(-f|--force)$/,
    does: 'removes a working copy with changes in it',
  },
  {
    ...LOSES,
    tier: 'medium',
    verb: /^(worktree remove|submodule deinit)\b/,
    does: 'removes a working copy',
  },
  {
    ...WRITE,
    tier: 'high',
    verb: /^update-index\b/,
    flag: /^--(assume-unchanged|skip-worktree)$/,
    does: 'hides changes of files from git',
  },
  {
    ...git,
    tier: 'high',
    action: 'file_read',
    verb: /^credential(-\w+)? (fill|get)\b/,
    does: 'shows a password',
  },
  { ...LOSES, verb: /^read-tree\b/, flag: /^--reset$/, does: DISCARDS },
];
