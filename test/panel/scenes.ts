import type { PanelSnapshot } from '../../src/protocol/panel.ts';
import { aCommand, aSnapshot, inState, NOW, offering, waiting } from '../fakes/panel-snapshots.ts';
import { leashScenes } from './leash-scenes.ts';
import { ruleScenes } from './rule-scenes.ts';

const window = { kind: 'window', name: 'shop-api' } as const;
const shop = { session: 's1', folder: '/home/dev/shop-api', cwd: '/home/dev/shop-api' };
const infra = { session: 's2', folder: '/home/dev/infra', cwd: '/home/dev/infra' };

const install = aCommand('install', 'cd packages/api && npm install express@5 --save-exact', {
  ...shop,
  subject: {
    kind: 'command',
    command: 'cd packages/api && npm install express@5 --save-exact',
    description: 'Install the newest Express',
  },
  rest: { timeout: 120_000 },
  offers: {
    allow: offering(
      ['Bash(npm install express@5 --save-exact)', 'This command only.'],
      ['Bash(npm install *)', 'Any npm install, with anything after it.'],
    ),
    deny: offering(['Bash(npm install *)', 'Any npm install, with anything after it.']),
  },
});

const edit = waiting({
  ...shop,
  id: 'edit',
  tool: 'Edit',
  receivedAt: NOW - 3_000,
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

const push = aCommand('push', 'git push --force origin main', {
  ...infra,
  receivedAt: NOW - 41_000,
  subagent: { id: 'a1', type: 'reviewer' },
  offers: {
    allow: { kind: 'none', why: 'It overwrites history: asked each time.' },
    deny: offering(['Bash(git push --force *)', 'Any forced push.']),
  },
});

const tested = inState(
  {
    kind: 'delivered',
    by: window,
    decision: {
      behavior: 'allow',
      always: { destination: 'project', rules: ['Bash(npm test)'] },
      answers: null,
    },
    saved: {
      file: '/home/dev/shop-api/.claude/settings.json',
      behavior: 'allow',
      rules: ['Bash(npm test)'],
      undone: false,
    },
    at: NOW - 120_000,
    deliveredAt: NOW - 120_000,
  },
  { ...shop, id: 'tested' },
);

const removed = inState(
  {
    kind: 'answered-elsewhere',
    outcome: 'denied',
    how: 'in the terminal (No or Esc)',
    at: NOW - 2_000,
  },
  {
    ...shop,
    id: 'removed',
    subject: { kind: 'command', command: 'rm -r dist', description: null },
  },
);

const question = waiting({
  ...shop,
  id: 'question',
  tool: 'AskUserQuestion',
  subject: {
    kind: 'question',
    questions: [
      {
        question: 'Which framework should the shop use?',
        header: 'Framework',
        options: [
          { label: 'React', description: 'Widely known; the team has used it before.' },
          { label: 'Vue', description: 'Smaller; quick to learn.' },
        ],
        multiSelect: false,
      },
      {
        question: 'What else shall I set up?',
        header: 'Extras',
        options: [
          { label: 'Tests', description: null },
          { label: 'A linter', description: null },
        ],
        multiSelect: true,
      },
    ],
  },
  offers: {
    allow: { kind: 'none', why: 'A question is answered each time.' },
    deny: { kind: 'none', why: 'A question is answered each time.' },
  },
});

const mcp = waiting({
  ...infra,
  id: 'mcp',
  tool: 'mcp__github__create_issue',
  input: { repo: 'dev/shop-api', title: 'Cart total ignores counts', labels: ['bug', 'cart'] },
  subject: { kind: 'mcp', server: 'github', tool: 'create_issue' },
  offers: {
    allow: offering(['mcp__github__create_issue', 'This tool, whatever it is given.']),
    deny: offering(['mcp__github__create_issue', 'This tool, whatever it is given.']),
  },
});

const fetch = waiting({
  ...infra,
  id: 'fetch',
  tool: 'WebFetch',
  cwd: '/home/dev/infra/modules/network',
  subject: {
    kind: 'fetch',
    url: 'https://registry.example.com/providers/hashicorp/aws/latest/docs/resources/instance',
    prompt: 'Which arguments are required?',
  },
});

const other = waiting({
  ...infra,
  id: 'other',
  tool: 'NotebookEdit',
  input: { notebook_path: '/home/dev/infra/a.ipynb', new_source: 'print(1)', edit_mode: 'replace' },
  subject: { kind: 'other' },
});

const plan = waiting({
  ...shop,
  id: 'plan',
  tool: 'ExitPlanMode',
  subject: {
    kind: 'plan',
    plan: '# Move the cart to its own module\n\n1. Take out total()\n2. Add tests\n3. Change the routes\n',
  },
  rest: { planFilePath: '/home/dev/.claude/plans/go-cart.md' },
});

const long = waiting({
  ...shop,
  id: 'long',
  tool: 'Write',
  subject: {
    kind: 'write',
    path: '/home/dev/shop-api/src/data/countries.ts',
    content: Array.from(
      { length: 1204 },
      (_, line) => `export const country${line} = '${line}';`,
    ).join('\n'),
  },
});

const lost = inState(
  { kind: 'orphaned', why: 'editor-restarted', at: NOW - 60_000, saved: null, dismissed: false },
  { ...shop, id: 'lost', receivedAt: NOW - 400_000 },
);

const lostRule = inState(
  {
    kind: 'orphaned',
    why: 'agent-gone',
    at: NOW - 60_000,
    saved: {
      file: '/home/dev/shop-api/.claude/settings.json',
      behavior: 'allow',
      rules: ['Bash(npm test)'],
      undone: false,
    },
    dismissed: false,
  },
  { ...shop, id: 'lost-rule', receivedAt: NOW - 300_000 },
);

const lostQuestion = inState(
  { kind: 'orphaned', why: 'answer-undelivered', at: NOW - 60_000, saved: null, dismissed: false },
  { ...question.request, id: 'lost-question', receivedAt: NOW - 200_000 },
);

const test = aCommand('test', 'echo "Hello from Countersign"', { ...shop, purpose: 'test' });

const hidden = aCommand('hidden', 'echo safe\u202e ; rm -rf ~\u200b/work \u2066# done\u2069', shop);

/** What the panel looks like at moments worth looking at, by name. */
export const scenes = {
  ...ruleScenes,
  ...leashScenes,
  cards: aSnapshot({ items: [install, edit, push, tested, removed] }),
  kinds: aSnapshot({ items: [mcp, fetch, other, plan, long] }),
  question: aSnapshot({ items: [question] }),
  odd: aSnapshot({ items: [lost, lostRule, lostQuestion, test, hidden] }),
  empty: aSnapshot({ items: [tested] }),
  starting: aSnapshot({ desk: { kind: 'starting' } }),
  'not-connected': aSnapshot({ connection: { kind: 'not-connected', findings: [] } }),
  proposal: aSnapshot({
    connection: { kind: 'not-connected', findings: [] },
    proposal: {
      purpose: 'connect',
      file: '/home/dev/.claude/settings.json',
      summary: 'Add one hook to your Claude Code settings',
    },
  }),
  findings: aSnapshot({
    connection: {
      kind: 'connected',
      files: ['/home/dev/.claude/settings.json'],
      findings: [
        {
          id: 'hook-port-differs',
          severity: 'error',
          title: 'Claude Code asks on another port',
          detail:
            'Its hook points at port 27181, and the desk listens on 27182. Nothing reaches this panel until they are the same.',
          file: '/home/dev/.claude/settings.json',
          fix: 'Change the hook to 27182',
        },
        {
          id: 'mode-asks-little',
          severity: 'warning',
          title: 'Sessions start in auto mode',
          detail: 'Claude Code decides almost everything by itself there, so little appears here.',
          file: null,
          fix: 'Start in the mode that asks',
        },
        {
          id: 'proxy-in-the-way',
          severity: 'info',
          title: 'A proxy is set',
          detail:
            'HTTP_PROXY is set where the editor runs. If it is set for Claude Code too, add 127.0.0.1 to NO_PROXY.',
          file: null,
          fix: null,
        },
      ],
    },
  }),
  elsewhere: aSnapshot({ desk: { kind: 'elsewhere', port: 27182, window: 'api', waiting: 2 } }),
  'port-taken': aSnapshot({ desk: { kind: 'port-taken', port: 27182, suggested: 27183 } }),
  failed: aSnapshot({
    desk: {
      kind: 'failed',
      message:
        'The folder for its records can’t be written to. Free some space, then reload the window.',
    },
  }),
} satisfies Record<string, PanelSnapshot>;
