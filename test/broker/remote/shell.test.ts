import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenRemote } from '../../../src/broker/remote/listen-remote.ts';
import { SHELL_FILES } from '../../../src/broker/remote/shell-files.ts';
import { exchange } from '../../fakes/wire.ts';
import { makeShell, openWorld, type World } from './remote-world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.end());

const get = (
  path: string,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof exchange> => exchange('GET', world.base + path, headers);

describe('the page', () => {
  it.each(SHELL_FILES)('has $path as $type', async ({ path, file, type }) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).toContain(`content of ${file}`);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('runs its own files alone, and makes no markup of text', async () => {
    const { headers } = await get('/', { host: 'desk.example' });
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      `default-src 'none'`,
      `script-src 'self'`,
      `style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
      `img-src 'self'`,
      `manifest-src 'self'`,
      `worker-src 'self'`,
      `connect-src 'self' https: wss:`,
      `require-trusted-types-for 'script'`,
      `trusted-types lit-html fast-html countersign-worker`,
      `frame-ancestors 'none'`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ]);
    const here = (await get('/')).headers['content-security-policy'];
    const name = `localhost:${world.port}`;
    expect(here).toContain(`wss: http://127.0.0.1:${world.port} `);
    expect(here).toContain(`http://${name} ws://${name};`);
  });

  it('comes packed, as the browser can take it', async () => {
    const plain = await get('/main.js');
    const sizes: Record<string, number> = {};
    for (const accepted of ['br', 'gzip', 'gzip, deflate, br', 'br;q=0, gzip', 'identity', '*']) {
      const answer = await get('/main.js', { 'accept-encoding': accepted });
      expect(answer.text).toBe(plain.text);
      expect(answer.headers).toMatchObject({ vary: 'accept-encoding' });
      const coding = answer.headers['content-encoding'] ?? 'identity';
      expect(Number(answer.headers['content-length'])).toBe(answer.size);
      sizes[`${accepted}: ${coding}`] = answer.size;
    }
    expect(Object.keys(sizes)).toEqual([
      'br: br',
      'gzip: gzip',
      'gzip, deflate, br: br',
      'br;q=0, gzip: gzip',
      'identity: identity',
      '*: identity',
    ]);
    expect(plain.size).toBe(500 * 'content of main.js\n'.length);
    expect(sizes['br: br']).toBeLessThan(100);
    expect(sizes['gzip: gzip']).toBeLessThan(150);
    const picture = await get('/icon-192.png', { 'accept-encoding': 'br, gzip' });
    expect(picture.headers['content-encoding']).toBeUndefined();
  });

  it('is sent again only where it changed', async () => {
    for (const coding of ['br', 'identity']) {
      const accepts = { 'accept-encoding': coding };
      const { headers } = await get('/main.js', accepts);
      const tag = headers.etag ?? '';
      expect(tag).toMatch(/^"[0-9a-f]{64}-(br|identity)"$/);
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
        const again = await get('/main.js', { ...accepts, 'if-none-match': known });
        expect(again).toMatchObject({ status: 304, text: '' });
        expect(again.headers).toMatchObject({ etag: tag, 'cache-control': 'no-cache' });
      }
      const other = await get('/main.js', { ...accepts, 'if-none-match': '"other"' });
      expect(other.status).toBe(200);
    }
  });

  it('opens from a link elsewhere, whatever was added to it', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await get('/?from=mail', headers)).text).toContain('content of index.html');
  });
});

describe('the listener', () => {
  it('says where its port is taken, or is none, or the page is not whole', async () => {
    const shellFolder = await makeShell();
    const empty = await mkdtemp(join(tmpdir(), 'countersign-empty-'));
    const { parts, port } = world;
    expect(await listenRemote({ port, shellFolder, parts })).toEqual({ kind: 'port-taken', port });
    for (const none of [-1, 65_536, 1.5]) {
      const failed = await listenRemote({ port: none, shellFolder, parts });
      expect(failed).toMatchObject({ kind: 'failed' });
    }
    expect(await listenRemote({ port: 0, shellFolder: empty, parts })).toEqual({
      kind: 'failed',
      message: expect.stringMatching(/index\.html.*Install Countersign again/) as string,
    });
    await Promise.all([shellFolder, empty].map((folder) => rm(folder, { recursive: true })));
  });

  it('can be opened again on its port once it has closed', async () => {
    const shellFolder = await makeShell();
    await world.close();
    const again = await listenRemote({ port: world.port, shellFolder, parts: world.parts });
    expect(again).toMatchObject({ kind: 'listening', port: world.port });
    if (again.kind === 'listening') await again.close();
    await rm(shellFolder, { recursive: true });
  });
});
