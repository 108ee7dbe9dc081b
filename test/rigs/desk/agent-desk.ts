import { startMockApi, type MockApi } from '../claude/mock-api.ts';
import { makeProject, type Project } from '../claude/project.ts';
import { columnNamed } from '../vscode/install.ts';
import { openDesk, type Desk } from './desk.ts';

/** The real editor and all that the real Claude Code needs, in one HOME and one project. */
export interface AgentDesk {
  readonly api: MockApi;
  readonly project: Project;
  readonly desk: Desk;
  close(): Promise<void>;
}

/** Opens the editor on a fresh project and connects Claude Code by pressing Connect. */
export async function openAgentDesk(): Promise<AgentDesk> {
  const api = await startMockApi();
  const project = await makeProject({ mcp: true });
  await project.settings('user', {
    permissions: { defaultMode: 'default' },
    enableAllProjectMcpServers: true,
    skipWebFetchPreflight: true,
  });
  await project.write('a.txt', 'hello\n');
  const end = async (): Promise<void> => {
    await api.close();
    await project.remove();
  };
  try {
    const desk = await openDesk({
      column: columnNamed(process.env['COUNTERSIGN_COLUMN']),
      home: project.home,
      folder: project.folder,
    });
    await desk.connect();
    const close = async (): Promise<void> => {
      await desk.close();
      await end();
    };
    return { api, project, desk, close };
  } catch (error) {
    await end();
    throw error;
  }
}
