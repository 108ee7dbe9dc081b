import { beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../rigs/desk/desk.ts';
import { commandEvent, hookClient, verdict } from '../rigs/desk/hook-client.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import type { Place } from '../rigs/desk/place.ts';
import { waitFor } from '../rigs/process.ts';
import { closeTabs, runCommand } from '../rigs/vscode/palette.ts';
import { pressToast, waitForToast } from '../rigs/vscode/toasts.ts';
import { treeView, type Tree } from '../rigs/vscode/tree.ts';
import { activityBadge, statusItem } from '../rigs/vscode/workbench.ts';

let place: Place;
let desk: Desk;
let rules: Tree;

const suite = editorSuite('rules-view', () => desk.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  desk = await openDesk({ column: suite.column, home: place.home, folder: place.folder });
  suite.onEnd(desk.close);
  await desk.connect();
  rules = treeView(desk.page, 'Rules');
  await rules.open();
  // The tree is to have room for all its rows: no more are drawn.
  await treeView(desk.page, 'Requests').header.click();
});

const PROJECT = `{
  "permissions": {
    "ask": ["Bash(git push *)"],
    "allow": [ "WebFetch(domain:example.com)",
      "Bash(npm run build)"
    ]
  }
}
`;

/** A person's own spacing, and an order that is not the one they are shown in. */
const LOCAL = `{"permissions" : {
\t"deny":["Bash(dd *)"],
\t"allow":[ "Bash(npm test *)",  "Bash(make lint)" ] } }`;

/** Waits until the view shows exactly these rows. */
async function shows(expected: readonly string[]): Promise<void> {
  let rows: readonly string[] = [];
  await waitFor('the rows', async () => {
    rows = await rules.rows();
    return rows.join('\n') === expected.join('\n');
  }).catch(() => undefined);
  expect(rows).toEqual(expected);
}

/** Where the cursor stands in the editor in front, as the status bar says. */
function cursorAt(line: number, columnAt: number): Promise<void> {
  return statusItem(desk.page, `Ln ${line}, Col ${columnAt}`).waitFor({ timeout: 10_000 });
}

/** Goes to a row by keyboard alone, from wherever the focus is. */
async function goTo(text: string): Promise<void> {
  await runCommand(desk.page, 'Countersign: Focus on Rules View');
  await rules.goTo(text);
}

test('without any rule it says so, and what would change that', async () => {
  const words = await rules.pane.innerText();
  expect(words).toContain('No rules yet');
  expect(words).toContain('Which Rule Decides?');
  await picture('1-empty');
});

test('rules appear as their files do: by file, by kind, deny before ask before allow', async () => {
  await place.write('local', LOCAL);
  await place.write('project', PROJECT);
  await shows([
    'This project, only you | .claude/settings.local.json',
    '  Bash(dd *) | deny, in force',
    '  Bash(npm test *) | allow, in force',
    '  Bash(make lint) | allow, in force',
    'This project, for everyone | .claude/settings.json',
    '  Commands | 2 rules',
    '    Bash(git push *) | ask, in force',
    '    Bash(npm run build) | allow, in force',
    '  Web | 1 rule',
    '    WebFetch(domain:example.com) | allow, in force',
  ]);
  await picture('2-rules');
});

test('each row tells who listens what it is good for', async () => {
  const label = await rules.row('Bash(dd *)').getAttribute('aria-label');
  expect(label).toContain('Bash(dd *), deny, in force.');
  expect(label).toContain('Claude Code refuses what this rule matches, whatever other rules say.');
  expect(label).toContain('Line 2 of .claude/settings.local.json');
});

test('a press opens a rule at its line', async () => {
  await rules.row('Bash(npm run build)').click();
  await desk.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
  await cursorAt(5, 7);
});

test('the keyboard alone opens a rule at its line', async () => {
  await goTo('Bash(make lint)');
  await rules.enter(desk.page.locator('.tab.active', { hasText: 'settings.local.json' }));
  await cursorAt(3, 36);
});

test('an edit on disk is followed, and what was folded stays folded', async () => {
  const before = (await place.read('user')) ?? '';
  await goTo('This project, for everyone');
  await desk.page.keyboard.press('ArrowLeft');
  const settings = { ...JSON.parse(before), permissions: { deny: ['Bash(make *)'] } } as unknown;
  await place.write('user', JSON.stringify(settings));
  await shows([
    'This project, only you | .claude/settings.local.json',
    '  Bash(dd *) | deny, in force',
    '  Bash(npm test *) | allow, in force',
    '  Bash(make lint) | allow, shadowed by Bash(make *) in ~/.claude/settings.json',
    'This project, for everyone | .claude/settings.json',
    'All your projects | ~/.claude/settings.json',
    '  Bash(make *) | deny, in force',
  ]);
  const folded = rules.row('This project, for everyone');
  expect((await folded.getAttribute('class'))?.split(' ')).toContain('focused');
  await picture('3-shadowed');
  await desk.page.keyboard.press('ArrowRight');
  await rules.row('Bash(npm run build)').waitFor();
  await place.write('user', before);
  await rules.row('Bash(make *)').waitFor({ state: 'detached' });
});

