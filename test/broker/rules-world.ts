import { remoteOptions } from '../fakes/remote-options.ts';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Desk, DeskView } from '../../src/broker/desk.ts';
import { openDesk } from '../../src/broker/open-desk.ts';
import { keptLog } from '../fakes/queue-ports.ts';
import { commandEvent, hookClient, verdict, type Asked } from '../rigs/desk/hook-client.ts';
import { freePort } from '../rigs/process.ts';

/** A desk, and a home with two projects. */
export interface World {
  readonly home: string;
  /** Two projects, both trusted. */
  readonly folder: string;
  readonly other: string;
  readonly desk: Desk;
  /** Opens one more window. */
  readonly open: () => Promise<Desk>;
  /** Asks to run a command, as Claude Code does; resolves once it waits in the queue. */
  readonly ask: (command: string, from?: { folder?: string; session?: string }) => Promise<Waiting>;
}

/** A request that waits in the queue. */
export interface Waiting {
  readonly id: string;
  /** What the agent hears. */
  readonly heard: () => Promise<string>;
}

/** A desk with real sockets and files, connected. */
export async function world(): Promise<World> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'countersign-rules-')));
  const folder = join(home, 'app');
  const other = join(home, 'shop');
  const projects = Object.fromEntries(
    [folder, other].map((path) => [path, { hasTrustDialogAccepted: true }]),
  );
  for (const path of [folder, other]) await mkdir(path);
  await writeFile(join(home, '.claude.json'), JSON.stringify({ projects }));
  const port = await freePort();
  const desks: Desk[] = [];
  const asked: Asked[] = [];
  onTestFinished(async () => {
    for (const desk of desks) await desk.close();
    for (const one of asked) one.drop();
    await rm(home, { recursive: true, force: true });
  });

  const open = async (): Promise<Desk> => {
    const desk = await openDesk({
      port,
      storageFolder: join(home, 'storage'),
      home,
      claudeDir: join(home, '.claude'),
      folders: () => [folder],
      windowName: `window ${desks.length}`,
      secrets: {
        hookToken: 'a-token-that-only-lets-its-holder-ask',
        windowSecret: 'a-secret-that-all-windows-of-an-installation-share',
      },
      remote: remoteOptions(),
      isUnsaved: () => false,
      env: {},
      log: keptLog(),
    });
    desks.push(desk);
    return desk;
  };
  const desk = await open();
  expect((await desk.proposeConnect()).kind).toBe('proposed');
  expect(await desk.applyProposal()).toMatchObject({ kind: 'done' });
  const client = await hookClient(home);

  const waitingIds = (): readonly string[] =>
    desk
      .view()
      .items.filter(({ state }) => state.kind === 'pending')
      .map(({ request }) => request.id);
  return {
    home,
    folder,
    other,
    desk,
    open,
    async ask(command, from = {}) {
      const before = waitingIds();
      const one = client.ask(commandEvent({ folder, command, ...from }));
      asked.push(one);
      const isNew = (id: string): boolean => !before.includes(id);
      await until(desk, () => waitingIds().some(isNew));
      return { id: waitingIds().find(isNew) ?? '', heard: () => verdict(one) };
    },
  };
}

/** Waits until a desk shows what is looked for; it is looked at whenever it tells of a change. */
export function until(desk: Desk, isSeen: (view: DeskView) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSeen(desk.view())) return;
      end();
      resolve();
    };
    const end = desk.onChange(look);
    look();
  });
}

/** The rules of a file, as the desk shows them. */
export function rulesIn({ rules }: DeskView, file: string): readonly string[] {
  const found = rules.files.find((one) => one.file === file);
  return found?.content.kind === 'read' ? found.content.rules.map(({ text }) => text) : [];
}
