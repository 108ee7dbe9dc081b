import { remoteOptions } from '../fakes/remote-options.ts';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/broker/desk.ts';
import { openDesk } from '../../src/broker/open-desk.ts';
import { verify, type ChainLine } from '../../src/core/audit/chain.ts';
import type { Decision } from '../../src/core/request/decision.ts';
import { sha256 } from '../../src/broker/store/sha256.ts';
import { keptLog } from '../fakes/queue-ports.ts';
import { freePort } from '../rigs/process.ts';
import { sample } from '../samples/claude-code.ts';

const token = 'a-token-that-only-lets-its-holder-ask';
const windowSecret = 'a-secret-that-all-windows-of-an-installation-share';
const allow: Decision = { behavior: 'allow', always: null, answers: null };

let root: string;
let port: number;
let desks: Desk[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'countersign-desk-'));
  await mkdir(join(root, 'proj'));
  port = await freePort();
});
afterEach(async () => {
  for (const desk of desks) await desk.close();
  desks = [];
  await rm(root, { recursive: true, force: true });
});

async function open(windowName = 'proj', secret = windowSecret): Promise<Desk> {
  const desk = await openDesk({
    port,
    storageFolder: join(root, 'storage'),
    home: root,
    claudeDir: join(root, '.claude'),
    folders: () => [join(root, 'proj')],
    windowName,
    secrets: { hookToken: token, windowSecret: secret },
    remote: remoteOptions(),
    isUnsaved: () => false,
    env: {},
    log: keptLog(),
  });
  desks.push(desk);
  return desk;
}

/** Asks as Claude Code does; resolves to the status and body of the answer. */
function ask(more: object = {}): Promise<{ status: number | undefined; body: string }> {
  const folder = join(root, 'proj');
  const event = { ...sample('PermissionRequest.Bash'), cwd: folder, transcript_path: '', ...more };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { port, host: '127.0.0.1', path: '/countersign/claude-code', method: 'POST', agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      },
    );
    sent.setHeader('authorization', `Bearer ${token}`);
    sent.setHeader('content-type', 'application/json');
    sent.on('error', reject);
    sent.end(JSON.stringify(event));
  });
}

/** Waits until the desk's view shows what is looked for. */
async function seen<T>(look: () => T | undefined | false): Promise<T> {
  return expect
    .poll(() => look() || undefined, { timeout: 5_000 })
    .toBeDefined()
    .then(() => {
      const found = look();
      if (found === undefined || found === false) throw new Error('it went again');
      return found;
    });
}

const arrived = (desk: Desk): Promise<string> =>
  seen(() => desk.view().items.find(({ state }) => state.kind === 'pending')?.request.id);

