import { proposeConnect, proposeHookUpdate } from '../proposal/connect.ts';
import { proposePreTool } from '../proposal/propose-pre-tool.ts';
import { proposeAskingMode } from '../proposal/propose-mode.ts';
import type { Proposed } from '../proposal/propose.ts';
import { userSettingsFile } from '../locate.ts';
import { checkConnection, type ConnectionCheck } from './check-connection.ts';

/**
 * Proposes the change that mends a finding of the health check; of several of one kind the first,
 * after which the next check shows the next.
 * @returns `nothing-to-do` where the finding is gone, or is none that we can mend.
 */
export async function proposeMending(findingId: string, check: ConnectionCheck): Promise<Proposed> {
  const { findings } = await checkConnection(check);
  const finding = findings.find(({ id, fix }) => id === findingId && fix !== null);
  const userFile = userSettingsFile(check.claudeDir);
  switch (finding?.id) {
    case 'hook-missing':
      return await proposeConnect({ file: userFile, target: check, isShared: false });
    case 'hook-port-differs':
    case 'hook-token-differs':
    case 'hook-timeout-short':
      return await proposeHookUpdate(finding.file ?? userFile, check, finding.id);
    case 'hook-pre-tool-missing':
    case 'hook-pre-tool-left':
    case 'hook-on-failure-differs':
      return await proposePreTool(finding.file ?? userFile, check, finding.id);
    case 'mode-asks-little':
      return await proposeAskingMode(userFile);
    case 'hook-entry-unknown-shape':
    case 'event-not-understood':
    case 'storage-trouble':
    case 'settings-unreadable':
    case 'hooks-disabled':
    case 'url-not-allowed':
    case 'managed-hooks-only':
    case 'proxy-in-the-way':
    case undefined:
      return { kind: 'nothing-to-do' };
  }
}
