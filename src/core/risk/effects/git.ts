import { flagsOf, operandsOf, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { verbOf, type EffectReader, type EffectRule } from './rules.ts';

const git = { of: 'git' } as const;
const READ = { ...git, tier: 'none', action: 'git_read', does: 'only looks' } as const;
const WRITE = { ...git, tier: 'low', action: 'git_write' } as const;
const LOSES = { ...git, tier: 'high', action: 'git_write' } as const;
const FORCE = { ...git, tier: 'high', action: 'git_force_push' } as const;

const DISCARDS = 'throws away changes that are not committed';

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
    tier: 'medium',
    verb: /^(pull|clone|rebase|submodule add|remote (remove|rm)|subtree)\b/,
    does: 'brings in or rewrites commits',
  },
  {
    ...WRITE,
    tier: 'high',
    verb: /^remote set-url\b/,
    does: 'leads what is pushed and fetched to another place',
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
    unless: /^--cached$/,
    does: 'deletes files that are in the repository',
  },
  {
    ...git,
    tier: 'high',
    action: 'file_delete',
    verb: /^rm\b/,
    flag: /^(-r|-f|--force)$/,
    unless: /^--cached$/,
    does: 'deletes files, with changes that are not committed',
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
    flag: /^(-f|--force|--discard-changes|-C|--force-create)$/,
    does: DISCARDS,
  },
  { ...LOSES, verb: /^restore\b/, unless: /^(-S|--staged)$/, does: DISCARDS },
  { ...LOSES, verb: /^restore\b/, flag: /^(-W|--worktree)$/, does: DISCARDS },
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
  { ...LOSES, tier: 'medium', verb: /^tag\b/, flag: /^(-f|--force)$/, does: 'moves a tag' },
  {
    ...LOSES,
    verb: /^(filter-branch|filter-repo|replace|fast-import|update-ref|symbolic-ref \S+ \S+|reflog (expire|delete)|prune|lfs prune|worktree prune|gc)\b/,
    unless: /^(-l|--list)$/,
    does: 'rewrites or drops history',
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
  { ...LOSES, verb: /^read-tree\b/, flag: /^--reset$/, does: DISCARDS },
  {
    ...git,
    tier: 'medium',
    action: 'git_push',
    verb: /^(push|lfs push|subtree push|svn dcommit|p4 submit|cvsexportcommit)\b/,
    does: 'pushes commits to a server',
  },
  {
    ...FORCE,
    verb: /^push\b/,
    flag: /^(-f|--force(-with-lease|-if-includes)?(=.*)?|--mirror|--prune)$/,
    does: 'overwrites the server’s history',
  },
  { ...FORCE, verb: /^push\b.* \+\S/, does: 'overwrites the server’s history' },
  { ...FORCE, verb: /^push\b.* :\S/, does: 'deletes a branch or tag on the server' },
  {
    ...FORCE,
    verb: /^push\b/,
    flag: /^(-d|--delete)$/,
    does: 'deletes a branch or tag on the server',
  },
  {
    ...git,
    tier: 'high',
    action: 'git_push',
    verb: /^push\b/,
    flag: /^--no-verify$/,
    does: 'pushes past the project’s checks',
  },
  {
    ...git,
    tier: 'high',
    action: 'git_push',
    verb: /^push\b.*\s([\w.@-]+:(?!\/\/)\S*\/|\w+:\/\/)/,
    does: 'pushes to an address instead of a server the repository knows',
  },
  {
    ...git,
    tier: 'high',
    action: 'comms_send',
    verb: /^(send-email|imap-send)\b/,
    does: 'sends mail',
  },
  {
    ...git,
    tier: 'high',
    action: 'shell_run',
    flag: /^--(upload-pack|receive-pack|exec|extcmd|open-files-in-pager)(=.*)?$/,
    verb: /^(fetch|pull|clone|push|ls-remote|archive|fetch-pack|send-pack|difftool|grep)\b/,
    does: 'runs a program of its caller’s choice',
  },
  {
    ...git,
    tier: 'high',
    action: 'shell_run',
    flag: /^-u$/,
    verb: /^clone\b/,
    does: 'runs a program of its caller’s choice',
  },
  {
    ...git,
    tier: 'high',
    action: 'shell_run',
    flag: /^-x$/,
    verb: /^difftool\b/,
    does: 'runs a program of its caller’s choice',
  },
  {
    ...git,
    tier: 'high',
    action: 'shell_run',
    flag: /^-O.*$/,
    verb: /^grep\b/,
    does: 'runs a program of its caller’s choice',
  },
  {
    ...git,
    tier: 'high',
    action: 'shell_run',
    flag: /(^|=)ext::|^--exec-path=|^--template(=|$)/,
    does: 'runs a program of its caller’s choice',
  },
  {
    ...git,
    tier: 'high',
    action: 'file_read',
    verb: /^credential(-\w+)? (fill|get)\b/,
    does: 'shows a password',
  },
  {
    ...git,
    tier: 'high',
    action: 'web_send',
    verb: /^(daemon|instaweb|http-backend|upload-pack|receive-pack|shell)\b/,
    does: 'opens the repository to others',
  },
];

