import { describe, expect, it } from 'vitest';
import { writtenScripts } from '../../../../src/core/risk/command/written-script.ts';
import { analyse } from '../../../../src/core/shell/analyse.ts';

function scripts(line: string): readonly string[] {
  const analysis = analyse(line);
  return analysis.kind === 'not-analysable' ? [] : writtenScripts(analysis.commands);
}

describe('scripts that a line writes and runs', () => {
  it('are what stands below the command that writes them', () => {
    expect(scripts("cat > a.sh <<'E'\nls\nE\nbash a.sh")).toEqual(['ls\n']);
    expect(scripts('tee ./a.sh <<< ls; sudo -n sh -x a.sh')).toEqual(['ls']);
  });

  it('are the words of echo and printf, with their line ends', () => {
    expect(scripts("echo 'ls' > a && . ./a")).toEqual(['ls']);
    expect(scripts("printf 'ls\\npwd\\n' > /tmp/a; /tmp/a")).toEqual(['ls\npwd\n']);
  });

  it('are none where the file is not run, or another is', () => {
    expect(scripts('echo ls > a.sh; cat a.sh')).toEqual([]);
    expect(scripts('echo ls > a.sh; bash b.sh')).toEqual([]);
    expect(scripts('echo ls > a; a')).toEqual([]);
    expect(scripts('bash a.sh; echo ls > a.sh')).toEqual([]);
    expect(scripts('date > a.sh; bash a.sh')).toEqual([]);
    expect(scripts('echo ls > a.json; jq . a.json')).toEqual([]);
  });
});
