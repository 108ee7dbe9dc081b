import { connect } from 'node:net';
import { expect } from 'vitest';
import { remoteRefusalSchema } from '../../../src/protocol/remote.ts';
import { TOOL_INPUT, type World } from './remote-world.ts';

/** A refusal with this status and code, in words, that tells nothing of any request. */
export function expectRefusal(
  answer: { status: number; text: string },
  status: number,
  code: string,
): void {
  const refusal = remoteRefusalSchema.parse(JSON.parse(answer.text));
  expect({ status: answer.status, code: refusal.code }).toEqual({ status, code });
  expect(refusal.message).toMatch(/^[A-Z].{20,}\.$/);
  expect(answer.text).not.toContain(TOOL_INPUT);
}

/** Nothing was decided. */
export function expectPending(world: World): void {
  const states = world.queue.snapshot().items.map(({ state }) => state);
  expect(states).toEqual(states.map(() => ({ kind: 'pending', claim: null })));
  expect(states.length).toBeGreaterThan(0);
  expect(world.diary.filter(({ kind }) => kind === 'answered')).toEqual([]);
}

/** Headers with the port of the listener put in. */
export function here(
  world: World,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace('PORT', String(world.port)),
    ]),
  );
}

/** A GET of a path as it stands: no client tidies it up. */
export async function rawGet(
  world: World,
  path: string,
): Promise<{ status: number; text: string }> {
  const text = await rawSend(
    world,
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${world.port}\r\nconnection: close\r\n\r\n`,
  );
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]),
    text: text.slice(text.indexOf('\r\n\r\n') + 4),
  };
}

/** A POST whose body need not be what its head says. */
export function rawPost(
  world: World,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  const all = { host: `127.0.0.1:${world.port}`, 'content-type': 'application/json', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return rawSend(world, `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** Sends text on a connection of its own; resolves with all that came back once it is closed. */
export function rawSend(world: World, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(world.port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(received));
    socket.write(text);
  });
}
