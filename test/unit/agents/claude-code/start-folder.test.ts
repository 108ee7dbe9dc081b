import { describe, expect, it } from 'vitest';
import { startFolder } from '../../../../src/agents/claude-code/start-folder.ts';

const projects = '/home/dev/.claude/projects';

describe('startFolder', () => {
  it.each([
    ['the folder itself', '/home/dev/proj', `${projects}/-home-dev-proj/1.jsonl`, '/home/dev/proj'],
    [
      'a folder above',
      '/home/dev/proj/a/b',
      `${projects}/-home-dev-proj/1.jsonl`,
      '/home/dev/proj',
    ],
    [
      'dots and underscores',
      '/home/dev/my.proj_2/src',
      `${projects}/-home-dev-my-proj-2/1.jsonl`,
      '/home/dev/my.proj_2',
    ],
    [
      'a trailing separator',
      '/home/dev/proj/',
      `${projects}/-home-dev-proj/1.jsonl`,
      '/home/dev/proj',
    ],
    [
      'Windows',
      'C:\\Users\\dev\\proj\\src',
      'C:\\Users\\dev\\.claude\\projects\\C--Users-dev-proj\\1.jsonl',
      'C:\\Users\\dev\\proj',
    ],
  ])('finds %s', (_name, cwd, transcriptPath, folder) => {
    expect(startFolder({ cwd, transcriptPath })).toBe(folder);
  });

  it('does not guess where the session has left its folder, or keeps no record', () => {
    const transcriptPath = `${projects}/-home-dev-proj/1.jsonl`;
    expect(startFolder({ cwd: '/tmp', transcriptPath })).toBeUndefined();
    expect(startFolder({ cwd: '/tmp', transcriptPath: '' })).toBeUndefined();
  });
});
