import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTerminal, type TerminalWatch } from '../../../src/broker/watch/terminal.ts';
import type { TerminalAnswer } from '../../../src/broker/watch/verdict.ts';
import {
  accepted,
  byRule,
  commented,
  resultLine,
  useLine,
} from '../../unit/agents/claude-code/transcript-lines.ts';
import { claudeFiles, type ClaudeFiles } from './claude-files.ts';

/** Longer than any dialog needs to settle, in milliseconds. */
const LONG_ENOUGH = 600;

let files: ClaudeFiles;
let watch: TerminalWatch;
let answers: Record<string, TerminalAnswer>;
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

beforeEach(async () => {
  files = await claudeFiles();
  answers = {};
  vi.clearAllMocks();
  watch = watchTerminal({
    claudeDir: files.claudeDir,
    clock: Date,
    log,
    remembered: ['an-earlier-one'],
    onAnswered: (id, answer) => {
      answers[id] = answer;
    },
  });
});
afterEach(async () => {
  watch.close();
  expect(log.error).not.toHaveBeenCalled();
  await files.remove();
});

/** A request comes in, as the endpoint tracks it. */
function ask(requestId: string, command: string, subagentId: string | null = null): void {
  watch.track({
    requestId,
    sessionId: files.sessionId,
    subagentId,
    transcriptPath: files.transcriptPath,
    tool: 'Bash',
    input: { command },
    receivedAt: Date.now(),
  });
}
const use = (id: string, command: string) => useLine(id, 'Bash', { command });
const answered = (id: string) => vi.waitFor(() => expect(answers).toHaveProperty(id), 2000);

/** The dialog opens, and has been seen so. */
async function dialogOpens(): Promise<void> {
  await files.status('waiting', 'permission prompt');
  await pause(LONG_ENOUGH);
  expect(answers).toEqual({});
}

describe('an answer in the terminal', () => {
  it('is a Yes when the dialog is gone, the session busy, and no refusal written', async () => {
    await files.status('busy');
    ask('r1', 'make');
    await files.lines(use('a', 'make'));
    await dialogOpens();
    const left = Date.now();
    await files.status('busy');
    await answered('r1');
    expect(Date.now() - left).toBeLessThan(500);
    expect(answers['r1']).toEqual({
      outcome: 'allowed',
      how: 'in the terminal: its dialog closed and the work goes on',
    });
  });

  it('is a No when the refusal is written a moment after the dialog is gone', async () => {
    ask('r1', 'make');
    await files.lines(use('a', 'make'));
    await dialogOpens();
    await files.status('busy');
    await pause(100);
    await files.lines(resultLine('a', Date.now(), commented, true));
    await answered('r1');
    expect(answers['r1']).toEqual({ outcome: 'denied', how: 'in the terminal' });
  });

  it('is not known where the transcript does not show the call', async () => {
    ask('r1', 'make');
    await dialogOpens();
    await files.status('busy');
    await answered('r1');
    expect(answers['r1']?.outcome).toBe('unknown');
  });

  it('is told by the transcript while other dialogs of the session are open', async () => {
    ask('r1', 'one');
    ask('r2', 'two');
    await files.lines(use('a', 'one'), use('b', 'two'));
    await dialogOpens();
    await files.lines(resultLine('b', Date.now(), accepted));
    await answered('r2');
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({ r2: { outcome: 'allowed', how: 'in the terminal' } });
  });

  it('settles the others too when it made a rule that covers them', async () => {
    ask('r1', 'one');
    ask('r2', 'two');
    await files.lines(use('a', 'one'), use('b', 'two'));
    await dialogOpens();
    const now = Date.now();
    await files.lines(resultLine('a', now, accepted), resultLine('b', now, byRule));
    await answered('r2');
    expect(answers['r2']?.how).toBe('by a rule');
  });
});

