import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SUBAGENT_GRACE } from '../../src/core/request/queue.ts';
import { runHeadless, startHeadless } from '../rigs/claude/headless.ts';
import { ALLOW, deny, openLeashedDesk, type LeashedDesk } from '../rigs/claude/leashed-desk.ts';
import { startMockApi, type MockApi } from '../rigs/claude/mock-api.ts';
import type { Block, Turn } from '../rigs/claude/mock-turns.ts';
import { makeProject, type Project } from '../rigs/claude/project.ts';
import { openTerminal, type Terminal } from '../rigs/claude/terminal.ts';

let api: MockApi;
let project: Project;
let desk: LeashedDesk;
let terminal: Terminal | undefined;

beforeEach(async () => {
  [api, project] = await Promise.all([startMockApi(), makeProject()]);
  await project.write('kept/a.txt', 'hello\n');
  desk = await openLeashedDesk(project, 'partial');
});
afterEach(async () => {
  await terminal?.quit();
  terminal = undefined;
  await desk.close();
  await api.close();
  await project.remove();
});

/** Auto mode, whose classifier is the mock. */
const env = { CLAUDE_CODE_AUTO_MODE_SERVER: '0' };

async function settings(permissions: object = {}, hooks: object = desk.hooks): Promise<void> {
  await project.settings('user', { permissions: { defaultMode: 'auto', ...permissions }, hooks });
}

/** Starts Claude Code in a terminal and has it make these calls. */
async function inTerminal(turns: readonly Turn[], permissions: object = {}): Promise<Terminal> {
  await settings(permissions);
  terminal = await openTerminal({ project, apiUrl: api.url, env });
  await terminal.prompt(api.play(turns));
  return terminal;
}

const inAuto = ['--permission-mode', 'auto'];
const bash = (command: string, id = 'toolu_one'): Block => ({
  tool: 'Bash',
  input: { command },
  id,
});
/** High: it deletes a folder and all that is in it. */
const removal = bash('rm -r kept');
const kept = () => existsSync(join(project.folder, 'kept/a.txt'));
/** Low. */
const touch = bash('touch made.txt', 'toolu_touch');
const made = () => existsSync(join(project.folder, 'made.txt'));
/** Critical. */
const hooksPath = bash('git config core.hooksPath /tmp/elsewhere', 'toolu_never');

