import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptLog } from '../../fakes/queue-ports.ts';
import { startHeadless, type HeadlessResult } from '../claude/headless.ts';
import { startMockApi, type MockApi } from '../claude/mock-api.ts';
import type { ToolResult } from '../claude/mock-turns.ts';
import { makeProject, type Project } from '../claude/project.ts';
import { freePort, waitFor } from '../process.ts';
import type { PushService } from '../push/push-service.ts';
import type { TunnelRig } from '../tunnel/tunnel-rig.ts';
import { openParts, type AwayParts } from './composition.ts';

/** A command the real Claude Code wants to run, and waits to be allowed. */
export interface Wish {
  /** The request's id at the desk. */
  readonly id: string;
  /** Words of the command that no other one has. */
  readonly words: string;
  /** What Claude Code was given by the tool, or by the refusal; once it has gone on to its end. */
  outcome(): Promise<ToolResult>;
  /** How often the command ran. */
  ran(): number;
}

/** A desk in this process, connected to the real Claude Code and through a real tunnel to phones. */
export interface AwayDesk extends AwayParts {
  readonly project: Project;
  /** Has Claude Code ask to run a command; resolves once the request waits at the desk. */
  ask(): Promise<Wish>;
  close(): Promise<void>;
}

/** Opens it: the hook is connected, the address is up, and no device is paired. */
export async function startAwayDesk(farEnd: TunnelRig, push: PushService): Promise<AwayDesk> {
  const api = await startMockApi();
  const project = await makeProject();
  await project.settings('user', { permissions: { defaultMode: 'default' } });
  const runs: Promise<HeadlessResult>[] = [];
  let parts: AwayParts | null = null;
  const close = async (): Promise<void> => {
    // Whoever still waits is handed back to the agent, which then ends.
    await parts?.desk.close();
    await Promise.all(runs);
    await api.close();
    await project.remove();
  };
  try {
    const opened = await openParts(await deskOptions(project), farEnd, push);
    parts = opened;
    const { desk, status } = opened;
    await desk.proposeConnect();
    await desk.applyProposal();
    await desk.remote.setAway(true);
    await waitFor('the address to lead here', () => status().tunnel.kind === 'up');
    return { ...opened, project, ask: asking(opened, api, project, runs), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function deskOptions(project: Project) {
  return {
    port: await freePort(),
    storageFolder: join(project.home, 'storage'),
    home: project.home,
    claudeDir: join(project.home, '.claude'),
    folders: () => [project.folder],
    windowName: 'shop-api',
    secrets: {
      hookToken: 'a-token-that-only-lets-its-holder-ask',
      windowSecret: 'a-secret-that-all-windows-of-an-installation-share',
    },
    isUnsaved: () => false,
    env: {},
    log: keptLog(),
  };
}

function asking(
  { desk }: AwayParts,
  api: MockApi,
  project: Project,
  runs: Promise<HeadlessResult>[],
): AwayDesk['ask'] {
  return async () => {
    const number = runs.length + 1;
    const words = `ran-${number}.txt`;
    const file = join(project.folder, words);
    const command = `echo once >> ${words}`;
    const id = `toolu_${number}`;
    const prompt = api.play([[{ tool: 'Bash', input: { command }, id }]]);
    const { done } = await startHeadless({ project, apiUrl: api.url, prompt });
    runs.push(done);
    const waiting = await waitFor(`“${command}” to wait at the desk`, () =>
      desk.view().items.find(({ request: { subject } }) => {
        return subject.kind === 'command' && subject.command === command;
      }),
    );
    return {
      id: waiting.request.id,
      words,
      async outcome() {
        await done;
        return api.toolResult(id);
      },
      ran: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0),
    };
  };
}
