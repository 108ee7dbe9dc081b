import { optionValues, textsBelow, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import type { EffectReader, EffectRule } from './rules.ts';
import { verbOf } from './rules.ts';

const OF = { of: 'docker podman nerdctl' } as const;
const COMPOSE = { of: 'docker-compose podman-compose' } as const;

/** Containers and their images. */
export const CONTAINER_RULES: readonly EffectRule[] = [
  {
    ...OF,
    tier: 'none',
    action: 'shell_read',
    verb: /^$|^(ps|images|logs|inspect|port|top|stats|history|diff|events|search|version|info|help|(image|container|volume|network|context|buildx|plugin|node|service|stack|secret|config|swarm|trust|manifest|builder|checkpoint|system|machine|pod) (ls|list|ps|inspect|logs|top|stats|port|history|diff|df|info|events|show|du|tasks|services|view|version)|context|compose (ps|logs|images|ls|top|port|version|events|stats|config|convert|help)|manifest|buildx imagetools inspect)\b/,
    does: 'only looks',
  },
  {
    ...OF,
    tier: 'medium',
    action: 'shell_run',
    verb: /^(container )?(run|exec|start|restart|create|attach|cp|commit|rename|update|unpause|wait|build|pull|load|import|tag|save|export)\b|^(image|buildx|volume|network|context|compose|builder|plugin|machine|pod|swarm|service|stack|config|secret|node)\b(?! (ls|list|ps|logs|images|inspect|top|port|version|events|stats|config|convert|history|diff|df|info|show|du|view|tasks|services|imagetools)\b)/,
    does: 'runs or changes containers',
  },
  {
    ...OF,
    tier: 'medium',
    action: 'shell_run',
    verb: /^(login|logout|pause|stop|container (stop|pause)|compose (stop|pause|down))\b/,
    does: 'stops containers, or changes who you are',
  },
  {
    ...OF,
    tier: 'high',
    action: 'workflow_delete',
    verb: /^(container )?(stop|pause|restart) .*(\$\(|`)/,
    does: 'stops whatever containers it finds',
  },
  {
    ...OF,
    tier: 'high',
    action: 'shell_run',
    verb: /^(container )?(run|create) .*\b(xmrig|minerd|cpuminer|cgminer|ethminer|nbminer)\b/,
    does: 'works for others for as long as it runs',
  },
  {
    ...OF,
    tier: 'high',
    action: 'workflow_delete',
    verb: /^(rm|rmi|kill|((container|image|volume|network|system|builder|buildx|context|plugin|machine|pod|service|stack|secret|config|node|manifest|checkpoint|trust) (rm|remove|prune|kill|delete|reset|revoke|rollback))|compose (rm|kill)|swarm (leave|init|ca|unlock)|prune|volume rm|node (demote|promote|update))\b/,
    does: 'takes away containers, images or their data',
  },
  {
    ...OF,
    tier: 'high',
    action: 'workflow_delete',
    verb: /^service (scale|update)\b.*=0\b/,
    does: 'leaves nothing running of what others use',
  },
  {
    ...OF,
    tier: 'high',
    action: 'shell_admin',
    verb: /^plugin (install|enable|set|upgrade)\b/,
    flag: /^--(grant-all-permissions|privileged)$/,
    does: 'gives a plugin hold of this machine',
  },
  {
    ...OF,
    tier: 'high',
    action: 'workflow_publish',
    verb: /^((image |manifest |plugin )?push|compose (push|publish)|trust sign|buildx imagetools create)\b/,
    does: 'publishes an image',
  },
  {
    ...OF,
    tier: 'high',
    action: 'workflow_publish',
    verb: /^(buildx build|build|buildx bake)\b/,
    flag: /^--push$/,
    does: 'publishes an image',
  },
  {
    ...OF,
    tier: 'high',
    action: 'workflow_delete',
    verb: /^compose down\b/,
    flag: /^(-v|--volumes|--rmi.*)$/,
    does: 'takes away containers and their data',
  },
  {
    ...OF,
    tier: 'high',
    action: 'file_read',
    verb: /^(container |service )?inspect\b/,
    flag: /env/i,
    does: 'shows the variables of a container, secret ones too',
  },
  {
    ...COMPOSE,
    tier: 'high',
    action: 'workflow_delete',
    verb: /^(rm|kill)\b/,
    does: 'takes away containers and their data',
  },
  {
    ...COMPOSE,
    tier: 'high',
    action: 'workflow_delete',
    verb: /^down\b/,
    flag: /^(-v|--volumes|--rmi.*)$/,
    does: 'takes away containers and their data',
  },
  {
    ...COMPOSE,
    tier: 'medium',
    action: 'shell_run',
    verb: /^(up|down|build|start|stop|restart|pull|create|run|exec|pause|unpause|cp|scale|watch)\b/,
    does: 'runs containers',
  },
  {
    ...COMPOSE,
    tier: 'high',
    action: 'workflow_publish',
    verb: /^push\b/,
    does: 'publishes an image',
  },
  {
    ...COMPOSE,
    tier: 'none',
    action: 'shell_read',
    verb: /^$|^(ps|logs|images|ls|top|port|version|events|stats|config)\b/,
    does: 'only looks',
  },
];

/** `docker cp web:/etc/shadow .`: what is brought out of a container. */
function copiesOut(call: Invocation): readonly Effect[] {
  if (!/^(container |compose )?cp\b/.test(verbOf(call))) return [];
  return call.args
    .map((arg) => arg.replace(/^[\w./-]+:/, ''))
    .filter(isCredentialFile)
    .map((path) =>
      effect('high', 'file_read', `reads keys or passwords from ${path}`, 'reads-secret'),
    );
}

/** What lets a container out of its walls. */
function walls(call: Invocation): readonly Effect[] {
  const below = textsBelow(call);
  const isTold = below.length > 0 && /^(apply|create|replace)\b/.test(verbOf(call));
  if (isTold && below.some((text) => GIVES_RIGHTS.test(text)))
    return [effect('high', 'team_write', 'changes who may do what in the cluster')];
  if (!isTold && !/\b(run|create|exec|up)\b/.test(verbOf(call).split(' ').slice(0, 2).join(' ')))
    return [];
  const open = call.args.some((arg) =>
    /^(--privileged(=true)?|--(pid|net|network|ipc|userns|uts|cgroupns)=host|--cap-add(=.*)?|--security-opt(=.*)?|--device(=.*)?)$/.test(
      arg,
    ),
  );
  const shared = optionValues(call.args, /^(-v|--volume|--mount)$/).some((value) =>
    /^(\/|~|\$HOME):|(^|=)(\/|\/(etc|root|home|usr|var|boot|dev|proc|sys))(\/?[:,]|$)|docker\.sock|\.ssh|\.aws/.test(
      value,
    ),
  );
  const hosts = call.args.some(
    (arg, at) => arg === 'host' && /^--(pid|net|network|ipc|userns)$/.test(call.args[at - 1] ?? ''),
  );
  // `kubectl run --overrides='{"spec":{"hostPID":true}}'`
  const described = [...call.args, ...below].some((text) => REACHES_OUT.test(text));
  if (!open && !shared && !hosts && !described) return [];
  return [effect('high', 'shell_admin', 'gives a container hold of this machine')];
}

/** In JSON or YAML. */
const REACHES_OUT = /\b(privileged|host(PID|IPC|Network))"?\s*[:=]\s*"?true|\bhostPath\b/;
const GIVES_RIGHTS =
  /\bkind"?\s*:\s*"?(ClusterRole|ClusterRoleBinding|RoleBinding|(Mutating|Validating)WebhookConfiguration)\b|\bcluster-admin\b/;

export const CONTAINER_READERS: ReadonlyMap<string, EffectReader> = new Map(
  ['docker', 'podman', 'nerdctl', 'kubectl', 'oc'].map(
    (name) => [name, (call: Invocation) => [...walls(call), ...copiesOut(call)]] as const,
  ),
);
