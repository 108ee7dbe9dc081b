import type { PanelSnapshot } from '../../src/protocol/panel.ts';
import {
  aCommand,
  aGrant,
  aPart,
  aPreview,
  aSnapshot,
  inState,
  NOW,
  offering,
} from '../fakes/panel-snapshots.ts';

const shop = { session: 's1', folder: '/home/dev/shop-api', cwd: '/home/dev/shop-api' };
const infra = { session: 's2', folder: '/home/dev/infra', cwd: '/home/dev/infra' };

const chain = aCommand(
  'chain',
  'cd packages/api && npm install express@5 --save-exact && npm test -- --coverage=true && git commit -m "Use Express 5"',
  {
    ...shop,
    offers: {
      allow: {
        kind: 'some',
        parts: [
          aPart(
            'npm install express@5 --save-exact',
            ['Bash(npm install express@5 --save-exact)', 'this command only'],
            ['Bash(npm install *)', 'any npm install', 'Installing runs scripts of the package.'],
          ),
          {
            ...aPart(
              'npm test -- --coverage=true',
              ['Bash(npm test -- --coverage=true)', 'this command only'],
              ['Bash(npm test *)', 'npm test with any arguments'],
              ['Bash(npm *)', 'npm, whatever it is told'],
            ),
            selected: 1,
          },
          aPart('git commit -m "Use Express 5"', [
            'Bash(git commit *)',
            'git commit with any arguments',
          ]),
        ],
      },
      deny: offering(['Bash(npm install *)', 'any npm install']),
    },
  },
);

const someGrants = [
  aGrant({ id: 'g1', folder: '/home/dev/shop-api' }),
  aGrant({
    id: 'g2',
    folder: '/home/dev/shop-api',
    rules: ['Bash(docker compose up *)', 'Bash(docker compose logs *)'],
    limit: { kind: 'until', at: NOW + 42 * 60_000 },
    used: 0,
  }),
  aGrant({
    id: 'g3',
    folder: '/home/dev/infra',
    rules: ['Edit(/modules/**)'],
    limit: { kind: 'session', session: 's2' },
    used: 11,
  }),
];

const byGrant = inState(
  {
    kind: 'delivered',
    by: { kind: 'grant', id: 'g1', name: 'Bash(npm test *)', left: 3 },
    decision: { behavior: 'allow', always: null, answers: null },
    saved: null,
    at: NOW - 20_000,
    deliveredAt: NOW - 20_000,
  },
  { ...shop, id: 'by-grant' },
);

const covered = [
  aCommand('covered-1', 'npm install zod@4', { ...shop, receivedAt: NOW - 9_000 }),
  aCommand('covered-2', 'npm install --save-dev vitest', { ...infra, receivedAt: NOW - 4_000 }),
];

/** What the host says of the rules that are preselected for the command in three parts. */
export const chainPreview = aPreview(
  ['Bash(npm install express@5 --save-exact)', 'Bash(npm test *)', 'Bash(git commit *)'],
  {
    rules: [
      {
        text: 'Bash(npm install express@5 --save-exact)',
        problems: [],
        notes: [
          { kind: 'covered', by: 'Bash(npm install *)', file: '/home/dev/.claude/settings.json' },
        ],
      },
      { text: 'Bash(npm test *)', problems: [], notes: [] },
      {
        text: 'Bash(git commit *)',
        problems: [],
        notes: [
          {
            kind: 'shadowed',
            behavior: 'ask',
            by: 'Bash(git *)',
            file: '/home/dev/shop-api/.claude/settings.local.json',
          },
        ],
      },
    ],
    thisCall: { outcome: 'ask', because: 'An ask rule matches git commit.' },
  },
);

/** Moments at which rules are chosen, hold for a while, and cover what waits, by name. */
export const ruleScenes = {
  chain: aSnapshot({ items: [chain] }),
  grants: aSnapshot({ items: [chain, byGrant], grants: someGrants }),
  release: aSnapshot({
    items: [...covered, chain],
    release: {
      behavior: 'allow',
      rules: ['Bash(npm install *)'],
      ids: ['covered-1', 'covered-2'],
    },
  }),
} satisfies Record<string, PanelSnapshot>;
