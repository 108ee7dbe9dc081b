import { assessCommand } from '../../../../src/core/risk/assess-command.ts';
import type { Assessment } from '../../../../src/core/risk/assessment.ts';
import type { FolderFacts } from '../../../../src/core/risk/folder-facts.ts';

/** A session in a project of its own. */
export const FACTS: FolderFacts = {
  folder: '/home/dev/proj',
  home: '/home/dev',
  claudeDir: '/home/dev/.claude',
  gitRoot: '/home/dev/proj',
  protectedPaths: ['/home/dev/.config/Code/User/globalStorage/countersign'],
};

/** What a command would do there. */
export function assessed(command: string): Assessment {
  return assessCommand(command, FACTS.folder, FACTS);
}
