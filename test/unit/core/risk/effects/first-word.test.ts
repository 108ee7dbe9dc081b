import { describe, expect, it } from 'vitest';
import { mayFitBehind } from '../../../../../src/core/risk/effects/first-word.ts';

describe('an expression behind a first word', () => {
  it.each([
    [/^push\b/, 'push'],
    [/^push\b/, 'pushed'],
    [/^(add|commit)\b/, 'commit'],
    [/^(?:add|commit)\b/, 'add'],
    [/^stash (drop|clear)\b/, 'stash'],
    [/^(stash (drop|clear)|gc)\b/, 'stash'],
    [/^worktrees? add/, 'worktree'],
    [/^worktrees? add/, 'worktrees'],
    [/^ab*c/, 'ac'],
    [/^a{0,2}c/, 'c'],
    [/^(remote )?add/, 'add'],
    [/^a|b$/, 'b'],
    [/^\w+ delete/, 'flow'],
    [/^[ab|]x|^y/, 'y'],
    [/^(a\)|b)c/, 'bc'],
    [/^(?!x)y/, 'y'],
    [/^push/i, 'PUSH'],
    [/delete/, 'flow'],
    [/^$|^status/, 'status'],
    [/^anything/, ''],
  ])('%s may fit “%s”', (expression, word) => {
    expect(mayFitBehind(expression, word)).toBe(true);
  });

  it.each([
    [/^push\b/, 'pull'],
    [/^push\b/, 'pus'],
    [/^(add|commit)\b/, 'log'],
    [/^stash (drop|clear)\b/, 'stashes'],
    [/^(stash (drop|clear)|gc)\b/, 'log'],
    [/^worktrees? add/, 'work'],
    [/^$/, 'status'],
    [/^$|^log/, 'status'],
    [/^(a\)|b)c/, 'log'],
  ])('%s can’t fit “%s”', (expression, word) => {
    expect(mayFitBehind(expression, word)).toBe(false);
  });
});
