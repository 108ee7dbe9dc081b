import { describe, expect, it } from 'vitest';
import { analysed } from './lines.ts';

/** The second word of a command. */
function argument(text: string) {
  const word = analysed(`a ${text}`).commands[0]?.words[1];
  if (word === undefined) throw new Error(text);
  return {
    text: word.text,
    value: word.value,
    traits: [...word.traits],
    variables: word.variables,
  };
}

describe('a word', () => {
  it.each([
    ['b', 'b', []],
    ['"b c"', 'b c', []],
    ["'$b'", '$b', []],
    ["'*'", '*', []],
    ['"*"', '*', []],
    ['"~"', '~', []],
    ['x~', 'x~', []],
    ['b"c"\'d\'', 'bcd', []],
    ['"a\\"b"', 'a"b', []],
    ['b\\ c', 'b c', ['escape']],
    ['\\*', '*', ['escape']],
    ['\\~', '~', ['escape']],
    ['"b"\\ c', 'b c', ['escape']],
    ["$'b'", 'b', ['ansi-quote']],
    ['$"b"', 'b', ['ansi-quote']],
    ['~/b', null, ['tilde']],
    ['~', null, ['tilde']],
    ['$B', null, ['variable']],
    ['${B:-c}', null, ['variable']],
    ['"x $B"', null, ['variable']],
    ['$"x $B"', null, ['ansi-quote', 'variable']],
    ['$(b)', null, ['substitution']],
    ['"`b`"', null, ['substitution']],
    ['<(b)', null, ['process']],
    ['$((1+2))', null, ['arithmetic']],
    ['*.ts', null, ['glob']],
    ['b?', null, ['glob']],
    ['[bc]', null, ['glob']],
    ['@(b|c)', null, ['glob']],
    ['{b,c}', null, ['brace']],
    ['{1..3}', null, ['brace']],
  ])('%s', (text, value, traits) => {
    const word = argument(text);
    expect(word).toMatchObject({ text, value });
    expect([...word.traits].sort()).toEqual([...traits].sort());
  });

  it('names its variables as they are written', () => {
    expect(argument('"$HOME/${X:-$Y}"').variables).toEqual(['$HOME', '${X:-$Y}']);
    expect(argument('b').variables).toEqual([]);
  });
});
