import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import { post } from '../../fakes/wire.ts';
import { openWorld, TOOL_INPUT, type World } from './remote-world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(world.log.lines.join('\n')).not.toContain(TOOL_INPUT);
  await world.end();
});

describe('a proof of the address', () => {
  it('is given to anyone who asks, and is of this run alone', async () => {
    const challenge = 'ab'.repeat(32);
    const ask = async (base: string): Promise<unknown> =>
      JSON.parse((await post(base + REMOTE_PATHS.reach, JSON.stringify({ challenge }))).text);
    const other = await openWorld();
    expect(await ask(world.base)).toEqual({ proof: world.proofFor(challenge) });
    expect(await ask(other.base)).not.toEqual({ proof: world.proofFor(challenge) });
    await other.end();
  });
});

it('reads no header that a proxy adds', async () => {
  const folder = join(import.meta.dirname, '../../../src/broker/remote');
  for (const file of await readdir(folder)) {
    const source = await readFile(join(folder, file), 'utf8');
    expect(source).not.toMatch(/['"`](x-)?forwarded|['"`]x-real-ip|remoteAddress/i);
  }
});
