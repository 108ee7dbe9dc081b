import { describe, expect, it } from 'vitest';
import { isAmbiguous, isProtected } from '../../../../src/core/rules/protected-paths.ts';

// What the lists hold is in the measured samples; here is how a name is recognised.
describe('a name that some file system reads as a protected one', () => {
  it.each([
    ...['/p/.git', '/p/.git/config', '/p/.GIT/x', '/p/a/.git/b/c', 'C:\\p\\.git\\x', '.git\\x'],
    ...['/p/.gi\u200bt/x', '/p/.g\u00adit/x', '/p/.git\ufe0f/x', '/p/.npmrc\u2060'],
    ...['/p/.git./x', '/p/.git /x', '/p/.git. ./x', '/p/.git:s/x', '/p/.npmrc::$DATA'],
    ...['/p/.npmrc', '/p/.NpmRC', '/p/.npmrc..', '/p/.ſvelte/../.huſky/x'],
    ...['/p/.config/git/x', '/p/.config/git', '/p/.CONFIG/GIT/x'],
    ...['/p/.claude', '/p/.claude/x', '/p/.claude/worktrees'],
    ...['/p/.claude/worktrees/a/.git/x', '/p/.claude/worktrees/a/.claude/settings.json'],
  ])('%j', (path) => {
    expect(isProtected(path)).toBe(true);
  });

  it.each([
    ...['/p/git', '/p/.gitx/a', '/p/x.git/a', '/p/.gi/t', '/p/a.npmrc', '/p/.npmrcx', '/p/npmrc'],
    ...['/p/.npmrc/x', '/p/.config/x', '/p/.config', '/p/.config/x/git', '/p/.configx/git/a'],
    ...[
      '/p/.claude/worktrees/a',
      '/p/.claude/worktrees/a/b',
      '/p/.claude/worktrees/a/b/c',
      '/p/.vs:code/x',
      '',
      '/',
      '...',
    ],
    ...['/p/.husky2/worktrees/a/b', '/p/..git/x', '/p/. git/x'],
  ])('not %j', (path) => {
    expect(isProtected(path)).toBe(false);
  });

  it('copies of the project are free only in Claude Code’s own folder', () => {
    expect(isProtected('/p/.vscode/worktrees/a/b')).toBe(true);
    expect(isProtected('/p/.git/worktrees/a/b')).toBe(true);
  });
});

describe('a path that some systems read as another', () => {
  it.each([
    ...['/p/GIT~1', '/p/a~2/b', '/p/a.', '/p/a./b', '/p/a ', '/p/a /b', '/p/a..', '/p/.../b'],
    ...['/p/a.con', '/p/a.CON', '/p/a.prn', '/p/a.aux', '/p/a.nul', '/p/a.com1', '/p/a.lpt9'],
    ...['/p/...', '/p/a./..', '..../x'],
  ])('%j', (path) => {
    expect(isAmbiguous(path)).toBe(true);
  });

  it.each([
    ...['/p/a', '/p/./a', '/p/../a', '.', '..', '/p/.', '/p/..', './a', '../a', '/p/~/a', '/p/a~b'],
    ...['/p/a.com', '/p/a.lpt', '/p/a.con/b', '/p/a.conx', '/p/con', '/p/a.com12', '/p/.a'],
    ...['/p/.. a', '/p/a b', '/p/a.b'],
  ])('not %j', (path) => {
    expect(isAmbiguous(path)).toBe(false);
  });
});
