import { expect, test } from 'vitest';
import { aGrant, aPart, aPreview, aSnapshot, offering, waiting } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();
const bad = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>"'\${}</pre><b>`;

const everywhere = aSnapshot({
  items: [
    waiting({
      id: 'command',
      folder: `/home/${bad}`,
      subject: { kind: 'command', command: bad, description: bad },
      rest: { [bad]: bad },
      cwd: `/tmp/${bad}`,
      subagent: { id: bad, type: bad },
      offers: { allow: offering([bad, bad]), deny: { kind: 'none', why: bad } },
    }),
    waiting({
      id: 'edit',
      subject: { kind: 'edit', path: bad, before: bad, after: `${bad}!`, everywhere: true },
    }),
    waiting({ id: 'write', subject: { kind: 'write', path: bad, content: bad } }),
    waiting({ id: 'fetch', subject: { kind: 'fetch', url: `javascript:${bad}`, prompt: bad } }),
    waiting({
      id: 'mcp',
      subject: { kind: 'mcp', server: bad, tool: bad },
      input: { [bad]: [bad] },
    }),
    waiting({ id: 'other', tool: bad, subject: { kind: 'other' }, input: { [bad]: bad } }),
    waiting({ id: 'plan', subject: { kind: 'plan', plan: bad } }),
    waiting({
      id: 'question',
      subject: {
        kind: 'question',
        questions: [
          {
            question: bad,
            header: bad,
            options: [{ label: bad, description: bad }],
            multiSelect: false,
          },
        ],
      },
    }),
  ],
});

test('whatever a request holds is text', async () => {
  const panel = await open();
  await panel.snapshot(everywhere);
  await panel.press('command', 'Allow Always…');
  expect(await panel.page.locator('main img, main script, main b').count()).toBe(0);
  expect(await panel.page.locator('main a[href]').count()).toBe(0);
  expect(await panel.page.evaluate('window.broken')).toBeUndefined();
  expect(panel.faults()).toEqual([]);
  for (const { request } of everywhere.items) {
    expect(await panel.card(request.id).textContent()).toContain('onerror="window.broken=1"');
  }
});

test('whatever rules hold, or the host says of them, is text', async () => {
  const panel = await open();
  const parts = [aPart(bad, [bad, bad, bad]), aPart(bad, [`${bad}2`, bad])];
  const allow = { kind: 'some', parts } as const;
  const item = waiting({ id: 'a', offers: { allow, deny: allow } });
  await panel.snapshot(
    aSnapshot({
      items: [item],
      grants: [aGrant({ rules: [bad], folder: `/home/${bad}`, by: bad })],
      release: { behavior: 'allow', rules: [bad], ids: ['a'] },
    }),
  );
  await panel.press('a', 'Allow Always…');
  await panel.answer(
    'a',
    aPreview([bad], {
      rules: [
        {
          text: bad,
          problems: [{ severity: 'warning', code: 'dead', message: bad }],
          notes: [{ kind: 'shadowed', by: bad, file: bad, behavior: 'ask' }],
        },
      ],
      thisCall: { outcome: 'ask', because: bad },
      alsoMatched: { count: 1, of: 2, examples: [bad] },
    }),
  );
  await panel.card('a').locator('.part-head').first().click();
  await panel.card('a').getByRole('button', { name: 'Edit…' }).click();
  await panel.card('a').getByRole('textbox').fill(`${bad}\u202e`);
  const held = (selector: string): Promise<string | null> =>
    panel.page.locator(selector).first().textContent();
  for (const selector of ['.workbench', '.part-head', '.effects', '.grants', '.release']) {
    expect(await held(selector), selector).toContain('onerror="window.broken=1"');
  }
  expect(await held('.pen')).toContain('⟨U+202E⟩');
  expect(await panel.page.locator('main img, main script, main b').count()).toBe(0);
  expect(await panel.page.evaluate('window.broken')).toBeUndefined();
  expect(panel.faults()).toEqual([]);
});

test('the policy blocks a script that got in all the same', async () => {
  const panel = await open();
  await panel.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.broken = 1';
    document.body.append(script);
  });
  expect(await panel.page.evaluate('window.broken')).toBeUndefined();
});

test('hidden characters are spelled out and none is left to hide behind', async () => {
  const panel = await open();
  await panel.snapshot(scenes.odd);
  const command = await panel.card('hidden').locator('pre').textContent();
  expect(command).toContain('U+202E');
  expect(command).toContain('U+200B');
  expect(command).not.toMatch(/[\u200b\u202e\u2066\u2069]/u);
});

test('a text is shown exactly: spaces, line breaks and all', async () => {
  const panel = await open();
  const text = '  two  spaces\n\n\ttab and a path /home/dev/proj/src/a.ts --flag=value \n';
  await panel.snapshot(
    aSnapshot({
      items: [
        waiting({
          id: 'command',
          subject: { kind: 'command', command: text, description: null },
          rest: { key: text },
        }),
        waiting({ id: 'write', subject: { kind: 'write', path: '/a', content: text } }),
        waiting({
          id: 'edit',
          subject: { kind: 'edit', path: '/a', before: '', after: text, everywhere: false },
        }),
      ],
    }),
  );
  const of = (id: string, selector: string): Promise<string[]> =>
    panel.card(id).locator(selector).allTextContents();
  expect(await of('command', 'pre')).toEqual([text]);
  expect(await of('command', 'dd')).toEqual([text]);
  expect(await of('write', 'pre')).toEqual([text]);
  expect((await of('edit', '.line')).map((line) => `${line}\n`).join('')).toBe(text);
});

test('a flag keeps to one line as long as it fits on one', async () => {
  const panel = await open({ width: 260 });
  await panel.snapshot(scenes.cards);
  const heights = await panel
    .card('install')
    .locator('pre .word')
    .evaluateAll((words) => words.map((word) => Math.round(word.getBoundingClientRect().height)));
  expect(new Set(heights).size).toBe(1);
});