test('a rule is removed by its bin, and Undo gives back the same bytes', async () => {
  await rules.press(rules.row('Bash(npm test *)'), 'Remove Rule');
  const removed = 'Removed Bash(npm test *) from .claude/settings.local.json.';
  await waitForToast(desk.page, removed);
  await rules.row('Bash(npm test *)').waitFor({ state: 'detached' });
  expect(JSON.parse((await place.read('local')) ?? '')).toEqual({
    permissions: { deny: ['Bash(dd *)'], allow: ['Bash(make lint)'] },
  });
  await picture('4-removed');
  await pressToast(desk.page, removed, 'Undo');
  await rules.row('Bash(npm test *)').waitFor();
  expect(await place.read('local')).toBe(LOCAL);
});

test('a rule is removed and restored by the keyboard alone', async () => {
  await goTo('Bash(dd *)');
  await rules.choose('Remove Rule');
  await rules.row('Bash(dd *)').waitFor({ state: 'detached' });
  expect(await place.read('local')).not.toContain('dd');
  await runCommand(desk.page, 'Countersign: Restore the Removed Rule');
  await rules.row('Bash(dd *)').waitFor();
  expect(await place.read('local')).toBe(LOCAL);
  await desk.page.keyboard.press('Escape');
  expect(await rules.header.locator('[aria-label^="Restore the Removed Rule"]').count()).toBe(0);
});

test('a rule is copied word for word', async () => {
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await goTo('Bash(make lint)');
  await rules.choose('Copy Rule');
  await waitFor('the clipboard', async () => {
    const text: unknown = await desk.page.evaluate('navigator.clipboard.readText()');
    return text === 'Bash(make lint)';
  });
});

test('a file that Claude Code ignores is named, and opens', async () => {
  await place.write('local', `// mine\n${LOCAL}`);
  const row = rules.row('Ignored: .claude/settings.local.json');
  await row.waitFor();
  expect((await rules.rows())[0]).toContain('Ignored: .claude/settings.local.json');
  expect(await rules.header.innerText()).toContain('1 file ignored');
  expect(await row.getAttribute('aria-label')).toContain('has a comment in line 1');
  await picture('5-ignored');
  await closeTabs(desk.page);
  await goTo('Ignored: .claude');
  await rules.enter(desk.page.locator('.tab.active', { hasText: 'settings.local.json' }));
  await place.write('local', LOCAL);
  await row.waitFor({ state: 'detached' });
  expect(await rules.header.innerText()).not.toContain('ignored');
});

async function openQuestion(): Promise<void> {
  await runCommand(desk.page, 'Countersign: Which Rule Decides?');
  await desk.page.locator('.quick-input-widget input[placeholder^="Type a shell"]').waitFor();
}

/** Asks which rule decides about a command, by keyboard. */
async function whichDecides(command: string): Promise<void> {
  await openQuestion();
  await desk.page.keyboard.type(command);
  const row = desk.page.locator('.quick-input-list .monaco-list-row').first();
  await row.filter({ hasText: command }).waitFor();
  await desk.page.keyboard.press('Enter');
}

test('for a command that was typed, it says which rule decides, and opens it', async () => {
  await whichDecides('git push origin main');
  const { text } = await waitForToast(desk.page, 'git push origin main — Claude Code asks.');
  expect(text).toContain('Bash(git push *) in .claude/settings.json');
  await picture('6-which-rule');
  await pressToast(desk.page, 'git push origin main', 'Open Rule');
  await cursorAt(3, 13);
});

test('where no rule decides, it says so', async () => {
  await whichDecides('npm publish');
  const { buttons } = await waitForToast(desk.page, 'npm publish');
  expect(buttons).toEqual([]);
});

test('a request can be asked about, and that answers nothing', async () => {
  const agent = await hookClient(place.home);
  const command = 'npm run deploy --prod';
  const asked = agent.ask(commandEvent({ folder: place.folder, command }));
  await waitFor('the badge', async () => (await activityBadge(desk.page, 'Countersign')) === '1');
  await openQuestion();
  const row = desk.page.locator('.quick-input-list .monaco-list-row', { hasText: command });
  await row.click();
  await waitForToast(desk.page, 'npm run deploy --prod');
  expect(await activityBadge(desk.page, 'Countersign')).toBe('1');
  await treeView(desk.page, 'Requests').header.click();
  await desk.press(await desk.card(command), 'Deny');
  expect(await verdict(asked)).toContain('deny');
});

test('a grant is listed below the rules, and its bin takes it back', async () => {
  const agent = await hookClient(place.home);
  const ask = () => agent.ask(commandEvent({ folder: place.folder, command: 'terraform plan' }));
  const first = ask();
  const card = await desk.card('terraform plan');
  await desk.press(card, 'Allow Always…');
  await card.getByRole('radio', { name: '5 times' }).check({ force: true });
  await desk.press(card, 'Allow, and 5 times more');
  expect(await verdict(first)).toBe('allow');
  // Beside the panel the tree has no room for all its rows.
  const requests = treeView(desk.page, 'Requests').header;
  await requests.click();
  const row = rules.row('5 more times');
  await row.waitFor({ timeout: 10_000 });
  await picture('8-grant');
  await rules.press(row, 'Revoke Grant');
  await row.waitFor({ state: 'detached', timeout: 10_000 });
  const again = ask();
  await requests.click();
  await desk.press(await desk.card('terraform plan'), 'Deny');
  expect(await verdict(again)).toContain('deny');
});