/** Files with keys or passwords that git shows (`git show HEAD:.env`), or keeps for good. */
function gitSecrets(call: Invocation): readonly Effect[] {
  const verb = verbOf(call);
  const [, named] = /^(show|diff|log|blame|cat-file|grep|add|stage)\b/.exec(verb) ?? [];
  if (named === undefined) return [];
  if (named === 'log' && !flagsOf(call.args).some((arg) => /^(-p|-u|--patch)$/.test(arg)))
    return [];
  return operandsOf(call.words)
    .map(({ value, text }) => (value ?? text).replace(/^[^:]*:/, ''))
    .filter((path) => isCredentialFile(path) && !CODE.test(path))
    .slice(0, 1)
    .map((path) =>
      named === 'add' || named === 'stage'
        ? effect('high', 'git_write', `puts keys or passwords into the history (${path})`)
        : effect('high', 'file_read', `shows keys or passwords in ${path}`, 'reads-secret'),
    );
}

/** What is about secrets (`secret-store.ts`) holds none. */
const CODE =
  /\.([cm]?[jt]sx?|py|go|rs|rb|java|kt|cs|php|swift|c|cc|cpp|h|hpp|vue|svelte|mdx?|html|css)$/i;

/** `-u` of `git push` sets the upstream, and `-n` of `git clean` only shows. */
function gitFiles(call: Invocation): readonly Effect[] {
  const verb = verbOf(call);
  if (/^clean\b/.test(verb)) return [clean(call)];
  if (!/^checkout\b/.test(verb)) return [];
  const dashes = call.args.indexOf('--');
  const named = operandsOf(
    call.words,
    '-C -c --git-dir --work-tree -b -B --orphan -t --conflict',
  ).slice(1);
  const makes = call.args.some((arg) => /^(-b.*|-B.*|--orphan|-t|--track|-d|--detach)$/.test(arg));
  const isFiles =
    (dashes !== -1 && dashes < call.args.length - 1) ||
    (!makes && named.length > 1) ||
    named.some(({ text }) => /^(\.{1,2}(\/|$)|:|.*[*?])|\.[a-z]\w{0,4}$/.test(text));
  return isFiles ? [effect('high', 'git_write', DISCARDS)] : [];
}

function clean({ args }: Invocation): Effect {
  const forces = args.some((arg) => /^(-[a-z]*f[a-z]*|--force)$/i.test(arg));
  const shows = args.some((arg) => /^(-[a-zA-Z]*n[a-zA-Z]*|--dry-run)$/.test(arg));
  if (shows && !forces) return effect('none', 'git_read', 'lists files that git does not know');
  return effect('high', 'file_delete', 'deletes files that git does not know');
}

export const GIT_READERS: ReadonlyMap<string, EffectReader> = new Map([
  ['git', (call: Invocation) => [...gitFiles(call), ...gitSecrets(call)]],
]);
