import type { EffectRule } from './rules.ts';

const DESTROYS = { tier: 'high', action: 'workflow_delete' } as const;
const CHANGES = { tier: 'high', action: 'workflow_run' } as const;
const SECRET = { tier: 'high', action: 'file_read', does: 'shows secrets' } as const;

const CLOUD =
  'aws gcloud az doctl hcloud scw oci ibmcloud linode-cli vultr-cli aliyun tccli eksctl gsutil bq azcopy s3cmd s5cmd mc rclone ovh exo upctl civo yc';
const HOSTS =
  'fly flyctl heroku vercel netlify railway render wrangler firebase supabase amplify serverless sls sst cdk cdktf copilot eb sam pulumi cf kamal dokku cap now surge gcsfuse auth0 okta stripe ory clerk planetscale pscale neonctl turso convex deployctl modal';
const IAC = 'terraform tofu terragrunt terramate cdktf';

/** Clouds, and what makes them: destroying, changing, and showing secrets. */
export const INFRASTRUCTURE_RULES: readonly EffectRule[] = [
  // Words that destroy, wherever the command line of a cloud puts them.
  {
    ...DESTROYS,
    of: `${CLOUD} ${HOSTS}`,
    verb: /^(?!(\S+ )*(list|show|describe|get-value|ls|help)(-[\w-]+)?$|[\w-]+ (describe|list|get|head|batch-get)-).*(^|[\s:])(delete|destroy|terminate|remove|rm|rb|purge|drop|wipe|deregister|deprovision|teardown|undeploy|uninstall|reset|reboot|release|revoke|detach|disassociate|disable|stop|deallocate|kill|flush|empty|expire|cleanup|prune|decommission|cancel|schedule-key-deletion|batch-delete|abort|deactivate|rollback|failover|unset|unlink|clear|del|deltree|deletefile|rmdir|unsubscribe|unregister|down|purgedeleted|delete-\w+|restore)(-[\w-]+)?(?=\s|$)/i,
    does: 'destroys or stops something in the cloud',
  },
  {
    ...CHANGES,
    of: 'az',
    verb: /^(deployment|stack)( \w+)? create\b/,
    does: 'builds or rebuilds infrastructure',
  },
  {
    ...DESTROYS,
    of: `${CLOUD} ${HOSTS}`,
    verb: /\b(scale|resize|set-desired-capacity|update-service)\b.*[ =]0( |$)|\bmaintenance:on\b/,
    does: 'leaves nothing running of what others use',
  },
  {
    ...CHANGES,
    tier: 'medium',
    of: `${CLOUD} ${HOSTS}`,
    verb: /^(?!(\S+ )*(list|show|describe|get-value|ls|help)(-[\w-]+)?$|[\w-]+ (describe|list|get|head|batch-get)-).*(^|[\s:])(create|update|put|set|modify|attach|associate|run|start|reboot|restart|scale|resize|import|export|copy|cp|mv|move|sync|upload|register|enable|invoke|execute|exec|send|publish|tag|untag|add|apply|patch|promote|migrate|grant|assign|rotate|deploy|push|ssh|submit|submit-\w+|change|link|login|logout|config|configure|secrets?|env)(-[\w-]+)?(?=\s|$)/i,
    does: 'changes something in the cloud',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes who may do what in the cloud' },
    of: CLOUD,
    verb: /\b(iam|sts assume-role|organizations|add-iam-policy-binding|set-iam-policy|role assignment|ad (sp|app|user|group)|projects add-iam|service-accounts|access-keys?|keyvault set-policy)\b.*\b(create|put|attach|add|update|set|delete|remove|detach|assume|change|reset|upload|enable|leave)\b|\borganizations (leave|close|move)-/i,
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes who may do what in the cloud' },
    of: CLOUD,
    verb: /\b((add|set|remove)-iam-policy(-binding)?|configure (set|import|sso)|auth activate-service-account)\b/,
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'makes keys invalid that others use' },
    of: `${CLOUD} ${HOSTS}`,
    verb: /\b(api[_-]?|access[_-]?|signing[_-]?)?(keys?|tokens?|secrets?|credentials?)[:\s](roll|rotate|regenerate|renew|reset|expire)\b|\b(roll|rotate|regenerate|renew|reset)[-:\s](\w+[-_])?(keys?|tokens?|secrets?|credentials?)\b/i,
  },
  {
    ...DESTROYS,
    of: CLOUD,
    verb: /\b(status|state|enabled?)=["']?(suspended|disabled|false|off)\b/i,
    does: 'switches off what protects it, or keeps a record',
  },
  {
    ...DESTROYS,
    of: CLOUD,
    verb: /\b(acr|artifacts|container|ecr|registry)\b.*\s(untag|tags? (delete|remove)|untag-\S+)(?=\s|$)/,
    does: 'takes away a name by which an image is found',
  },
  {
    ...{ tier: 'high', action: 'comms_send', does: 'sends a message to people' },
    of: `${CLOUD} ${HOSTS} twilio sendgrid`,
    verb: /\b(send-(raw-|bulk-|templated-)?(email|text|voice|command|message\w*|sms)\S*|(sns|pinpoint) (publish|send)\S*|messages?[: ]create|mail[: ]send)(?![\w-])/,
  },
  {
    ...DESTROYS,
    of: CLOUD,
    flag: /^--(no-(disable-api-termination|deletion-protection|termination-protection|enable-deletion-protection)|skip-final-snapshot|force(-\w+)*)$/,
    does: 'passes by what protects it',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'opens something to others' },
    of: CLOUD,
    flag: /^--(publicly-accessible|allow-unauthenticated|allow-blob-public-access(=true)?|public-access(=(blob|container))?|ingress=all)$/,
  },
  {
    ...DESTROYS,
    of: CLOUD,
    verb: /\b(mv|move)\s+(s3|gs|az):\/\/|\b(rebuild|reinstall|reimage|recreate)\b/,
    does: 'takes away what was there',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'opens something to others' },
    of: CLOUD,
    verb: /\b(authorize-security-group|put-bucket-(acl|policy)|put-public-access-block|firewall-rules create|acl (ch|set)|iam ch|modify-db-instance.*public|nsg rule create)/i,
  },
  {
    ...SECRET,
    of: CLOUD,
    verb: /\b(secretsmanager get-secret-value|kms decrypt|secrets versions access|keyvault secret (show|download)|get-session-token|assume-role|get-login-password|create-access-key|print-access-token|print-identity-token|(get|generate)-(access-|authorization-|session-|id-)?token|eks get-token|generate-db-auth-token|storage account keys list|configure export-credentials|configure get [\w.]*(secret|token|key)\w*|get-role-credentials|get-federation-token|get-secret\w*)\b/i,
  },
  { ...SECRET, of: 'aws', verb: /^ssm get-parameter/, flag: /^--with-decryption$/ },
  {
    ...SECRET,
    of: HOSTS,
    verb: /^(auth[: ](token|print\S*)\b|tokens?[: ]create\b|config(:get)?$|config:get\b|env pull\b|(env|secrets?|variables?)(:| )(get|pull|export|show|print)\b)/,
    does: 'shows secrets, or writes them to a file',
  },
  {
    ...{
      tier: 'high',
      action: 'workflow_publish',
      does: 'changes what others use, and its secrets',
    },
    of: HOSTS,
    verb: /(^|\s)(config|secrets?|env|variables?|vars)[: ](set|put|add|import|push|bulk|unset|rm|remove|delete|edit|upload)\b/,
  },
  {
    ...{ tier: 'high', action: 'workflow_publish', does: 'deploys to what others use' },
    of: CLOUD,
    verb: /(^|\s)(deploy|publish|rollout|promote|release|update-function-code|update-service|create-deployment|update-stack|create-stack|execute-change-set|start-deployment|create-invalidation|change-resource-record-sets|update-traffic|set-traffic|deployment source (?!show|list)\S+|webapp up|containerapp up|functionapp publish)\b/,
  },
  {
    ...DESTROYS,
    of: 'aws gsutil azcopy s3cmd s5cmd mc az gcloud',
    flag: /^--?(delete|delete-\w+|remove|recursive-delete|d)$/,
    verb: /\b(sync|rsync|mirror|cp|copy|sync-dir)\b/,
    does: 'deletes what is only on the other side',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes secrets' },
    of: CLOUD,
    verb: /\b(secretsmanager|secrets?|ssm|keyvault|parameter-store)\b.*\b(put|update|create|set|add|rotate|tag|replicate|import)(-[\w-]+)?\b/,
  },
  {
    ...{ tier: 'high', action: 'project_write', does: 'moves money, or what somebody pays' },
    of: 'stripe',
    verb: /^(refunds|charges|payouts|transfers|payment_intents|subscriptions|invoices|prices|coupons|topups|trigger)\b(?!.*\b(list|retrieve|search)\b)/,
  },
  {
    ...{ tier: 'high', action: 'web_send', does: 'sends files to another machine' },
    of: 'aws gsutil gcloud s3cmd s5cmd mc rclone azcopy az b2',
    verb: /\b(cp|scp|copy|mv|move|sync|rsync|put|upload|copyto|mirror|upload-batch)\s+(?!(s3|gs|https?|az|azblob|b2):\/\/)(\S+\s+)*((s3|gs|https?|az|azblob|b2):\/\/\S*|[\w-]+:\S*)(\s|$)/,
  },
  {
    ...CHANGES,
    tier: 'high',
    action: 'workflow_publish',
    of: HOSTS,
    verb: /(^|\s)(deploy|publish|release|promote|up|push|ship|launch|deploys create)\b/,
    unless: /^(--plan|--diff)$/,
    does: 'deploys to what others use',
  },
  {
    ...CHANGES,
    tier: 'high',
    action: 'workflow_publish',
    of: 'vercel netlify',
    flag: /^--prod(uction)?$/,
    does: 'deploys to what others use',
  },
  {
    ...DESTROYS,
    of: 'rclone gsutil azcopy',
    verb: /^(sync|move|rsync|mirror|bisync|dedupe)\b/,
    does: 'deletes what is only on the other side',
  },
  {
    ...{ tier: 'none', action: 'workflow_read', does: 'only looks' },
    of: HOSTS,
    verb: /^(list|ls|status|logs?|inspect|whoami|info|show|diff|synth|doctor|version|apps|ps|releases|context|metadata|help|describe|domains|regions|preview|acknowledge|metrics|open|dash|docs|about)\b|\b(list|ls|show|view|info|get|search|tail|open)$|\b(list|ls|show|get|view|search|status|info)\b/,
  },
  {
    ...{ tier: 'none', action: 'workflow_read', does: 'only looks' },
    of: CLOUD,
    verb: /\b(list|describe|get|show|head|ls|lookup|search|filter|query|validate|estimate|preview|check|wait|view|info|version|history|tail|read|stat|du|batch-get|select|detect|cat|size|about|lsd|lsl|lsf|diff)(-[\w-]+)?\b|^$/,
  },
  // Infrastructure as code.
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
    verb: /^(destroy|stack rm|state (delete|unprotect|rename)|cancel|refresh)\b/,
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
    of: 'op bw lpass doppler infisical chamber aws-vault keyring secret-tool',
    verb: /\b(read|get|item get|secrets( get| download)?|export|show|lookup|fill|reveal|inject|document get|env|list-secrets)\b|^list items\b|^search\b/,
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
