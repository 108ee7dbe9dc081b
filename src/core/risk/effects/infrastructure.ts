import type { EffectRule } from './rules.ts';

const DESTROYS = { tier: 'high', action: 'workflow_delete' } as const;
const CHANGES = { tier: 'high', action: 'workflow_run' } as const;
const SECRET = { tier: 'high', action: 'file_read', does: 'shows secrets' } as const;

const CLOUD =
  'aws gcloud az doctl hcloud scw oci ibmcloud linode-cli vultr-cli aliyun tccli eksctl gsutil bq azcopy s3cmd s5cmd mc rclone ovh exo upctl civo yc';
const HOSTS =
  'fly flyctl heroku vercel netlify railway render wrangler firebase supabase amplify serverless sls sst cdk cdktf copilot eb sam pulumi cf kamal dokku cap now surge gcsfuse auth0 okta stripe ory clerk planetscale pscale neonctl turso convex deployctl modal fastly';

/** Clouds, and those who run what others use: destroying, changing, and showing secrets. */
export const INFRASTRUCTURE_RULES: readonly EffectRule[] = [
  // Words that destroy, wherever the command line of a cloud puts them.
  {
    ...DESTROYS,
    of: `${CLOUD} ${HOSTS}`,
    verb: /^(?!((?!([^\s:]*[:-])?(delete|destroy|terminate|remove|rm|rb|purge|drop|wipe|unset|del|stop|kill|reset|deactivate|schedule-key-deletion|revoke|detach|disable|cancel|abort|truncate|flush|empty|undeploy|uninstall|refunds?)(?![a-z]))\S+ )*(list|show|describe|get-value|ls|help)(-[\w-]+)?$|[\w-]+ (describe|list|get|head|batch-get)-).*(^|[\s:])(delete|destroy|terminate|remove|rm|rb|purge|drop|wipe|deregister|deprovision|teardown|undeploy|uninstall|reset|reboot|release|revoke|detach|disassociate|disable|stop|deallocate|kill|flush|empty|expire|cleanup|prune|decommission|cancel|schedule-key-deletion|batch-delete|abort|deactivate|rollback|failover(?!-groups?\b)|unset|unlink|clear|del|deltree|deletefile|rmdir|unsubscribe|unregister|down|purgedeleted|delete-\w+|restore(?!-points?\b)|set-primary|truncate)(-[\w-]+)?(?=\s|$)/i,
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
    of: 'supabase',
    verb: /^migration (repair|squash)\b/,
    does: 'rewrites what is known of a database',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes who may get in' },
    of: 'supabase',
    verb: /^(network-restrictions|network-bans|ssl-enforcement) (update|remove)\b/,
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
    verb: /^(?!((?!([^\s:]*[:-])?(delete|destroy|terminate|remove|rm|rb|purge|drop|wipe|unset|del|stop|kill|reset|deactivate|schedule-key-deletion|revoke|detach|disable|cancel|abort|truncate|flush|empty|undeploy|uninstall|refunds?)(?![a-z]))\S+ )*(list|show|describe|get-value|ls|help)(-[\w-]+)?$|[\w-]+ (describe|list|get|head|batch-get)-).*(^|[\s:])(create|update|put|set|modify|attach|associate|run|start|reboot|restart|scale|resize|import|export|copy|cp|mv|move|sync|upload|register|enable|invoke|execute|exec|send|publish|tag|untag|add|apply|patch|promote|migrate|grant|assign|rotate|deploy|push|ssh|submit|submit-\w+|change|link|login|logout|config|configure|secrets?|env)(-[\w-]+)?(?=\s|$)/i,
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
    ...{ tier: 'high', action: 'team_write', does: 'opens something to everybody' },
    of: CLOUD,
    verb: /\bmodify-(db-)?(cluster-)?(snapshot|image|fpga-image)-attribute\b.*\ball\b/,
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'opens something to everybody' },
    of: CLOUD,
    verb: /\b(create|update|patch|add|authorize|set|modify|put|allow|ingress|rule)\b/,
    flag: /(^|[=,])(0\.0\.0\.0\/0|::\/0|allUsers|allAuthenticatedUsers)$/,
  },
  {
    ...{ tier: 'high', action: 'workflow_delete', does: 'writes over a database' },
    of: 'heroku',
    verb: /^pg:(copy|push|restore|backups:restore)\b/,
  },
  {
    ...SECRET,
    of: CLOUD,
    verb: /\b(secretsmanager get-secret-value|kms decrypt|secrets versions access|keyvault secret (show|download)|get-session-token|assume-role|get-login-password|create-access-key|print-access-token|print-identity-token|(get|generate)-(access-|authorization-|session-|id-)?token|eks get-token|generate-db-auth-token|storage account keys list|configure export-credentials|configure get [\w.]*(secret|token|key)\w*|get-role-credentials|get-federation-token|get-secret\w*)\b/i,
  },
  { ...SECRET, of: 'aws', verb: /^ssm get-parameter/, flag: /^--with-decryption$/ },
  {
    ...SECRET,
    of: 'az',
    verb: /\b(keys list|(list|get|show)-(\w+-)?(keys?|connection-strings?|publishing-(credentials|profiles))|storage account show-connection-string|connection-string (show|list)|acr credential show|appconfig credential list|(containerapp|staticwebapp|webapp|functionapp)( \S+)* (secret show|appsettings (show|list))|(shared|admin|query|function|host)-keys? (show|list))\b/,
  },
  {
    ...CHANGES,
    of: 'az',
    verb: /^rest\b.*\b(post|put|patch|delete)\b/i,
    does: 'changes something in the cloud by its address',
  },
  {
    ...{ tier: 'high', action: 'git_push', does: 'brings a pull request in' },
    of: 'az',
    verb: /^repos pr update\b.*\b(completed|abandoned)\b|^repos pr (set-vote|policy)\b/,
  },
  { ...SECRET, of: 'az', verb: /\bsecret list\b/, flag: /^--show-values$/ },
  {
    ...CHANGES,
    of: 'az',
    verb: /\b(run-command|command) (invoke|create)\b/,
    does: 'runs code on other machines',
  },
  {
    ...{ tier: 'medium', action: 'file_write', does: 'leads programs to another cluster' },
    of: 'az gcloud',
    verb: /\bget-credentials\b/,
  },
  {
    ...SECRET,
    of: HOSTS,
    verb: /^(auth[: ](token|print\S*)\b|tokens?[: ]create\b|[a-z]+:credentials(:url)?$|config(:get)?$|config:get\b|env pull\b|(env|secrets?|variables?)(:| )(get|pull|export|show|print)\b)/,
    does: 'shows secrets, or writes them to a file',
  },
  {
    ...{
      tier: 'high',
      action: 'workflow_publish',
      does: 'changes what others use, and its secrets',
    },
    of: HOSTS,
    verb: /(^|\s)(config|secrets?|env|variables?|vars)[: ](set|put|add|import|clone|push|bulk|unset|rm|remove|delete|edit|upload)\b/,
  },
  {
    ...{ tier: 'high', action: 'workflow_publish', does: 'deploys to what others use' },
    of: CLOUD,
    verb: /(^|\s)(deploy(?! [a-z-]+ (list|describe)\b)|publish|rollout|promote|release|update-function-code|update-service|create-deployment|update-stack|create-stack|execute-change-set|start-deployment|create-invalidation|change-resource-record-sets|update-traffic|set-traffic|deployment source (?!show|list)\S+|webapp up|containerapp up|functionapp publish)\b/,
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
    verb: /(^|\s)(deploy|publish|release|promote|up|push|ship|launch|deploys create|service version activate)\b/,
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
];
