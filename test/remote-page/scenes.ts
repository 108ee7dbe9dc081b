import { aCommand, aPart, aPreview, offering, waiting } from '../fakes/panel-snapshots.ts';
import type { Item } from '../../src/core/request/item.ts';
import type { RequestState } from '../../src/core/request/state.ts';

const HOUR = 3_600_000;

/** Requests as of now: the page tells their age by the desk's clock. */
export function scenes() {
  const now = Date.now();
  const shop = { session: 's1', folder: '/home/dev/shop-api', cwd: '/home/dev/shop-api' };
  const infra = { session: 's2', folder: '/home/dev/infra', cwd: '/home/dev/infra' };
  const times = (ago: number) => ({ receivedAt: now - ago, expiresAt: now + 20 * HOUR });
  const publish = aCommand('publish', 'npm run build && npm publish --access public', {
    ...shop,
    ...times(8_000),
    subject: {
      kind: 'command',
      command: 'npm run build && npm publish --access public',
      description: 'Build and publish the package',
    },
    offers: {
      allow: {
        kind: 'some',
        parts: [
          aPart(
            'npm run build',
            ['Bash(npm run build)', 'this exact command only'],
            ['Bash(npm run build *)', 'npm run build, with anything after it'],
            ['Bash(npm run *)', 'any script of the project', 'Runs whatever package.json says.'],
          ),
          aPart('npm publish --access public', [
            'Bash(npm publish --access public)',
            'this exact command only',
          ]),
        ],
      },
      deny: offering(['Bash(npm publish *)', 'any npm publish']),
    },
  });
  const edit = waiting({
    ...shop,
    ...times(41_000),
    id: 'edit',
    tool: 'Edit',
    subject: {
      kind: 'edit',
      path: '/home/dev/shop-api/src/routes/cart.ts',
      before:
        'export function total(cart: Cart): number {\n  return cart.items.reduce((a, i) => a + i.price, 0);\n}\n',
      after:
        'export function total(cart: Cart): number {\n  return cart.items.reduce(\n    (sum, item) => sum + item.price * item.count, 0);\n}\n',
      everywhere: false,
    },
  });
  const plan = aCommand('plan', 'terraform plan -out=tfplan -var-file=envs/prod.tfvars', {
    ...infra,
    ...times(130_000),
    subagent: { id: 'a1', type: 'reviewer' },
  });
  const ask = waiting({
    ...infra,
    ...times(15_000),
    id: 'ask',
    tool: 'AskUserQuestion',
    subject: {
      kind: 'question',
      questions: [
        {
          question: 'Which database should the service use?',
          header: 'Database',
          multiSelect: false,
          options: [
            { label: 'PostgreSQL', description: 'As the other services do' },
            { label: 'SQLite', description: 'One file, no server' },
          ],
        },
      ],
    },
  });
  const settled = (id: string, command: string, state: RequestState): Item => ({
    request: aCommand(id, command, { ...shop, ...times(200_000) }).request,
    state,
  });
  const decision = { behavior: 'allow', always: null, answers: null } as const;
  const denial = { behavior: 'deny', always: null, message: null } as const;
  const answered = [
    settled('tested', 'npm test -- --coverage', {
      kind: 'delivered',
      by: { kind: 'device', id: 'd', name: 'Pixel 8' },
      decision,
      saved: null,
      at: now - 90_000,
      deliveredAt: now - 90_000,
    }),
    settled('pushed', 'git push --force origin main', {
      kind: 'delivered',
      by: { kind: 'window', name: 'shop-api' },
      decision: denial,
      saved: null,
      at: now - 200_000,
      deliveredAt: now - 200_000,
    }),
    settled('looked', 'ls -la node_modules', {
      kind: 'answered-elsewhere',
      outcome: 'allowed',
      how: 'in the terminal',
      at: now - 400_000,
    }),
  ];
  return { publish, edit, plan, ask, answered, all: [publish, edit, plan, ask, ...answered] };
}

/** What the desk says of the rules for `publish`. */
export const publishPreview = aPreview(
  ['Bash(npm run build)', 'Bash(npm publish --access public)'],
  { alsoMatched: { count: 1, of: 24, examples: ['npm run build'] }, alsoWaiting: 1 },
);
