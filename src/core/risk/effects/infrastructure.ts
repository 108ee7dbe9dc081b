import type { EffectRule } from './rules.ts';

const DESTROYS = { tier: 'high', action: 'workflow_delete' } as const;
const CHANGES = { tier: 'high', action: 'workflow_run' } as const;
const SECRET = { tier: 'high', action: 'file_read', does: 'shows secrets' } as const;

const CLOUD =
  'aws gcloud az doctl hcloud scw oci ibmcloud linode-cli vultr-cli aliyun tccli eksctl gsutil bq azcopy s3cmd s5cmd mc rclone ovh exo upctl civo yc';
const HOSTS =
  'fly flyctl heroku vercel netlify railway render wrangler firebase supabase amplify serverless sls sst cdk cdktf copilot eb sam pulumi cf kamal dokku cap now surge gcsfuse auth0 okta stripe ory clerk planetscale pscale neonctl turso convex deployctl modal';
const IAC = 'terraform tofu terragrunt terramate cdktf';

/** Clouds, clusters, and what makes them: destroying, changing, and showing secrets. */
export const INFRASTRUCTURE_RULES: readonly EffectRule[] = [
  // Words that destroy, wherever the command line of a cloud puts them.
  {
    ...DESTROYS,
    of: `${CLOUD} ${HOSTS}`,
    verb: /^(?!(\S+ )*(list|show|describe|get-value|ls|help)(-[\w-]+)?$|[\w-]+ (describe|list|get|head|batch-get)-).*(^|[\s:])(delete|destroy|terminate|remove|rm|rb|purge|drop|wipe|deregister|deprovision|teardown|undeploy|uninstall|reset|release|revoke|detach|disassociate|disable|stop|deallocate|kill|flush|empty|expire|cleanup|prune|decommission|cancel|schedule-key-deletion|batch-delete|abort|deactivate|rollback|failover|unset|unlink|clear|del|deltree|purgedeleted|delete-\w+|restore)(-[\w-]+)?(?=\s|$)/i,
    does: 'destroys or stops something in the cloud',
  },
  {
    ...CHANGES,
    tier: 'medium',
    of: `${CLOUD} ${HOSTS}`,
    verb: /^(?!(\S+ )*(list|show|describe|get-value|ls|help)(-[\w-]+)?$|[\w-]+ (describe|list|get|head|batch-get)-).*(^|[\s:])(create|update|put|set|modify|attach|associate|run|start|reboot|restart|scale|resize|import|export|copy|cp|mv|move|sync|upload|register|enable|invoke|execute|exec|send|publish|tag|untag|add|apply|patch|promote|migrate|grant|assign|rotate|deploy|push|ssh|submit|submit-\w+|link|login|logout|config|configure|secrets?|env)(-[\w-]+)?(?=\s|$)/i,
    does: 'changes something in the cloud',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes who may do what in the cloud' },
    of: CLOUD,
    verb: /\b(iam|sts assume-role|organizations|add-iam-policy-binding|set-iam-policy|role assignment|ad (sp|app|user|group)|projects add-iam|service-accounts|access-keys?|keyvault set-policy)\b.*\b(create|put|attach|add|update|set|delete|remove|detach|assume|change|reset|upload|enable)\b/i,
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'opens something to others' },
    of: CLOUD,
    verb: /\b(authorize-security-group|put-bucket-(acl|policy)|put-public-access-block|firewall-rules create|acl (ch|set)|modify-db-instance.*public|nsg rule create)/i,
  },
  {
    ...SECRET,
    of: CLOUD,
    verb: /\b(secretsmanager get-secret-value|kms decrypt|secrets versions access|keyvault secret (show|download)|get-session-token|assume-role|get-login-password|create-access-key|print-access-token|print-identity-token|storage account keys list|configure export-credentials|get-federation-token|get-secret\w*)\b/i,
  },
  { ...SECRET, of: 'aws', verb: /^ssm get-parameter/, flag: /^--with-decryption$/ },
  {
    ...CHANGES,
    tier: 'high',
    action: 'workflow_publish',
    of: HOSTS,
    verb: /(^|\s)(deploy|publish|release|promote|up|push|ship|launch)\b/,
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
    ...{ tier: 'high', action: 'workflow_run', does: 'runs a module on other machines' },
    of: 'ansible',
    flag: /^(-m|--module-name.*|-a|--args.*)$/,
    unless: /^(--list-hosts|-C|--check)$/,
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
  // Clusters.
  {
    ...DESTROYS,
    of: 'kubectl oc',
    verb: /^(delete|drain|evict)\b/,
    does: 'deletes or stops things in the cluster',
  },
  {
    ...CHANGES,
    of: 'kubectl oc',
    verb: /^(apply|create|replace|patch|edit|scale|autoscale|set|rollout (undo|restart|pause|resume)|cordon|uncordon|taint|label|annotate|expose|run|new-app|start-build|adm|certificate|import-image|process)\b/,
    does: 'changes the cluster',
    tier: 'medium',
  },
  {
    ...CHANGES,
    of: 'kubectl oc',
    verb: /^(replace|taint|adm|edit|patch|rollout undo|certificate)\b/,
    does: 'changes what runs in the cluster',
  },
  {
    ...CHANGES,
    of: 'kubectl oc',
    verb: /^(apply|replace|scale)\b/,
    flag: /^(--force|--prune|--replicas=0)$/,
    does: 'replaces or stops what runs in the cluster',
  },
  {
    ...CHANGES,
    tier: 'medium',
    of: 'kubectl oc',
    verb: /^(exec|attach|debug|port-forward|proxy|cp|rsh|rsync)\b/,
    does: 'reaches into the cluster',
  },
  {
    ...SECRET,
    of: 'kubectl oc',
    verb: /^(get|describe|edit) (secrets?|all,secret)\b/,
    flag: /^(-o.*|--output.*|--template.*|json|yaml)$/,
    unless: /^(name|wide|-oname|-owide|-o=name|--output=(name|wide))$/,
  },
  { ...SECRET, tier: 'medium', of: 'kubectl oc', verb: /^(get|describe) secrets?\b/ },
  {
    ...SECRET,
    of: 'kubectl oc',
    verb: /^(create token|config view)\b/,
    flag: /^(--raw|--flatten)$|token/,
  },
  {
    ...CHANGES,
    tier: 'low',
    of: 'kubectl oc',
    verb: /^config (use-context|set|set-context|set-cluster|set-credentials|rename-context|unset)\b/,
    does: 'changes which cluster is meant',
  },
  { ...DESTROYS, of: 'kubectl oc', verb: /^config delete-/, does: 'forgets a cluster' },
  {
    ...{ tier: 'none', action: 'workflow_read', does: 'only looks' },
    of: 'kubectl oc',
    verb: /^$|^(get|describe|logs|version|api-resources|api-versions|explain|events|wait|diff|top|rollout (status|history)|config (view|get-\w+|current-context)|auth|cluster-info|kustomize|completion|plugin|options|whoami|status|projects?|help)\b/,
  },
  {
    ...DESTROYS,
    of: 'helm',
    verb: /^(uninstall|delete|del|un|rollback|repo (remove|rm)|plugin (uninstall|remove))\b/,
    does: 'removes or resets a release',
  },
  {
    ...CHANGES,
    of: 'helm',
    verb: /^(install|upgrade)\b/,
    does: 'changes what runs in the cluster',
    tier: 'medium',
  },
  {
    ...CHANGES,
    of: 'helm',
    verb: /^upgrade\b/,
    flag: /^(--force|--reset-values)$/,
    does: 'replaces what runs in the cluster',
  },
  {
    ...{ tier: 'high', action: 'workflow_publish', does: 'publishes a chart' },
    of: 'helm',
    verb: /^(push|cm-push|registry login)\b/,
  },
  {
    ...{ tier: 'medium', action: 'shell_install', does: 'fetches charts or plugins' },
    of: 'helm',
    verb: /^(repo (add|update)|plugin (install|update)|pull|fetch|dep(endency)? (update|build|up)|package|create)\b/,
  },
  {
    ...{ tier: 'low', action: 'workflow_read', does: 'shows what a release was given' },
    of: 'helm',
    verb: /^(get|template|test|show|history|status|list|ls|lint|search|version|env|verify|completion|inspect|dep(endency)? list)\b/,
  },
  {
    ...DESTROYS,
    of: 'argocd flux istioctl linkerd minikube kind k3d k3s kops kubeadm velero rancher k9s cilium',
    verb: /\b(delete|uninstall|reset|remove|terminate|rollback|destroy|suspend|purge|stop|rm|uninject)\b/,
    does: 'deletes or stops things in the cluster',
  },
  {
    ...CHANGES,
    tier: 'medium',
    of: 'argocd flux istioctl linkerd minikube kind k3d kops kubeadm velero',
    verb: /\b(sync|create|set|start|install|bootstrap|reconcile|resume|update|upgrade|patch|add|edit|apply|load|import|login|init|join)\b/,
    does: 'changes the cluster',
  },
  {
    ...DESTROYS,
    of: 'argocd',
    flag: /^(--prune|--force|--replace)$/,
    does: 'deletes or replaces what runs in the cluster',
  },
  {
    ...DESTROYS,
    of: 'nomad consul vault etcdctl zkcli zookeeper-shell',
    verb: /\b(delete|del|destroy|stop|purge|drain|force-leave|leave|revoke|disable|seal|kv (delete|destroy|metadata delete)|deleteall|rmr|operator|unseal|step-down|deregister|remove|system gc)\b/,
    does: 'deletes or stops things in the cluster',
  },
  {
    ...CHANGES,
    tier: 'medium',
    of: 'nomad consul vault etcdctl',
    verb: /\b(run|put|write|kv put|patch|enable|login|tune|exec|lock|reload|import|set|restart|dispatch|snapshot (save|restore)|create|approle|policy write|token create)\b/,
    does: 'changes the cluster',
  },
  { ...SECRET, of: 'vault', verb: /^(read|kv get|unwrap|token (create|lookup)|print token)\b/ },
  {
    ...SECRET,
    of: 'op bw lpass doppler infisical chamber aws-vault keyring secret-tool',
    verb: /\b(read|get|item get|secrets( get| download)?|export|show|lookup|fill|reveal|inject|document get|env|list-secrets)\b/,
    unless: /^(--help)$/,
  },
  {
    ...SECRET,
    of: 'security',
    verb: /^(find-(generic|internet)-password|dump-keychain|export|unlock-keychain)\b/,
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
    ...{ tier: 'medium', action: 'workflow_run', does: 'starts machines' },
    of: 'vagrant multipass virsh vboxmanage limactl colima',
    verb: /\b(up|launch|start|create|reload|provision|define|clone|import|ssh|shell|exec|resume)\b/,
  },
];
