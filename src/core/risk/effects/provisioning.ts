import type { EffectRule } from './rules.ts';

const DESTROYS = { tier: 'high', action: 'workflow_delete' } as const;
const CHANGES = { tier: 'high', action: 'workflow_run' } as const;
const SECRET = { tier: 'high', action: 'file_read', does: 'shows secrets' } as const;

const IAC = 'terraform tofu terragrunt terramate cdktf';

/** Infrastructure that is written down as code, machines that are made of it, and the keepers of its secrets. */
export const PROVISIONING_RULES: readonly EffectRule[] = [
  {
    ...DESTROYS,
    of: IAC,
    verb: /^(destroy|run-all destroy|apply -destroy|state (rm|push|replace-provider)|workspace delete|force-unlock|taint|untaint)\b/,
    does: 'destroys infrastructure, or what is known of it',
  },
  {
    ...DESTROYS,
    of: IAC,
    verb: /^(apply|destroy|refresh|import|run-all)\b/,
    flag: /^-{1,2}(destroy|replace.*|auto-approve)$/,
    does: 'changes infrastructure without asking',
  },
  {
    ...DESTROYS,
    of: IAC,
    verb: /^init\b/,
    flag: /^-{1,2}(force-copy|migrate-state|reconfigure)$/,
    does: 'moves or forgets what is known of the infrastructure',
  },
  {
    ...CHANGES,
    of: IAC,
    verb: /^(apply|run-all apply|import|state mv|stack (apply|deploy))\b/,
    does: 'changes infrastructure',
  },
  {
    ...{ tier: 'low', action: 'shell_run', does: 'prepares infrastructure' },
    of: IAC,
    verb: /^(init|get|plan|refresh|fmt|test|workspace (new|select)|providers lock|hclfmt|console)\b/,
  },
  {
    ...{ tier: 'medium', action: 'file_read', does: 'shows values, secret ones too' },
    of: IAC,
    verb: /^(output|state pull|show)\b/,
  },
  {
    ...DESTROYS,
    of: 'pulumi cdk',
    unless: /^--preview-only$/,
    verb: /^(destroy|down|dn|stack rm|state (delete|unprotect|rename)|cancel|refresh)\b/,
    does: 'destroys infrastructure',
  },
  {
    ...CHANGES,
    of: 'pulumi',
    verb: /^(up|update|import|config set|stack (init|import|rename)|watch)\b/,
    does: 'changes infrastructure',
  },
  {
    ...{ tier: 'low', action: 'workflow_read', does: 'only looks' },
    of: 'pulumi',
    verb: /^(preview|stack|config|logs|whoami|about|console)\b/,
  },
  {
    ...{ tier: 'high', action: 'workflow_run', does: 'runs a playbook on other machines' },
    of: 'ansible-playbook ansible-pull',
    unless: /^(--syntax-check|--list-hosts|--list-tasks|--list-tags|-C|--check|--version)$/,
  },
  {
    ...{ tier: 'low', action: 'workflow_read', does: 'only looks at a playbook' },
    of: 'ansible-playbook ansible-pull',
  },
  {
    ...{ tier: 'high', action: 'file_read', does: 'shows or changes encrypted values' },
    of: 'ansible-vault sops age gopass pass',
    verb: /./,
  },
  {
    ...{ tier: 'high', action: 'workflow_run', does: 'builds and registers images' },
    of: 'packer',
    verb: /^build\b/,
  },
  {
    ...{ tier: 'none', action: 'workflow_read', does: 'only looks' },
    of: 'vault',
    verb: /^(status|path-help|version|((secrets|auth|audit|policy|namespace|plugin|kv|lease) )?list)\b/,
  },
  { ...SECRET, of: 'vault', verb: /^(read|kv get|unwrap|token (create|lookup)|print token)\b/ },
  {
    ...SECRET,
    of: 'op bw lpass doppler infisical chamber aws-vault keyring secret-tool kwallet-query',
    verb: /\b(read|get|item get|secrets( get| download)?|export|show|lookup|fill|reveal|inject|document get|env|list-secrets)\b|^list items\b|^search\b|^kdewallet$/,
    unless: /^(--help)$/,
  },
  {
    ...SECRET,
    of: 'npm pnpm yarn glab gh pip pip3 poetry composer gem heroku firebase wrangler cargo bundle helm docker',
    verb: /^(config|c|auth|get|credentials?)\b.*(token|passw|_auth\b|secret|api[_-]?key|_password|credential)/i,
  },
  {
    ...SECRET,
    of: 'security',
    verb: /^(find-(generic|internet)-password|dump-keychain|export|unlock-keychain)\b/,
  },
  {
    ...{ tier: 'none', action: 'shell_read', does: 'only looks' },
    of: 'security',
    verb: /^(show-keychain-info|list-|default-keychain$|login-keychain$|find-(certificate|identity)|verify-cert|dump-trust-settings|error|help)\b/,
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes keys and what is trusted' },
    of: 'security',
    verb: /^(add-|delete-|import|set-|create-keychain|authorizationdb|remove-trusted|trust-settings|lock-)/,
  },
  {
    ...{ tier: 'high', action: 'workflow_delete', does: 'destroys machines' },
    of: 'vagrant multipass virsh vboxmanage qm pct lxc incus limactl colima orb prlctl govc proxmox',
    verb: /\b(destroy|delete|purge|undefine|unregistervm|stop|remove|rm|controlvm|shutdown|poweroff|reset|rollback|snapshot-delete|snapshot-revert|vm\.destroy|halt|suspend)\b/,
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'gives a container hold of this machine' },
    of: 'lxc incus',
    verb: /\bsecurity\.(privileged|nesting)=true\b|\bdevice add\b.*\bsource=\/(\s|$|etc|root|home|usr|var|boot|dev|proc|sys)|\braw\.\w+=/,
  },
  {
    ...{ tier: 'medium', action: 'workflow_run', does: 'starts machines' },
    of: 'vagrant multipass virsh vboxmanage limactl colima',
    verb: /\b(up|launch|start|create|reload|provision|define|clone|import|ssh|shell|exec|resume)\b/,
  },
];
