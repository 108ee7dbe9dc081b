import { join } from 'node:path';
import { keptLog } from '../../fakes/queue-ports.ts';
import { startMockApi } from '../claude/mock-api.ts';
import { makeProject, type Project } from '../claude/project.ts';
import { hookClient, type HookClient } from '../desk/hook-client.ts';
import { freePort, waitFor } from '../process.ts';
import type { PushService } from '../push/push-service.ts';
import type { TunnelRig } from '../tunnel/tunnel-rig.ts';
import { startAgent, type Agent, type WantedCommand } from './agent.ts';
import { openParts, type AwayParts } from './composition.ts';

/** A command of the real Claude Code that waits at the desk. */
export interface Wish extends WantedCommand {
  /** The request's id at the desk. */
  readonly id: string;
}

/** A desk in this process, connected to the real Claude Code and through a real tunnel to phones. */
export interface AwayDesk extends AwayParts {
  readonly project: Project;
  /** Asks by hand as Claude Code's hook does. */
  readonly hook: HookClient;
  /** Has Claude Code ask to run a command; resolves once the request waits at the desk. */
  ask(): Promise<Wish>;
  close(): Promise<void>;
}

/** Opens it: the hook is connected, the address is up, and no device is paired. */
export async function startAwayDesk(farEnd: TunnelRig, push: PushService): Promise<AwayDesk> {
  const api = await startMockApi();
  const project = await makeProject();
  await project.settings('user', { permissions: { defaultMode: 'default' } });
  let parts: AwayParts | null = null;
  let agent: Agent | null = null;
  const close = async (): Promise<void> => {
    // Whoever still waits is handed back to the agent, which then ends.
    await parts?.desk.close();
    await agent?.end();
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
    const started = await startAgent(api, project);
    agent = started;
    const hook = await hookClient(project.home);
    await waitFor('the address to lead here', () => status().tunnel.kind === 'up');
    const ask = async (): Promise<Wish> => {
      const wanted = started.want();
      return { ...wanted, id: await waiting(opened, wanted.command) };
    };
    return { ...opened, project, hook, ask, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The id of the request to run that command, once it waits at the desk. */
export function waiting({ desk }: Pick<AwayParts, 'desk'>, command: string): Promise<string> {
  return waitFor(
    `“${command}” to wait at the desk`,
    () =>
      desk.view().items.find(({ request: { subject } }) => {
        return subject.kind === 'command' && subject.command === command;
      })?.request.id,
    60_000,
  );
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
