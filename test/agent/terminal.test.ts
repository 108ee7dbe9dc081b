import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../rigs/claude/terminal.ts';
import { openAgentDesk, type AgentDesk } from '../rigs/desk/agent-desk.ts';
import { sideBar } from '../rigs/desk/desk.ts';
import { openWorkbench, screenshot } from '../rigs/vscode/workbench.ts';

let all: AgentDesk;
let terminal: Terminal | undefined;

beforeAll(async () => {
  all = await openAgentDesk();
});
afterEach(async () => {
  await terminal?.quit();
});
afterAll(async () => {
  await all?.close();
});

const made = (name: string): boolean => existsSync(join(all.project.folder, name));

/** Has Claude Code in a terminal ask for a command, and waits for its dialog and our card. */
async function ask(command: string, id: string) {
  terminal = await openTerminal({ project: all.project, apiUrl: all.api.url });
  await terminal.prompt(all.api.play([[{ tool: 'Bash', input: { command }, id }]]));
  const card = await all.desk.card(command);
  await terminal.dialog();
  return { terminal, card };
}

it('Allow in the side bar takes the dialog from the terminal, and the command runs', async () => {
  const { terminal, card } = await ask('touch here.made && echo was-allowed', 'toolu_here');
  await all.desk.press(card, 'Allow');
  await terminal.hides(/❯ 1\. Yes/, 5_000);
  expect((await all.api.toolResult('toolu_here')).text).toContain('was-allowed');
  expect(made('here.made')).toBe(true);
});

it('No in the terminal: the card goes at once and says so', async () => {
  const { terminal } = await ask('touch no.made', 'toolu_no');
  await terminal.press('Escape');
  await all.desk.gone('touch no.made', 2_000);
  const line = all.desk.panel
    .locator('.recent, .settled, li, p')
    .filter({ hasText: 'touch no.made' });
  await line.first().waitFor();
  expect(await line.first().innerText()).toMatch(/in the terminal/);
  await screenshot(all.desk.page, 'no-in-the-terminal');
  expect(made('no.made')).toBe(false);
});

it('Yes in the terminal: the card goes while the command still runs, and nothing late reaches the agent', async () => {
  const { terminal } = await ask('touch yes.made && sleep 3 && echo to-the-end', 'toolu_yes');
  await terminal.press('Enter');
  await all.desk.gone('touch yes.made', 2_500);
  const line = all.desk.panel
    .locator('.recent, .settled, li, p')
    .filter({ hasText: 'touch yes.made' });
  expect(await line.first().innerText()).toMatch(/in the terminal/);
  const result = await all.api.toolResult('toolu_yes');
  expect(result).toMatchObject({ isError: false });
  expect(result.text).toContain('to-the-end');
});

it('the editor closed in mid-request: the agent’s own prompt is usable, nothing ran; reopened, the card says so', async () => {
  const { terminal } = await ask('touch closed.made', 'toolu_closed');
  await all.desk.page.close();
  await terminal.dialog();
  expect(made('closed.made')).toBe(false);
  const page = await openWorkbench(all.desk.browser.context, all.desk.host);
  const again = await sideBar(page);
  const card = await again.card('touch closed.made');
  expect(await card.innerText()).toMatch(/restarted|no longer waits|own terminal/i);
  expect(await card.getByText('Allow', { exact: true }).count()).toBe(0);
  await screenshot(page, 'orphaned');
  await terminal.press('Enter');
  expect((await all.api.toolResult('toolu_closed')).isError).toBe(false);
  expect(made('closed.made')).toBe(true);
  await again.gone('touch closed.made', 5_000);
});