describe('the real Claude Code in auto mode, in partial mode of ours', () => {
  it('lets a high-risk call wait for the person, whom its classifier would not ask', async () => {
    await inTerminal([[removal]]);
    const { request, state } = await desk.request();
    expect(state.kind).toBe('pending');
    expect(request).toMatchObject({
      tool: 'Bash',
      ownPrompt: true,
      judgement: { tier: 'high', because: 'The mode partial asks about what has high risk.' },
    });
    expect(kept()).toBe(true);
    await desk.decide(request.id, ALLOW);
    expect((await api.toolResult('toolu_one')).isError).toBe(false);
    expect(kept()).toBe(false);
  });

  it('without us, its classifier lets the same call by', async () => {
    await settings({}, {});
    const prompt = api.play([[removal]]);
    await runHeadless({ project, apiUrl: api.url, prompt, env, args: inAuto });
    expect(kept()).toBe(false);
  });

  it('tells the model why the person denied a call', async () => {
    await inTerminal([[removal]]);
    const { request } = await desk.request();
    await desk.decide(request.id, deny('Keep that folder.'));
    expect(await api.toolResult('toolu_one')).toMatchObject({
      isError: true,
      text: 'Keep that folder.',
    });
    expect(kept()).toBe(true);
  });

  it('lets a read and a low-risk call go by, without a card, and puts them on record', async () => {
    api.classify(100);
    await inTerminal([
      [{ tool: 'Read', input: { file_path: join(project.folder, 'kept/a.txt') } }],
      [touch],
    ]);
    expect((await api.toolResult('toolu_touch')).isError).toBe(false);
    expect(made()).toBe(true);
    expect(desk.items()).toEqual([]);
    expect(api.classified()).toBe(0);
    expect(await desk.letBy()).toMatchObject([
      { kind: 'let-by', tool: 'Read', tier: 'none', by: 'the leash' },
      { kind: 'let-by', tool: 'Bash', tier: 'low', by: 'the leash' },
    ]);
  });

  it('blocks what is never to run, and the reason reaches the model', async () => {
    await inTerminal([[hooksPath]]);
    const result = await api.toolResult('toolu_never');
    expect(result.isError).toBe(true);
    expect(result.text).toContain('The mode partial denies what has critical risk.');
    expect(result.text).toContain('core.hooksPath');
    expect(desk.items()).toMatchObject([
      { state: { kind: 'delivered', by: { kind: 'leash' }, decision: { behavior: 'deny' } } },
    ]);
  });

  it('blocks every call while agents are stopped, and goes on after', async () => {
    await desk.stop(true);
    await inTerminal([[touch], [bash('touch made.txt', 'toolu_later')]]);
    expect((await api.toolResult('toolu_touch')).text).toContain('a person stopped all agents');
    expect(made()).toBe(false);
    await desk.stop(false);
    await terminal?.shows(/MOCKDONE|^●/m);
    await terminal?.prompt(api.play([[bash('touch made.txt', 'toolu_again')]]));
    expect((await api.toolResult('toolu_again')).isError).toBe(false);
    expect(made()).toBe(true);
  });

  it.each([
    ['deny', { deny: ['Bash(touch *)'] }, 'denied'],
    ['ask', { ask: ['Bash(touch *)'] }, 'asked'],
  ])('a rule to %s of Claude Code wins over what we let by', async (_rule, rules, outcome) => {
    await inTerminal([[touch]], rules);
    if (outcome === 'denied') {
      expect((await api.toolResult('toolu_touch')).isError).toBe(true);
    } else {
      const { request } = await desk.request();
      expect(request.judgement.tier).toBe('low');
      expect(request.judgement.because).toContain('Bash(touch *)');
      await terminal?.dialog();
    }
    expect(made()).toBe(false);
  });

  it('leaves a question to its own dialog, which comes here as ever', async () => {
    const option = (label: string) => ({ label, description: label });
    const question = {
      ...{ question: 'Which?', header: 'Q', multiSelect: false },
      options: [option('A'), option('B')],
    };
    await inTerminal([
      [{ tool: 'AskUserQuestion', input: { questions: [question] }, id: 'toolu_q' }],
    ]);
    const { request } = await desk.request();
    expect(request.tool).toBe('AskUserQuestion');
    await terminal?.shows(/Which\?/);
    await desk.decide(request.id, { behavior: 'allow', always: null, answers: { 'Which?': 'B' } });
    expect((await api.toolResult('toolu_q')).text).toContain('B');
  });

  it('hands a background subagent’s call to its dialog where nobody looks', async () => {
    desk.setAttentive(false);
    const agent: Block = {
      tool: 'Agent',
      input: {
        ...{ description: 'Delete it', subagent_type: 'general-purpose' },
        prompt: api.play([[bash('rm -r kept', 'toolu_sub')]]),
      },
    };
    const screen = await inTerminal([[agent]]);
    const { request } = await desk.request();
    expect(request).toMatchObject({ ownPrompt: true, judgement: { tier: 'high' } });
    expect(request.subagent).not.toBeNull();
    await screen.shows(/❯ 1\. Yes/, SUBAGENT_GRACE + 10_000);
    expect((await desk.request()).state).toMatchObject({ kind: 'released' });
    expect(kept()).toBe(true);
  });
});

