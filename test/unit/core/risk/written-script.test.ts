import { describe, expect, it } from 'vitest';
import {
  decodedScripts,
  writtenCode,
  writtenScripts,
} from '../../../../src/core/risk/command/written-script.ts';
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

describe('code of other languages that a line writes and runs', () => {
  const code = (line: string) => {
    const analysis = analyse(line);
    const found = analysis.kind === 'analysed' ? writtenCode(analysis.commands) : [];
    return found.map((one) => [one.program.text, one.code]);
  };

  it('is told with its interpreter', () => {
    expect(code("cat > a.py <<'E'\nimport os\nE\nsudo python3 -u ./a.py")).toEqual([
      ['python3', 'import os\n'],
    ]);
    expect(code("echo 'p 1' > a.rb && ruby a.rb")).toEqual([['ruby', 'p 1']]);
  });

  it('is none where it is not run, or by a shell', () => {
    expect(code('echo 1 > a.py; cat a.py')).toEqual([]);
    expect(code('echo ls > a.sh; sh a.sh')).toEqual([]);
    expect(code('python3 a.py; echo 1 > a.py')).toEqual([]);
  });
});

describe('what a decoder writes and the line runs', () => {
  const decoded = (line: string) => {
    const analysis = analyse(line);
    return analysis.kind === 'analysed' ? decodedScripts(analysis.commands) : [];
  };

  it('is told by the command that writes it', () => {
    expect(decoded('base64 -d a > b; sh b')).toEqual(['base64 -d a > b']);
    expect(decoded('gunzip -c a > /tmp/b && /tmp/b')).toEqual(['gunzip -c a > /tmp/b']);
  });

  it('is nothing where it is not run, or can be read', () => {
    expect(decoded('base64 -d a > b; cat b')).toEqual([]);
    expect(decoded('grep x a > b; sh b')).toEqual([]);
    expect(decoded('tr a b <<< ls > c; sh c')).toEqual([]);
  });
});
