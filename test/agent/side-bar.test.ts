import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHeadless, startHeadless } from '../rigs/claude/headless.ts';
import type { Block } from '../rigs/claude/mock-turns.ts';
import { openAgentDesk, type AgentDesk } from '../rigs/desk/agent-desk.ts';

let all: AgentDesk;
let calls = 0;

beforeAll(async () => {
  all = await openAgentDesk();
});
afterAll(async () => {
  await all?.close();
});

const inProject = (name: string): string => join(all.project.folder, name);
const fresh = (): string => `toolu_${(calls += 1)}`;

/** Starts a headless run in which the model makes these calls, all in one message. */
async function ask(...blocks: readonly Extract<Block, { tool: string }>[]) {
  const ids = blocks.map(() => fresh());
  const turn = blocks.map((block, index) => ({ ...block, id: ids[index]! }));
  const run = await startHeadless({
    project: all.project,
    apiUrl: all.api.url,
    prompt: all.api.play([turn]),
  });
  return { ids, done: run.done };
}

async function rulesOf(behavior: 'allow' | 'deny'): Promise<unknown[]> {
  const file = all.project.settingsPath('project');
  if (!existsSync(file)) return [];
  const settings = JSON.parse(await readFile(file, 'utf8')) as {
    permissions?: Record<string, unknown[]>;
  };
  return settings.permissions?.[behavior] ?? [];
}

/** A tool, a fresh call of it by a name, what its card shows, and whether the call took effect. */
interface Kind {
  readonly tool: string;
  call(name: string): Record<string, unknown>;
  shows(name: string): string;
  rule(name: string): string;
  /** Whether it ran, by its effect in the world or by what the model got back. */
  ran(name: string, result: { isError: boolean; text: string }): boolean | Promise<boolean>;
  prepare?(name: string): Promise<void>;
}

const kinds: readonly Kind[] = [
  {
    tool: 'Bash',
    call: (name) => ({ command: `touch ${name}.made` }),
    shows: (name) => `touch ${name}.made`,
    rule: (name) => `Bash(touch ${name}.made)`,
    ran: (name) => existsSync(inProject(`${name}.made`)),
  },
  {
    tool: 'Write',
    call: (name) => ({ file_path: inProject(`${name}.txt`), content: `of ${name}\n` }),
    shows: (name) => `${name}.txt`,
    rule: (name) => `Edit(/${name}.txt)`,
    ran: (name) => existsSync(inProject(`${name}.txt`)),
  },
  {
    tool: 'Edit',
    prepare: (name) => writeFile(inProject(`${name}.edit`), 'before\n'),
    call: (name) => ({
      file_path: inProject(`${name}.edit`),
      old_string: 'before',
      new_string: 'after',
    }),
    shows: (name) => `${name}.edit`,
    rule: (name) => `Edit(/${name}.edit)`,
    ran: async (name) => (await readFile(inProject(`${name}.edit`), 'utf8')) === 'after\n',
  },
  {
    tool: 'WebFetch',
    call: (name) => ({ url: `https://${name}.example.com/page`, prompt: 'what is it' }),
    shows: (name) => `${name}.example.com`,
    rule: (name) => `WebFetch(domain:${name}.example.com)`,
    // There is no network here: that it tried and did not find the host shows that it ran.
    ran: (_name, { text }) => /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|getaddrinfo/.test(text),
  },
  {
    tool: 'mcp__mocksrv__write_thing',
    call: (name) => ({ path: name, text: 'y' }),
    shows: (name) => name,
    rule: () => 'mcp__mocksrv__write_thing',
    ran: (_name, { text }) => text.includes('mcp write_thing'),
  },
];

