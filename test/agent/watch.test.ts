import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { showsDialog } from '../../src/agents/claude-code/session-file.ts';
import { readSessions } from '../../src/broker/watch/sessions.ts';
import { watchTerminal, type TerminalWatch } from '../../src/broker/watch/terminal.ts';
import type { TerminalAnswer } from '../../src/broker/watch/verdict.ts';
import type { JsonObject } from '../../src/core/json.ts';
import {
  allow,
  startHookRecorder,
  type HookCall,
  type HookRecorder,
} from '../rigs/claude/hook-recorder.ts';
import { startMockApi, type MockApi } from '../rigs/claude/mock-api.ts';
import type { Block, Turn } from '../rigs/claude/mock-turns.ts';
import { makeProject, type Project } from '../rigs/claude/project.ts';
import { openTerminal, type Terminal } from '../rigs/claude/terminal.ts';
import { until } from '../rigs/claude/wait.ts';

/**
 * How soon an answer must be noticed, in milliseconds, from when Claude Code wrote its new status: long
 * before the command it allowed ends, also on a machine with no time to spare.
 */
const IN_TIME = 2_000;

let api: MockApi;
let hook: HookRecorder;
let project: Project;
let watch: TerminalWatch;
let terminal: Terminal | undefined;
const answers = new Map<string, TerminalAnswer & { at: number }>();

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: console.error };

/** Requests are tracked as the endpoint would: the nth is called `r<n>`. */
function track(call: HookCall, id: string): void {
  const { body } = call;
  watch.track({
    requestId: id,
    sessionId: String(body['session_id']),
    subagentId: typeof body['agent_id'] === 'string' ? body['agent_id'] : null,
    transcriptPath: String(body['transcript_path']),
    tool: call.tool,
    input: body['tool_input'] as JsonObject,
    receivedAt: call.at,
  });
}

beforeEach(async () => {
  [api, hook, project] = await Promise.all([startMockApi(), startHookRecorder(), makeProject()]);
  await project.settings('user', {
    permissions: { defaultMode: 'default' },
    hooks: hook.hooks('PermissionRequest'),
  });
  answers.clear();
  watch = watchTerminal({
    claudeDir: join(project.home, '.claude'),
    clock: Date,
    log,
    remembered: [],
    onAnswered: (id, answer) => answers.set(id, { ...answer, at: Date.now() }),
  });
  let n = 0;
  hook.policy((call) => {
    n += 1;
    track(call, `r${n}`);
    return 'hold';
  });
});
afterEach(async () => {
  watch.close();
  await terminal?.quit();
  await Promise.all([api.close(), hook.close()]);
  await project.remove();
});

/** Starts Claude Code, has it make these calls, and waits for its dialog and `requests` requests. */
async function ask(turns: readonly Turn[], requests: number): Promise<Terminal> {
  terminal = await openTerminal({ project, apiUrl: api.url });
  await terminal.prompt(api.play(turns));
  await hook.call('PermissionRequest', requests - 1);
  await terminal.dialog();
  await until('the session waits', async () => {
    const hints = await readSessions(join(project.home, '.claude'), () => {});
    return hints.some(showsDialog) ? true : undefined;
  });
  return terminal;
}
const sessionId = () => String(hook.calls()[0]?.body['session_id']);

async function answerOf(id: string, timeoutMs = 5000): Promise<TerminalAnswer & { at: number }> {
  return until(
    `${id} is noticed`,
    () => answers.get(id),
    timeoutMs,
    () => terminal?.screen() ?? '',
  );
}

const bash = (command: string): Block => ({ tool: 'Bash', input: { command } });
const readOutside = (name: string): Block => ({
  tool: 'Read',
  input: { file_path: join(project.home, name) },
});

describe('answers given in the terminal of the real Claude Code', () => {
  it('notices a Yes while the command still runs', async () => {
    const screen = await ask([[bash('make it; sleep 3')]], 1);
    await screen.press('Enter');
    const answer = await answerOf('r1');
    const { mtimeMs } = await stat(join(project.home, `.claude/sessions/${screen.pid}.json`));
    expect(answer.at - mtimeMs).toBeLessThan(IN_TIME);
    expect(answer).toMatchObject({
      outcome: 'allowed',
      how: 'in the terminal: its dialog closed and the work goes on',
    });
    expect(hook.calls()[0]?.state()).toBe('open');
  });

  it('tells a No with a comment from a Yes', async () => {
    const screen = await ask([[bash('make it')], 'Very well.'], 1);
    await screen.press('Down', 'Down', 'Down', 'Tab');
    await screen.type('use yarn');
    await screen.shows(/No, use yarn/);
    await screen.press('Enter');
    expect(await answerOf('r1')).toMatchObject({
      outcome: 'denied',
      how: 'in the terminal',
    });
  });

  it('tells which of several requests was answered', async () => {
    for (const name of ['a', 'b', 'c']) await project.write(join(project.home, name), name);
    const screen = await ask([[readOutside('a'), readOutside('b'), readOutside('c')]], 3);
    await screen.dialog(/1 of 3[^]*❯ 1\. Yes/);
    await screen.press('Enter');
    expect(await answerOf('r1')).toMatchObject({ outcome: 'allowed' });
    // The second is answered by our hook: no answer may be taken for that of the third.
    watch.untrack('r2');
    hook.calls()[1]?.answer(allow());
    await screen.dialog(/Read\(.*c\)[^]*❯ 1\. Yes/);
    expect([...answers.keys()]).toEqual(['r1']);
    await screen.press('Enter');
    expect(await answerOf('r3')).toMatchObject({ outcome: 'allowed' });
  });

  it('tells a No from the end of the agent', async () => {
    const screen = await ask([[bash('make it')]], 1);
    const call = await hook.call('PermissionRequest');
    await screen.press('Escape');
    await call.closed();
    expect(await watch.agentAlive(sessionId())).toBe('alive');
    expect((await watch.hintOf(sessionId()))?.cwd).toBe(project.folder);
    await screen.quit();
    expect(await watch.agentAlive(sessionId())).toBe('gone');
  });

  it.each(['SIGHUP', 'SIGKILL'] as const)('sees the agent gone at its %s', async (signal) => {
    const screen = await ask([[bash('make it')]], 1);
    const call = await hook.call('PermissionRequest');
    process.kill(screen.pid, signal);
    await call.closed();
    expect(await watch.agentAlive(sessionId())).toBe('gone');
    expect(answers.size).toBe(0);
  });
});
