import { under, wordsOf, type Cli } from './cli.ts';

/** `output` and `state pull` are left out (they show secrets), `init` fetches. */
const terraform: Cli = {
  options: '-chdir',
  actions: {
    plain: [...wordsOf('fmt version'), ...under('workspace', 'list show'), 'state list'],
    // These start the providers that the project holds.
    steerable: [...wordsOf('validate graph'), 'state show'],
    'own-code': ['plan'],
  },
};

const pulumi: Cli = {
  options: '-C --cwd',
  actions: {
    plain: ['stack ls', 'whoami', 'version'],
    steerable: ['about'],
    'own-code': ['preview'],
  },
};

/** With such a flag a playbook is only looked at; an inventory may be a program. */
const playbook: Cli = {
  actions: { steerable: wordsOf('--syntax-check --list-hosts --list-tasks --list-tags') },
};

/** Unit files are read, not edited; other hosts are reached with `-H`, to look. */
const systemctl: Cli = {
  flags: '--user --system --no-pager -l --full',
  actions: {
    plain: [
      ...wordsOf('status show cat is-active is-enabled is-failed list-units list-unit-files'),
      ...wordsOf('list-timers list-sockets list-dependencies list-jobs'),
    ],
  },
};

const ip: Cli = {
  flags: '-4 -6 -s -br -brief -c -color -j -json -p -d -o',
  actions: {
    plain: [
      ...under('addr', 'show list'),
      ...under('address', 'show list'),
      ...under('a', 'show list'),
      ...under('link', 'show list'),
      ...under('route', 'show list get'),
      ...under('neigh', 'show list'),
      ...under('rule', 'show list'),
    ],
  },
};

/** `networksetup -getinfo …`, `-list…`: one command a call, named by its first flag. */
const networksetup: Cli = {
  find: ([command = '']) => (/^-(get|list|show)[a-z0-9]+$/.test(command) ? 1 : null),
};

/** What machines and services are made of: only what reads or plans. */
export const INFRASTRUCTURE: Readonly<Record<string, Cli>> = {
  terraform,
  tofu: terraform,
  pulumi,
  packer: {
    actions: { plain: wordsOf('inspect fmt version'), steerable: ['validate'] },
  },
  'ansible-playbook': playbook,
  'ansible-doc': { whole: 'plain' },
  consul: { actions: { plain: wordsOf('members info version') } },
  nomad: {
    actions: { plain: [...wordsOf('version'), 'job status', 'node status', 'alloc status'] },
  },
  systemctl,
  ip,
  networksetup,
  launchctl: { actions: { plain: wordsOf('list print blame') } },
  diskutil: { actions: { plain: wordsOf('list info') } },
  tmutil: {
    actions: { plain: wordsOf('listbackups status destinationinfo latestbackup version') },
  },
  defaults: { actions: { plain: wordsOf('read read-type domains find') } },
  hdiutil: { actions: { plain: wordsOf('info imageinfo') } },
};
