import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { deskWindow, linkedOf, otherWindow, SECRET } from './windows.ts';

describe('a window that finds the desk in another one', () => {
  test('learns which one and how many wait, and every change', async () => {
    let waiting = 2;
    const { port, link } = await deskWindow({ waiting: () => waiting });
    const { found, heard } = await otherWindow(port);
    expect(found.kind).toBe('linked');
    expect(heard).toEqual([{ window: 'first', waiting: 2 }]);
    waiting = 3;
    link.broadcastStatus();
    await vi.waitFor(() => {
      expect(heard).toEqual([
        { window: 'first', waiting: 2 },
        { window: 'first', waiting: 3 },
      ]);
    });
  });

  test('may have a name of any length, on both ends', async () => {
    const windowName = '🦊'.repeat(5_000);
    const { port, takers } = await deskWindow({ windowName });
    const { found, heard } = await otherWindow(port, { windowName });
    expect(heard).toEqual([{ window: '🦊'.repeat(128), waiting: 0 }]);
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
    expect(takers).toEqual(['🦊'.repeat(128)]);
  });

  test('hears at once when the desk closes, and only once', async () => {
    const { port, link, server } = await deskWindow();
    const { heard } = await otherWindow(port);
    link.close();
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe('gone');
    });
    server.close();
    await deskWindow({}, port);
    expect(heard.filter((what) => what === 'gone')).toHaveLength(1);
  });

  test('hears at once when the desk’s process is killed, and may bind the port', async () => {
    const script = fileURLToPath(new URL('desk-process.ts', import.meta.url));
    const desk = spawn(process.execPath, ['--import', 'tsx', script, SECRET], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void desk.kill('SIGKILL'));
    const port = await new Promise<number>((resolve) =>
      desk.stdout.once('data', (text) => resolve(Number(text))),
    );
    const { heard } = await otherWindow(port);
    expect(heard).toEqual([{ window: 'other process', waiting: 7 }]);
    desk.kill('SIGKILL');
    const killedAt = performance.now();
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe('gone');
    });
    expect(performance.now() - killedAt).toBeLessThan(500);
    await deskWindow({}, port);
  }, 20_000);

  test('tells the desk when it has the focus, and its end takes that with it', async () => {
    const told: boolean[] = [];
    const { port } = await deskWindow({ onFocus: (focused) => told.push(focused) });
    const second = linkedOf((await otherWindow(port)).found);
    const third = linkedOf((await otherWindow(port)).found);
    second.tellFocus(true);
    await vi.waitFor(() => {
      expect(told).toEqual([true]);
    });
    third.tellFocus(true);
    third.tellFocus(false);
    second.close();
    await vi.waitFor(() => {
      expect(told).toEqual([true, false]);
    });
  });

  test('hears nothing more after it closed the link itself', async () => {
    const { port, link, connections } = await deskWindow();
    const { found, heard } = await otherWindow(port);
    linkedOf(found).close();
    await vi.waitFor(() => {
      expect(connections.size).toBe(0);
    });
    link.broadcastStatus();
    expect(heard).toHaveLength(1);
    expect(await linkedOf(found).takeOver()).toBe('refused');
  });
});