describe.each(kinds)('the real Claude Code asks for $tool', (kind) => {
  const { tool } = kind;
  const slug = tool.toLowerCase().replaceAll('_', '');

  it('and does it when it is allowed', async () => {
    const name = `${slug}-allow`;
    await kind.prepare?.(name);
    const { ids, done } = await ask({ tool, input: kind.call(name) });
    await all.desk.press(await all.desk.card(kind.shows(name)), 'Allow');
    await done;
    expect(await kind.ran(name, await all.api.toolResult(ids[0]))).toBe(true);
  });

  it('and gets the person’s words when it is denied with a message', async () => {
    const name = `${slug}-deny`;
    await kind.prepare?.(name);
    const { ids, done } = await ask({ tool, input: kind.call(name) });
    const card = await all.desk.card(kind.shows(name));
    await card.getByText('Deny with a message').click();
    await card.locator('vscode-text-area textarea').fill('Do it another way.');
    await all.desk.press(card, 'Deny');
    await done;
    const result = await all.api.toolResult(ids[0]);
    expect(result).toMatchObject({ isError: true, text: 'Do it another way.' });
    expect(await kind.ran(name, result)).toBe(false);
  });

  it('and is refused with no card after Deny Always', async () => {
    const name = `${slug}-never`;
    await kind.prepare?.(name);
    const first = await ask({ tool, input: kind.call(name) });
    const card = await all.desk.card(kind.shows(name));
    await all.desk.press(card, 'Deny Always');
    expect(await card.locator('code.rule').first().innerText()).toBe(kind.rule(name));
    expect(await rulesOf('deny')).not.toContain(kind.rule(name));
    await all.desk.press(card, 'Save rule and deny');
    await first.done;
    expect(await kind.ran(name, await all.api.toolResult(first.ids[0]))).toBe(false);
    expect(await rulesOf('deny')).toContain(kind.rule(name));

    const again = await ask({ tool, input: kind.call(name) });
    await again.done;
    expect(await kind.ran(name, await all.api.toolResult(again.ids[0]))).toBe(false);
    expect(await all.desk.panel.locator('article').count()).toBe(0);
    await undo(kind.rule(name));
    expect(await rulesOf('deny')).not.toContain(kind.rule(name));
  });

  it('and does it with no card after Allow Always', async () => {
    const name = `${slug}-always`;
    await kind.prepare?.(name);
    const first = await ask({ tool, input: kind.call(name) });
    const card = await all.desk.card(kind.shows(name));
    await all.desk.press(card, 'Allow Always');
    expect(await card.locator('code.rule').first().innerText()).toBe(kind.rule(name));
    expect(await rulesOf('allow')).not.toContain(kind.rule(name));
    await all.desk.press(card, 'Save rule and allow');
    await first.done;
    expect(await kind.ran(name, await all.api.toolResult(first.ids[0]))).toBe(true);
    expect(await rulesOf('allow')).toContain(kind.rule(name));

    await kind.prepare?.(name);
    const again = await runHeadless({
      project: all.project,
      apiUrl: all.api.url,
      prompt: all.api.play([[{ tool, input: kind.call(name), id: 'toolu_again' }]]),
    });
    expect(again.code).toBe(0);
    expect(await kind.ran(name, await all.api.toolResult())).toBe(true);
    expect(await all.desk.panel.locator('article').count()).toBe(0);
  });
});

/** Presses undo on the newest line that saved a rule. */
async function undo(rule: string): Promise<void> {
  await all.desk.panel.getByText('undo rule').first().click();
  await expect.poll(() => rulesOf('deny'), { timeout: 10_000 }).not.toContain(rule);
}

it('two requests at once, answered in the other order, each get their own answer', async () => {
  const fetching = (host: string) => ({
    tool: 'WebFetch',
    input: { url: `https://${host}.example.org/`, prompt: 'what' },
  });
  const { ids, done } = await ask(fetching('first'), fetching('second'));
  const first = await all.desk.card('first.example.org');
  const second = await all.desk.card('second.example.org');
  await second.getByText('Deny with a message').click();
  await second.locator('vscode-text-area textarea').fill('Not the second.');
  await all.desk.press(second, 'Deny');
  await all.desk.gone('second.example.org');
  await all.desk.press(first, 'Allow');
  await done;
  expect(await all.api.toolResult(ids[1])).toMatchObject({
    isError: true,
    text: 'Not the second.',
  });
  expect((await all.api.toolResult(ids[0])).text).not.toContain('Not the second.');
});