describe('a desk', () => {
  it('takes a request from the socket to a decision on record, and the answer back', async () => {
    const desk = await open();
    expect(desk.view().desk).toEqual({ kind: 'here', port });
    const answer = ask();
    const id = await arrived(desk);
    expect(await desk.decide(id, allow)).toEqual({ kind: 'done', note: null });
    expect(JSON.parse((await answer).body)).toEqual({
      hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } },
    });
    await desk.close();
    const lines = (await readFile(join(root, 'storage/audit.jsonl'), 'utf8')).trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as ChainLine);
    expect(entries.map(({ entry }) => entry['kind'])).toEqual(['received', 'decided', 'delivered']);
    expect(verify(sha256, entries).kind).toBe('intact');
    expect(lines.join()).not.toContain('touch made.txt');
  });

  it('does not tell the agent what could not be put on record', async () => {
    await mkdir(join(root, 'storage/audit.jsonl'), { recursive: true });
    const desk = await open();
    const answer = ask();
    const id = await arrived(desk);
    expect(await desk.decide(id, allow)).toMatchObject({ kind: 'refused', code: 'not-recorded' });
    expect(desk.view().items[0]?.state).toEqual({ kind: 'pending', claim: null });
    await desk.close();
    expect((await answer).body).toBe('');
  });

  it('writes an always-rule before the agent hears it, and undoes it', async () => {
    const desk = await open();
    const answer = ask({ tool_input: { command: 'npm run lint' } });
    const id = await arrived(desk);
    const file = join(root, 'proj/.claude/settings.json');
    const rules = ['Bash(npm run lint)'];
    const always: Decision = {
      behavior: 'allow',
      always: { destination: 'project', rules },
      answers: null,
    };
    expect((await desk.decide(id, always)).kind).toBe('done');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ permissions: { allow: rules } });
    expect((await answer).body).toContain('"destination":"session"');
    expect((await desk.undoRule(id)).kind).toBe('done');
    expect(existsSync(file)).toBe(false);
  });

  it('keeps an open request over a restart, and says that nobody waits for it', async () => {
    const first = await open();
    const answer = ask();
    await arrived(first);
    await first.close();
    expect(await answer).toEqual({ status: 200, body: '' });
    const second = await open();
    expect(second.view().items[0]?.state).toMatchObject({
      kind: 'orphaned',
      why: 'editor-restarted',
    });
  });

  it('says so when the agent sends a field it does not know', async () => {
    const desk = await open();
    expect(await ask({ sandbox_off: true })).toEqual({ status: 422, body: '' });
    const finding = await seen(() => {
      const { connection } = desk.view();
      return (
        connection.kind !== 'checking' &&
        connection.findings.find(({ id }) => id === 'event-not-understood')
      );
    });
    expect(finding.detail).toContain('sandbox_off');
    expect(desk.view().items).toEqual([]);
  });

  it('sends a test the whole way, by the hook entry as it stands in the settings', async () => {
    const desk = await open();
    const proposed = await desk.proposeConnect();
    expect(proposed.kind).toBe('proposed');
    expect((await desk.applyProposal()).kind).toBe('done');
    expect(desk.view().connection).toMatchObject({ kind: 'connected' });
    expect(await desk.sendTest()).toMatchObject({ kind: 'done' });
    const id = await arrived(desk);
    expect(desk.view().items[0]?.request.purpose).toBe('test');
    expect((await desk.decide(id, allow)).kind).toBe('done');
    await writeFile(
      join(root, '.claude/settings.json'),
      (await readFile(join(root, '.claude/settings.json'), 'utf8')).replace(token, 'another'),
    );
    expect(await desk.sendTest()).toMatchObject({ kind: 'refused', code: 'test-failed' });
  });
});

describe('several windows', () => {
  it('that open at once have one desk among them', async () => {
    const [one, two, three] = await Promise.all([open('one'), open('two'), open('three')]);
    const kinds = [one, two, three].map((desk) => desk.view().desk.kind);
    expect(kinds.sort()).toEqual(['elsewhere', 'elsewhere', 'here']);
  });

  it('share one desk: the second knows which window has it, and takes it over', async () => {
    const first = await open('api');
    const second = await open('web');
    expect(second.view().desk).toMatchObject({ kind: 'elsewhere', window: 'api', waiting: 0 });
    expect(await second.decide('x', allow)).toMatchObject({ code: 'not-the-desk' });
    const answer = ask();
    await arrived(first);
    await seen(() => {
      const { desk } = second.view();
      return desk.kind === 'elsewhere' && desk.waiting === 1;
    });
    expect(await second.takeOver()).toMatchObject({ kind: 'done' });
    expect(await answer).toEqual({ status: 200, body: '' });
    expect(second.view().desk).toEqual({ kind: 'here', port });
    expect(second.view().items[0]?.state).toMatchObject({ kind: 'orphaned' });
    await seen(() => {
      const { desk } = first.view();
      return desk.kind === 'elsewhere' && desk.window === 'web';
    });
  });

  it('hand the desk on when the one that has it closes', async () => {
    const first = await open('api');
    const second = await open('web');
    await first.close();
    await seen(() => second.view().desk.kind === 'here');
  });
});

describe('a port that another program has', () => {
  it('is named, with another one that is free; listening there works', async () => {
    const other = createServer((_request, response) => response.end('hello'));
    other.listen(port, '127.0.0.1');
    await once(other, 'listening');
    const desk = await open();
    const { desk: status } = desk.view();
    expect(status).toMatchObject({ kind: 'port-taken', port });
    if (status.kind !== 'port-taken') throw new Error('unreachable');
    await desk.listenOn(status.suggested);
    expect(desk.view().desk).toEqual({ kind: 'here', port: status.suggested });
    other.close();
  });

  it('is not taken for a desk of another installation', async () => {
    await open('api');
    const stranger = await open('web', 'a-secret-of-quite-another-installation-of-it');
    expect(stranger.view().desk).toMatchObject({ kind: 'port-taken' });
  });
});
