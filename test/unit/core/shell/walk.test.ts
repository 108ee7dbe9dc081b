import { describe, expect, it } from 'vitest';
import { analysed, only } from './lines.ts';

describe('a simple command', () => {
  it('knows its words, its assignments and its text without redirections', () => {
    const command = only('A=1 B="x y" git  commit -m "hi" > out.txt 2>&1 --all');
    expect(command.text).toBe('A=1 B="x y" git  commit -m "hi"   --all');
    expect(command.invocation).toBe('git  commit -m "hi"   --all');
    expect(command.words.map(({ text }) => text)).toEqual(['git', 'commit', '-m', '"hi"', '--all']);
    expect(command.assignments.map(({ name, text, value }) => [name, text, value?.value])).toEqual([
      ['A', 'A=1', '1'],
      ['B', 'B="x y"', 'x y'],
    ]);
  });

  it('cuts out redirections in front of it too', () => {
    expect(only('> out A=1 git log')).toMatchObject({ text: 'A=1 git log', invocation: 'git log' });
    expect(only('A=1 > out git log')).toMatchObject({
      text: 'A=1  git log',
      invocation: 'git log',
    });
  });

  it('that only sets variables invokes nothing', () => {
    expect(only('A=1')).toMatchObject({ text: 'A=1', invocation: '', words: [] });
    expect(only('A=(1 2)').assignments).toMatchObject([{ name: 'A', value: null }]);
  });

  it('takes what stands right behind a value for a part of it', () => {
    const command = analysed('X=a<(bb)c Y=1 aa d').commands[0];
    expect(command?.assignments).toMatchObject([
      { name: 'X', text: 'X=a<(bb)c', value: { value: null } },
    ]);
    expect(command?.assignments[0]?.value?.traits).toEqual(new Set(['process']));
    expect(command?.invocation).toBe('Y=1 aa d');
    expect(analysed('X= <(bb) aa').commands[0]?.invocation).toBe('<(bb) aa');
    expect(analysed('X=<(bb)').commands[0]).toMatchObject({ invocation: '', words: [] });
  });

  it('knows whether `time` stands right in front of it', () => {
    const timed = (line: string) =>
      analysed(line)
        .commands.filter((one) => one.timed)
        .map(({ text }) => text);
    expect(timed('time -p aa $(bb) | cc; dd')).toEqual(['aa $(bb)']);
    expect(timed('! time aa')).toEqual(['aa']);
    expect(timed('time ! aa')).toEqual([]);
    expect(timed('time { aa; }')).toEqual([]);
  });

  it('takes what looks like an assignment behind its name as a word', () => {
    const words = only('export A=1 B+=2 C=$X D=(1)').words.slice(1);
    expect(words.map(({ text, value }) => [text, value])).toEqual([
      ['A=1', 'A=1'],
      ['B+=2', 'B+=2'],
      ['C=$X', null],
      ['D=(1)', null],
    ]);
    expect(words[2]?.variables).toEqual(['$X']);
  });

  it.each([
    ['a', []],
    ['(a)', ['subshell']],
    ['{ (a); }', ['group', 'subshell']],
    ['if true; then a; fi', ['if']],
    ['for i in 1; do a; done', ['for']],
    ['while true; do a; done', ['while']],
    ['case x in x) a;; esac', ['case']],
    ['select i in 1; do a; done', ['select']],
    ['f() { a; }', ['function', 'group']],
    ['coproc a', ['coproc']],
    ['echo $(a)', ['substitution']],
    ['echo $(echo `a`)', ['substitution', 'substitution']],
    ['echo <(a)', ['process']],
    ['(echo $(a))', ['subshell', 'substitution']],
  ])('knows what it stands inside of: %j', (line, enclosures) => {
    const command = analysed(line).commands.find(({ text }) => text === 'a');
    expect(command?.enclosures).toEqual(enclosures);
  });

  it.each([
    ['a', [['a', false, false]]],
    ['a &', [['a', true, false]]],
    [
      'a; b &',
      [
        ['a', false, false],
        ['b', true, false],
      ],
    ],
    [
      '(a; b) &',
      [
        ['a', true, false],
        ['b', true, false],
      ],
    ],
    [
      'a | b $(c) | d',
      [
        ['a', false, false],
        ['b $(c)', false, true],
        ['c', false, false],
        ['d', false, true],
      ],
    ],
    [
      'a | (b; c)',
      [
        ['a', false, false],
        ['b', false, true],
        ['c', false, true],
      ],
    ],
    [
      'a | b <(c)',
      [
        ['a', false, false],
        ['b <(c)', false, true],
        ['c', false, false],
      ],
    ],
  ])('knows whether it runs in the background or reads another: %j', (line, expected) => {
    const commands = analysed(line).commands;
    expect(commands.map(({ text, background, piped }) => [text, background, piped])).toEqual(
      expected,
    );
  });
});

describe('its redirections', () => {
  it.each([
    ['a > f', { kind: 'file', operator: '>', access: 'write' }],
    ['a >> f', { kind: 'file', operator: '>>', access: 'write' }],
    ['a >| f', { kind: 'file', operator: '>|', access: 'write' }],
    ['a &> f', { kind: 'file', operator: '&>', access: 'write' }],
    ['a &>> f', { kind: 'file', operator: '&>>', access: 'write' }],
    ['a >& f', { kind: 'file', operator: '>&', access: 'write' }],
    ['a <> f', { kind: 'file', operator: '<>', access: 'write' }],
    ['a < f', { kind: 'file', operator: '<', access: 'read' }],
    ['a 2>&1', { kind: 'descriptor', operator: '>&' }],
    ['a >&2', { kind: 'descriptor', operator: '>&' }],
    ['a 2>&-', { kind: 'descriptor', operator: '>&' }],
    ['a 3>&4-', { kind: 'descriptor', operator: '>&' }],
    ['a <&3', { kind: 'descriptor', operator: '<&' }],
    ['a >& 2x', { kind: 'file', operator: '>&', access: 'write' }],
    ['a <<< w', { kind: 'text', operator: '<<<' }],
    ['a <<E\nx\nE', { kind: 'heredoc', operator: '<<', quoted: false, body: 'x\n' }],
    ["a <<-'E'\n\tx\nE", { kind: 'heredoc', operator: '<<-', quoted: true }],
    ['a <<\\E\nx\nE', { kind: 'heredoc', quoted: true }],
  ])('%j', (line, redirect) => {
    expect(only(line).redirects).toMatchObject([redirect]);
  });

  it('know their target', () => {
    expect(only('a > "x y"').redirects).toMatchObject([{ target: { value: 'x y' } }]);
    expect(only('a > $F').redirects).toMatchObject([{ target: { value: null, text: '$F' } }]);
    expect(only('a <<< $F').redirects).toMatchObject([{ target: { value: null } }]);
    expect(only('a 2>&1').redirects).toMatchObject([{ target: { text: '1' } }]);
  });
});
