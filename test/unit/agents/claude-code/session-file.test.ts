import { describe, expect, it } from 'vitest';
import {
  isHeadless,
  readSessionFile,
  showsDialog,
} from '../../../../src/agents/claude-code/session-file.ts';

/** As 2.1.328 writes it while a dialog is open. */
const waiting = {
  pid: 9524,
  sessionId: 'f011c0f1-2b02-4d50-86da-134a3a46e8b8',
  cwd: '/home/dev/proj',
  startedAt: 1795171386024,
  version: '2.1.328',
  kind: 'interactive',
  entrypoint: 'cli',
  name: 'proj-10',
  nameSource: 'derived',
  status: 'waiting',
  updatedAt: 1795171387769,
  statusUpdatedAt: 1795171387769,
  waitingFor: 'permission prompt',
};
const without = (key: keyof typeof waiting) =>
  Object.fromEntries(Object.entries(waiting).filter(([name]) => name !== key));
const read = (content: object) => readSessionFile(JSON.stringify(content));

describe('a session file', () => {
  it('tells who runs where, and what it waits for', () => {
    expect(read(waiting)).toEqual({
      sessionId: 'f011c0f1-2b02-4d50-86da-134a3a46e8b8',
      pid: 9524,
      cwd: '/home/dev/proj',
      status: 'waiting',
      statusSince: 1795171387769,
      waitingFor: 'permission prompt',
      entrypoint: 'cli',
    });
  });

  it('has no status while the session starts', () => {
    const starting = { pid: 1, sessionId: 's', cwd: '/home/dev/proj' };
    expect(read(starting)).toMatchObject({ status: null, statusSince: null, waitingFor: null });
  });

  it.each([
    ['cut off in the middle of a write', JSON.stringify(waiting).slice(0, 80)],
    ['empty', ''],
    ['another shape', '[]'],
    ['null', 'null'],
    ['without a session', JSON.stringify(without('sessionId'))],
    ['without a process', JSON.stringify(without('pid'))],
    ['with a process id that would name a group', JSON.stringify({ ...waiting, pid: -1 })],
    ['with a status of another type', JSON.stringify({ ...waiting, status: 3 })],
  ])('that is %s tells nothing', (_what, text) => {
    expect(readSessionFile(text)).toBeNull();
  });

  it.each([
    ['waiting', 'permission prompt', true],
    ['waiting', 'input needed', true],
    ['waiting', 'dialog open', false],
    ['waiting', undefined, false],
    ['busy', 'permission prompt', false],
  ])('with status %s and waiting for %s', (status, waitingFor, shown) => {
    const hint = read({ ...without('waitingFor'), status, waitingFor });
    expect(hint && showsDialog(hint)).toBe(shown);
  });
});

describe('a headless run', () => {
  it.each([
    ['sdk-cli', true],
    ['cli', false],
    ['claude-vscode', false],
    ['sdk-ts', false],
    [undefined, false],
  ])('entrypoint %s: %s', (entrypoint, headless) => {
    const hint = read({ ...waiting, entrypoint });
    expect(hint && isHeadless(hint)).toBe(headless);
  });
});
