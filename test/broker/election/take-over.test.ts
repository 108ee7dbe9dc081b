import { describe, expect, test, vi } from 'vitest';
import { deskWindow, linkedOf, otherWindow } from './windows.ts';

describe('taking over', () => {
  test('ends with everything given up, and the port free for the one who asked', async () => {
    const steps: string[] = [];
    const desk = await deskWindow({
      async onTakeOver(byWindow) {
        steps.push(`asked by ${byWindow}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        desk.server.close();
        steps.push('given up');
      },
    });
    const { found, heard } = await otherWindow(desk.port);
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
    steps.push('handed over');
    await deskWindow({ windowName: 'second' }, desk.port);
    expect(steps).toEqual(['asked by second', 'given up', 'handed over']);
    const third = await otherWindow(desk.port, { windowName: 'third' });
    expect(third.heard).toEqual([{ window: 'second', waiting: 0 }]);
    expect(heard).not.toContain('gone');
  });

  test('works where giving up closes the link itself', async () => {
    const desk = await deskWindow({
      onTakeOver() {
        desk.link.close();
        desk.server.close();
        return Promise.resolve();
      },
    });
    const { found } = await otherWindow(desk.port);
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
    await new Promise((resolve) => desk.server.once('close', resolve));
  });

  test('gives the one who asked a head start over the others', async () => {
    const desk = await deskWindow();
    const order: string[] = [];
    const onGone = () => order.push('third hears it is gone');
    await otherWindow(desk.port, { windowName: 'third', onGone });
    const { found, heard } = await otherWindow(desk.port);
    await linkedOf(found).takeOver();
    await vi.waitFor(() => {
      expect(desk.connections.size).toBe(0);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await deskWindow({ windowName: 'second' }, desk.port);
    order.push('second has bound');
    await vi.waitFor(() => {
      expect(order).toEqual(['second has bound', 'third hears it is gone']);
    });
    expect(heard).toEqual([{ window: 'first', waiting: 0 }]);
  });

  test('is refused where giving up fails, and may be asked again', async () => {
    let attempts = 0;
    const desk = await deskWindow({
      onTakeOver() {
        attempts += 1;
        if (attempts === 1) return Promise.reject(new Error('disk full'));
        desk.server.close();
        return Promise.resolve();
      },
    });
    const link = linkedOf((await otherWindow(desk.port)).found);
    expect(await link.takeOver()).toBe('refused');
    expect(desk.log.lines).toContain('error: The desk could not be handed over');
    expect(await link.takeOver()).toBe('handed-over');
  });

  test('is refused where the port would not be free', async () => {
    const { port, log } = await deskWindow({ onTakeOver: () => Promise.resolve() });
    expect(await linkedOf((await otherWindow(port)).found).takeOver()).toBe('refused');
    expect(log.lines).toContain('error: The desk was handed over, but its server still listens');
  });

  test('goes to the first of two who ask; asking twice is asking once', async () => {
    const release: (() => void)[] = [];
    const takers: string[] = [];
    const desk = await deskWindow({
      async onTakeOver(byWindow) {
        takers.push(byWindow);
        await new Promise<void>((resolve) => release.push(resolve));
        desk.server.close();
      },
    });
    const first = linkedOf((await otherWindow(desk.port, { windowName: 'a' })).found);
    const second = linkedOf((await otherWindow(desk.port, { windowName: 'b' })).found);
    const asked = [first.takeOver(), first.takeOver()];
    await vi.waitFor(() => {
      expect(takers).toEqual(['a']);
    });
    expect(await second.takeOver()).toBe('refused');
    release[0]?.();
    expect(await Promise.all(asked)).toEqual(['handed-over', 'handed-over']);
    expect(takers).toEqual(['a']);
  });

  test('is refused when the desk dies over it, and the one who asked hears it is gone', async () => {
    const desk = await deskWindow({
      async onTakeOver() {
        desk.server.close();
        await new Promise(() => undefined);
      },
    });
    const { found, heard } = await otherWindow(desk.port);
    const asked = linkedOf(found).takeOver();
    await vi.waitFor(() => {
      expect(desk.server.listening).toBe(false);
    });
    for (const socket of desk.connections) socket.destroy();
    expect(await asked).toBe('refused');
    expect(heard.at(-1)).toBe('gone');
  });
});
