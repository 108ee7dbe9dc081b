import { describe, expect, it } from 'vitest';
import { assessCommand } from '../../../../src/core/risk/assess-command.ts';
import type { FolderFacts } from '../../../../src/core/risk/folder-facts.ts';

const FACTS: FolderFacts = {
  folder: 'C:\\Users\\dev\\proj',
  home: 'C:\\Users\\dev',
  claudeDir: 'C:\\Users\\dev\\.claude',
  gitRoot: 'C:\\Users\\dev\\proj',
  protectedPaths: ['C:\\Users\\dev\\AppData\\Roaming\\Code\\countersign'],
};

function tier(command: string): string {
  return assessCommand(command, FACTS.folder, FACTS).tier;
}

describe('a session on a drive of Windows', () => {
  it('guards its home folder and its project', () => {
    expect(tier('echo alias >> ~/.bashrc')).toBe('critical');
    expect(tier('cp run.sh .git/hooks/pre-push')).toBe('critical');
    expect(tier('echo x > ../proj/.git/config')).toBe('critical');
  });

  it('guards what asks', () => {
    expect(tier('echo x > ~/AppData/Roaming/Code/countersign/state.json')).toBe('critical');
    expect(tier('echo x > C:/Users/dev/.claude/settings.json')).toBe('critical');
  });

  it('is not asked for each file', () => {
    expect(tier('echo x > src/a.ts')).toBe('medium');
  });
});