describe('no answer is seen', () => {
  it('where the dialog of a fast next call comes at once', async () => {
    ask('r1', 'one');
    await files.lines(use('a', 'one'), use('b', 'two'));
    await dialogOpens();
    await files.status('busy');
    await pause(80);
    ask('r2', 'two');
    await files.status('waiting', 'permission prompt');
    await files.lines(resultLine('a', Date.now(), accepted));
    await answered('r1');
    await pause(LONG_ENOUGH);
    expect(Object.keys(answers)).toEqual(['r1']);
  });

  it('before the dialog was ever seen', async () => {
    await files.status('busy');
    ask('r1', 'make');
    await files.lines(use('a', 'make'));
    await pause(LONG_ENOUGH);
    await files.status('idle');
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
  });

  it('in the end of a dialog that was open before the request', async () => {
    await files.status('waiting', 'permission prompt', Date.now() - 5000);
    const before = Date.now() - 1;
    ask('r1', 'make');
    await pause(LONG_ENOUGH);
    await files.status('busy', undefined, before);
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
  });

  it('in a dialog that is not about a tool', async () => {
    ask('r1', 'make');
    await files.status('waiting', 'dialog open');
    await pause(LONG_ENOUGH);
    await files.status('busy');
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
  });

  it("for a subagent's request in what the session's status says", async () => {
    ask('r1', 'make', 'adf31c4b92279bab1');
    await files.subagentLines('adf31c4b92279bab1', use('a', 'make'));
    await dialogOpens();
    await files.status('busy');
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
    const done = resultLine('a', Date.now(), accepted);
    await files.subagentLines('adf31c4b92279bab1', done);
    await answered('r1');
  });

  it('in half-written, foreign or vanished session files', async () => {
    ask('r1', 'make');
    await files.lines(use('a', 'make'));
    await dialogOpens();
    await files.session('77.json', '{"status":"busy"');
    await files.session(`${process.pid}.json`, '{"pid":1,"sessi');
    await pause(LONG_ENOUGH);
    await files.end();
    await pause(LONG_ENOUGH);
    await rm(files.claudeDir, { recursive: true });
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
  });

  it('where the session ends as its dialog goes', async () => {
    ask('r1', 'make');
    await files.lines(use('a', 'make'));
    await dialogOpens();
    await files.status('busy');
    await pause(100);
    await files.end();
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
  });

  it('of a request no longer tracked', async () => {
    ask('r1', 'make');
    await files.lines(use('a', 'make'));
    await dialogOpens();
    watch.untrack('r1');
    await files.status('busy');
    await files.lines(resultLine('a', Date.now(), accepted));
    await pause(LONG_ENOUGH);
    expect(answers).toEqual({});
  });
});

describe('whether the agent is still there', () => {
  it('is known from its session file and its process', async () => {
    await files.status('idle');
    expect(await watch.agentAlive(files.sessionId)).toBe('alive');
    expect((await watch.hintOf(files.sessionId))?.cwd).toBe('/home/dev/proj');
    await files.end();
    expect(await watch.agentAlive(files.sessionId)).toBe('gone');
    expect(await watch.hintOf(files.sessionId)).toBeUndefined();
  });

  it('and a file that a killed run left under the same name doesn’t speak for it', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    const { sessionId } = files;
    const left = { pid: dead.pid, sessionId, cwd: '/elsewhere', entrypoint: 'sdk-cli' };
    await files.session('0.json', JSON.stringify(left));
    await files.status('idle');
    expect(await watch.hintOf(sessionId)).toMatchObject({
      cwd: '/home/dev/proj',
      entrypoint: 'cli',
    });
  });

  it('is not known of a session never seen, nor without session files', async () => {
    expect(await watch.agentAlive('another')).toBe('unknown');
    await rm(files.claudeDir, { recursive: true });
    expect(await watch.agentAlive(files.sessionId)).toBe('unknown');
    expect(await watch.agentAlive('an-earlier-one')).toBe('unknown');
  });

  it('is gone when it ran under an earlier watch and has no session file now', async () => {
    expect(await watch.agentAlive('an-earlier-one')).toBe('gone');
  });

  it('is gone when its process was killed and left its file', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const own = await claudeFiles(child.pid);
    await own.status('waiting', 'permission prompt');
    const other = watchTerminal({
      claudeDir: own.claudeDir,
      clock: Date,
      log,
      remembered: [],
      onAnswered: vi.fn(),
    });
    expect(await other.agentAlive(own.sessionId)).toBe('alive');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await other.agentAlive(own.sessionId)).toBe('gone');
    other.close();
    await own.remove();
  });
});
