import type { EffectRule } from './rules.ts';

const DESTROYS = { tier: 'high', action: 'workflow_delete' } as const;
const CHANGES = { tier: 'high', action: 'workflow_run' } as const;
const SECRET = { tier: 'high', action: 'file_read', does: 'shows secrets' } as const;

/** Clusters, what is installed in them, and what they keep. */
export const CLUSTER_RULES: readonly EffectRule[] = [
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
    flag: /^(--force|--prune|--replicas=0|0)$/,
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
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes who may do what in the cluster' },
    of: 'kubectl oc',
    verb: /^(create|apply|set|adm policy) (clusterrole|role)\w*|^adm policy|^create (token|serviceaccount)\b/,
  },
  {
    ...CHANGES,
    of: 'kubectl oc helm',
    verb: /\b(apply|create|install|upgrade|replace)\b.*\bhttps?:\/\//,
    does: 'runs what an address on the network says',
  },
  {
    ...CHANGES,
    of: 'kubectl oc',
    verb: /^(apply|create|replace)\b/,
    flag: /^(-f|--filename=?|-k|--kustomize=?)?(https?:\/\/|github\.com\/|git@)/,
    does: 'runs what an address on the network says',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'changes who may do what in the cluster' },
    of: 'kubectl oc',
    verb: /^(auth reconcile|adm policy|policy (add|remove)-|certificate (approve|deny))/,
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
    verb: /^config (use-context|set|set-context|set-cluster|set-credentials|rename-context)\b/,
    does: 'changes which cluster is meant',
  },
  {
    ...DESTROYS,
    of: 'kubectl oc',
    verb: /^config (delete-|unset\b)/,
    does: 'forgets a cluster, or who may use it',
  },
  { ...DESTROYS, of: 'kubectx kubens', flag: /^(-d|--delete)$/, does: 'forgets a cluster' },
  {
    ...CHANGES,
    of: 'kubectl oc',
    verb: /^(label|annotate|scale|cordon)\b/,
    flag: /^--all(=true)?$/,
    does: 'changes all of a kind in the cluster',
  },
  {
    ...CHANGES,
    of: 'kubectl oc',
    verb: /^debug nodes?\//,
    does: 'opens a shell with all rights on a machine of the cluster',
  },
  {
    ...{ tier: 'high', action: 'web_send', does: 'opens the cluster to others' },
    of: 'kubectl oc',
    verb: /^(port-forward|proxy)\b/,
    flag: /^(--address=)?(0\.0\.0\.0|::|\[::\])$|^--accept-hosts/,
  },
  {
    ...{ tier: 'none', action: 'workflow_read', does: 'only looks' },
    of: 'kubectl oc',
    verb: /^$|^(get|describe|logs|version|api-resources|api-versions|explain|events|wait|diff|top|rollout (status|history)|config (view|get-\w+|current-context)|auth (can-i|whoami)|cluster-info|kustomize|completion|plugin|options|whoami|status|projects?|help)\b/,
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
    of: 'argocd flux istioctl linkerd minikube kind k3d k3s kops kubeadm velero rancher k9s cilium helmfile tilt skaffold devspace',
    verb: /^down\b|\b(delete|uninstall|reset|remove|terminate|rollback|destroy|suspend|purge|stop|rm|uninject)\b/,
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
    ...CHANGES,
    of: 'helmfile',
    verb: /\b(apply|sync|charts)\b/,
    does: 'changes all that runs in the cluster',
  },
  {
    ...{ tier: 'high', action: 'team_write', does: 'makes keys or changes who gets in' },
    of: 'argocd',
    verb: /^(account (generate-token|update-password|delete-token)|cluster rotate-auth|proj role (create-token|delete-token|add-policy)|repocreds add)\b/,
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
    ...{ tier: 'high', action: 'team_write', does: 'changes who may do what in the cluster' },
    of: 'vault nomad consul',
    verb: /^(policy (write|delete)|acl (policy|token|role) (create|apply|update|delete)|auth (enable|disable|tune)|write (auth|sys|identity)\/)/,
  },
  {
    ...{ ...DESTROYS, of: 'kafka-configs kafka-configs.sh kafka-topics kafka-topics.sh' },
    flag: /^--alter$/,
    does: 'changes how long messages are kept, and others like it',
  },
  {
    ...CHANGES,
    tier: 'medium',
    of: 'nomad consul vault etcdctl',
    verb: /\b(run|put|write|kv put|patch|enable|login|tune|exec|lock|reload|import|set|restart|dispatch|snapshot (save|restore)|create|approle|policy write|token create)\b/,
    does: 'changes the cluster',
  },
];
