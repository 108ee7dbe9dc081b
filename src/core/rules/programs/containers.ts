import { under, wordsOf, type Cli } from './cli.ts';

const COMPOSE = wordsOf('ps logs images ls top port version events stats');
const COMPOSE_OWN_CODE = wordsOf('up build start stop restart pull create');

/**
 * Left out on purpose: whatever runs a program in a container, takes something away, or copies out of
 * one; `build`, which writes anywhere with `--output`; `compose config`, which does too.
 */
const docker: Cli = {
  options: '-c --context -H --host -l --log-level',
  flags: '-D --debug',
  actions: {
    plain: [
      ...wordsOf('ps images logs inspect port top stats history diff events search version info'),
      ...under('image', 'ls list inspect history'),
      ...under('container', 'ls list ps logs inspect port top stats diff'),
      ...under('volume', 'ls list inspect'),
      ...under('network', 'ls list inspect'),
      ...under('system', 'df info events'),
      ...under('context', 'ls list show inspect'),
      ...under('buildx', 'ls inspect du'),
      ...['manifest inspect', 'buildx imagetools inspect'],
      ...COMPOSE.map((verb) => `compose ${verb}`),
    ],
    'own-code': COMPOSE_OWN_CODE.map((verb) => `compose ${verb}`),
  },
};

/** Behind any of its actions, `--conmon` and `--runtime` name programs. */
const podman: Cli = {
  ...docker,
  actions: {
    steerable: docker.actions?.plain ?? [],
    'own-code': COMPOSE_OWN_CODE.map((verb) => `compose ${verb}`),
  },
};

const compose: Cli = { actions: { plain: COMPOSE, 'own-code': COMPOSE_OWN_CODE } };

const COMPOSE_OPTIONS = '-f --file -p --project-name --profile --env-file --project-directory';

/** Shows one kind of object; a Secret is shown call by call. */
function findKubernetes([verb = '', kind = '']: readonly string[]): number | null {
  if (verb !== 'get' && verb !== 'describe') return null;
  return /^[a-z][a-z.-]*$/.test(kind) && !/^secret/.test(kind) ? 2 : null;
}

/** `--kubeconfig` may name a program that signs in, `--profile-output` a file to write. */
const kubectl: Cli = {
  options: '-n --namespace --context --cluster --kubeconfig --user',
  flags: '-A --all-namespaces',
  find: findKubernetes,
  found: 'steerable',
  actions: {
    steerable: [
      ...wordsOf('logs version api-resources api-versions explain events wait diff'),
      ...under('top', 'pod pods node nodes'),
      ...under('rollout', 'status history'),
      ...under('config', 'get-contexts current-context get-clusters get-users'),
      ...under('auth', 'can-i whoami'),
    ],
  },
};

/** `get values` and `get manifest` are left out: they show secrets. */
const helm: Cli = {
  options: '-n --namespace --kube-context --kubeconfig',
  actions: {
    steerable: [
      ...wordsOf('list ls status history lint version env verify'),
      ...under('show', 'chart values readme all crds'),
      ...under('search', 'repo hub'),
      ...under('repo', 'list ls'),
      ...under('dependency', 'list ls'),
    ],
  },
};

const argocd: Cli = {
  actions: {
    plain: [...under('app', 'get list diff history'), 'proj list', 'repo list', 'version'],
  },
};

/** Containers and what runs many of them. */
export const CONTAINERS: Readonly<Record<string, Cli>> = {
  docker: { ...docker, options: `${docker.options ?? ''} ${COMPOSE_OPTIONS}` },
  podman: { ...podman, options: `${docker.options ?? ''} ${COMPOSE_OPTIONS}` },
  nerdctl: { ...docker, options: `${docker.options ?? ''} ${COMPOSE_OPTIONS}` },
  'docker-compose': { ...compose, options: COMPOSE_OPTIONS },
  'podman-compose': { ...compose, options: COMPOSE_OPTIONS },
  kubectl,
  oc: kubectl,
  helm,
  argocd,
  minikube: {
    actions: { steerable: [...wordsOf('status ip version'), 'profile list', 'addons list'] },
  },
  kind: { actions: { plain: [...under('get', 'clusters nodes'), 'version'] } },
  k3d: {
    actions: { plain: [...under('cluster', 'list get'), ...under('node', 'list get'), 'version'] },
  },
};
