import type { EffectRule } from './rules.ts';

const git = { of: 'git' } as const;
const WRITE = { ...git, tier: 'low', action: 'git_write' } as const;
const FORCE = { ...git, tier: 'high', action: 'git_force_push' } as const;
const CHOSEN = {
  ...git,
  tier: 'high',
  action: 'shell_run',
  does: 'runs a program of its caller’s choice',
} as const;

/** What git's subcommands do with other repositories: what they bring in, send, and start there. */
export const GIT_SERVER_RULES: readonly EffectRule[] = [
  {
    ...git,
    tier: 'high',
    action: 'git_push',
    verb: /^push\b/,
    flag: /^--repo=.*[:/]/,
    does: 'pushes to an address instead of a server the repository knows',
  },
  {
    ...WRITE,
    tier: 'high',
    verb: /^(pull|fetch)\b/,
    flag: /^(-f|--force)$/,
    does: 'overwrites branches with what the server has',
  },
  {
    ...WRITE,
    tier: 'high',
    // What is kept of the server's own branches is its to say.
    verb: /^(pull|fetch)\b.* \+[^:\s]+:(?!refs\/remotes\/)/,
    does: 'overwrites branches with what the server has',
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
  {
    ...git,
    tier: 'high',
    action: 'git_push',
    verb: /^push\b/,
    flag: /^--(all|branches)$/,
    does: 'pushes every branch, also those that nobody meant to show',
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
    flag: /^--no-verify$|\bci\.skip\b|\bskip_ci\b/,
    does: 'pushes past the project’s checks',
  },
  {
    ...git,
    tier: 'high',
    action: 'git_push',
    // Without a user in front, a colon behind the first word stands between two branches.
    verb: /^push\b.*\s([\w.-]+@[\w.-]+:(?!\/\/)|\w+:\/\/)|^push [\w.-]+:(?!\/\/)\S*\//,
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
    ...CHOSEN,
    flag: /^--(upload-pack|receive-pack|exec|extcmd|open-files-in-pager)(=.*)?$/,
    verb: /^(fetch|pull|clone|push|ls-remote|archive|fetch-pack|send-pack|difftool|grep)\b/,
  },
  {
    ...CHOSEN,
    flag: /^-u$/,
    verb: /^clone\b/,
  },
  {
    ...CHOSEN,
    flag: /^-x$/,
    verb: /^difftool\b/,
  },
  {
    ...CHOSEN,
    flag: /^-O.*$/,
    verb: /^grep\b/,
  },
  {
    ...CHOSEN,
    flag: /(^|=)ext::|^--exec-path=|^--template(=|$)/,
  },
  {
    ...git,
    tier: 'high',
    action: 'web_send',
    verb: /^(daemon|instaweb|http-backend|upload-pack|receive-pack|shell)\b/,
    does: 'opens the repository to others',
  },
];
