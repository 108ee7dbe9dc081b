import { describe, expect, it } from 'vitest';
import { gitFlags } from '../../../../src/core/risk/effects/git-flags.ts';

function flags(line: string): readonly string[] {
  return gitFlags(line.split(' '));
}

describe('git’s options', () => {
  it('are those of the verb, behind git’s own', () => {
    expect(flags('-C force reset --hard')).toEqual(['--hard']);
    expect(flags('--no-pager log -p')).toEqual(['--no-pager', '-p']);
  });

  it('leave out what is the value of another', () => {
    expect(flags('restore --source --staged file')).toEqual(['--source', 'file']);
    expect(flags('commit -m --amend')).toEqual(['-m']);
  });

  it('end a cluster with the value of a letter', () => {
    expect(flags('switch -cfeature')).toEqual(['-cfeature', '-c']);
    expect(flags('commit -am text --amend')).toEqual(['-am', '-a', '-m', '--amend']);
    expect(flags('switch -qf main')).toEqual(['-qf', '-q', '-f', 'main']);
  });

  it('count from the beginning of a loud name', () => {
    expect(flags('reset --har')).toEqual(['--har', '--hard']);
    expect(flags('restore --pathspec-from=list')).toEqual([
      '--pathspec-from=list',
      '--pathspec-from-file',
    ]);
    expect(flags('reset --sof')).toEqual(['--sof']);
  });

  it('are taken back by their opposite, unless they come again', () => {
    expect(flags('push --force --no-force')).toEqual(['--no-force']);
    expect(flags('push --no-force --force')).toEqual(['--no-force', '--force']);
  });

  it('end at the two dashes', () => {
    expect(flags('checkout -q -- -f')).toEqual(['-q']);
  });
});
