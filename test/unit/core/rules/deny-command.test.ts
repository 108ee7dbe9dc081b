import { describe, expect, it } from 'vitest';
import { others, verdictOn, type Lists } from './verdicts-on.ts';

describe('rules to deny and to ask', () => {
  it('reach a command in backticks without its last word', () => {
    const lists: Lists = { allow: ['Bash'], ask: ['Bash(aa . -)'] };
    expect(verdictOn(lists, '`aa . - x`').outcome).toBe('ask');
    expect(verdictOn(lists, 'aa . - x').outcome).toBe('allow');
    expect(verdictOn(lists, 'echo $(aa . - x)').outcome).toBe('allow');
  });

  const DD: Lists = { allow: ['Bash'], deny: ['Bash(dd *)'] };
  const REACHED = [
    ...[
      'dd',
      'dd x',
      'X=$Y dd x',
      'sudo -u u dd x',
      'sudo -nE X=1 dd',
      'env -i X=1 dd x',
      'doas dd',
    ],
    ...['exec -a z dd', 'timeout 5 dd', 'timeout 5 sudo dd', 'time -p dd', 'nice dd', 'xargs dd'],
    ...[
      'watch -n 1 dd',
      "watch 'dd x'",
      'setsid -w dd',
      'ionice -c 3 dd',
      'flock f dd',
      'chrt 1 dd',
    ],
    ...[
      'strace -o z dd',
      'script -c "dd x"',
      'env -S "sudo dd x"',
      '/usr/bin/dd',
      './dd',
      '\\dd',
      'dd.exe',
    ],
    ...[
      "d''d x",
      'C=dd; $C x',
      'export C=dd; sudo $C',
      'aa $(dd)',
      'aa `dd`',
      'aa <(dd)',
      'aa > $(dd)',
    ],
    ...['aa && dd', 'aa | dd', 'aa & dd', '(dd)', '{ dd; }', 'if dd; then aa; fi', 'f() { dd; }'],
    ...['for i in $(dd); do aa; done', 'case $(dd) in a) ;; esac', 'aa $(( $(dd) + 1 ))', 'dd > f'],
    ...['aa ; ; dd x', 'aa ) ; dd x', 'aa "$(dd'],
    ...['time $C dd x', 'time -p $C $D dd', 'time -- ${C} dd', '! time $C X=1 sudo dd'],
    ...['X=<(aa) dd x', 'X=a<(aa)b Y=1 dd', 'Y=1 X=>(aa) timeout 5 dd', 'X=<(aa)<(bb) dd'],
  ];
  const MISSED = [
    ...[
      'eval dd',
      'xargs -n1 dd',
      'parallel dd',
      'find . -exec dd {} +',
      "bash -c 'dd x'",
      'npx dd',
    ],
    ...[
      'bash <<E\ndd\nE',
      'docker exec c dd',
      'ssh h dd',
      'busybox dd',
      'uv run dd',
      "$'dd' x",
      'DD x',
    ],
    ...[
      '$(echo dd) x',
      'trap dd EXIT',
      'alias z=dd',
      'echo dd x',
      'sudo foo dd',
      'coproc dd',
      'ddx',
    ],
    ...['$C dd x', '! $C dd', 'time ! $C dd', 'time aa | $C dd', 'time { $C dd; }', 'time "$C" dd'],
    ...['X= <(aa) dd x', 'X=<(aa) $C dd', 'time --foo $C dd', 'time $C aa dd', 'X=<(aa)'],
    ...['# dd x', 'C=dd; C=ee; $C x', `aa ${'y'.repeat(10_000)}; dd x`],
  ];

  it('see through what runs a program', () => {
    expect(others(DD, 'deny', REACHED)).toEqual([]);
    expect(others({ allow: ['Bash'], ask: ['Bash(dd *)'] }, 'ask', REACHED)).toEqual([]);
  });

  it('have the holes that Claude Code has', () => {
    expect(others(DD, 'allow', MISSED)).toEqual([]);
  });

  it('see the beginning of a line that is too long, and say what they miss', () => {
    const long = 'y'.repeat(10_000);
    expect(verdictOn(DD, `sudo dd ${long}`).outcome).toBe('deny');
    expect(verdictOn(DD, `aa ${long}; dd x`).because).toContain('longer than 10,000 characters');
  });

  it('come first: deny, then ask, then allow, wherever they stand', () => {
    const lists: Lists = { allow: ['Bash(aa b)'], ask: ['Bash(aa *)'], deny: ['Bash(aa x *)'] };
    expect(verdictOn(lists, 'aa b').outcome).toBe('ask');
    expect(verdictOn(lists, 'aa x').outcome).toBe('deny');
    expect(verdictOn({ deny: ['Bash'], allow: ['Bash(aa)'] }, 'aa').outcome).toBe('deny');
    expect(verdictOn({ ask: ['Bash'], allow: ['Bash(aa)'] }, 'aa').outcome).toBe('ask');
  });

  it('for files reach into commands', () => {
    const lists: Lists = { allow: ['Bash'], deny: ['Read(.env)', 'Edit(*.lock)'] };
    expect(
      others(lists, 'deny', [
        'cat .env',
        'aa < .env',
        'head -n 5 .env',
        'aa > a.lock',
        'rm a.lock',
        'cp a b.lock',
      ]),
    ).toEqual([]);
    expect(others(lists, 'allow', ['cat a.lock', 'dd of=a.lock'])).toEqual([]);
  });
});