describe('a headless run of the real Claude Code in auto mode', () => {
  it.each([
    ['allowed', ALLOW, { isError: false }, false],
    ['denied', deny('Keep that folder.'), { isError: true, text: /Keep that folder\./ }, true],
  ] as const)('waits in the hook, and is %s', async (_word, decision, result, stays) => {
    await settings();
    const prompt = api.play([[removal]]);
    const run = await startHeadless({ project, apiUrl: api.url, prompt, env, args: inAuto });
    const { request, state } = await desk.request();
    expect(state.kind).toBe('pending');
    expect(request).toMatchObject({ ownPrompt: false, judgement: { tier: 'high' } });
    expect(kept()).toBe(true);
    await desk.decide(request.id, decision);
    await run.done;
    const { isError, text } = await api.toolResult('toolu_one');
    expect(isError).toBe(result.isError);
    if ('text' in result) expect(text).toMatch(result.text);
    expect(kept()).toBe(stays);
  });

  it('in default mode keeps what its subagent asks waiting, though nobody looks: it has no dialog', async () => {
    await desk.close();
    desk = await openLeashedDesk(project, 'off');
    await settings({ defaultMode: 'default' });
    desk.setAttentive(false);
    const inner = api.play([[bash('rm -r kept', 'toolu_sub')]]);
    const agent: Block = {
      tool: 'Agent',
      input: { description: 'Delete it', subagent_type: 'general-purpose', prompt: inner },
    };
    const prompt = api.play([[agent]]);
    const run = await startHeadless({ project, apiUrl: api.url, prompt, env, timeoutMs: 90_000 });
    const { request } = await desk.request();
    expect(request).toMatchObject({ tool: 'Bash', ownPrompt: false });
    expect(request.subagent).not.toBeNull();
    // What would be let go of is let go of by then: time is all that it takes.
    await new Promise((resolve) => setTimeout(resolve, SUBAGENT_GRACE + 3_000));
    expect((await desk.request()).state.kind).toBe('pending');
    await desk.decide(request.id, ALLOW);
    expect((await api.toolResult('toolu_sub')).isError).toBe(false);
    await run.done;
    expect(kept()).toBe(false);
  });

  it('that gets no answer because the desk closes is denied', async () => {
    await settings();
    const prompt = api.play([[removal]]);
    const run = await startHeadless({ project, apiUrl: api.url, prompt, env, args: inAuto });
    await desk.request();
    await desk.close();
    await run.done;
    expect((await api.toolResult('toolu_one')).isError).toBe(true);
    expect(kept()).toBe(true);
    desk = await openLeashedDesk(project, 'partial');
  });

  it('is blocked while agents are stopped, though every mode is off', async () => {
    await desk.close();
    desk = await openLeashedDesk(project, 'off');
    expect(Object.keys(desk.hooks)).toEqual(['PermissionRequest']);
    await settings();
    await desk.stop(true);
    const blocked = api.play([[touch]]);
    await runHeadless({ project, apiUrl: api.url, prompt: blocked, env, args: inAuto });
    expect((await api.toolResult('toolu_touch')).text).toContain('a person stopped all agents');
    expect(made()).toBe(false);
    await desk.stop(false);
    const text = await readFile(project.settingsPath('user'), 'utf8');
    expect(text).not.toContain('PreToolUse');
    const free = api.play([[bash('touch made.txt', 'toolu_free')]]);
    await runHeadless({ project, apiUrl: api.url, prompt: free, env, args: inAuto });
    expect(made()).toBe(true);
  });

  it.each([
    ['blocked where that was chosen', { onFailure: 'block' }, true],
    ['let go on else', {}, false],
  ])('is, while no desk answers, %s', async (_what, more, isBlocked) => {
    const hooks = structuredClone(desk.hooks) as { PreToolUse: { hooks: object[] }[] };
    Object.assign(hooks.PreToolUse[0]!.hooks[0]!, more);
    await settings({}, hooks);
    await desk.close();
    const prompt = api.play([[touch]]);
    await runHeadless({ project, apiUrl: api.url, prompt, env, args: inAuto });
    expect(made()).toBe(!isBlocked);
    const { isError, text } = await api.toolResult('toolu_touch');
    expect(isError).toBe(isBlocked);
    if (isBlocked) expect(text).toContain('blocking because onFailure is "block"');
    desk = await openLeashedDesk(project, 'partial');
  });
});
