import { describe, expect, it } from 'vitest';
import { rewritten } from '../../../../src/core/rules/bash-rewritten.ts';
import { analysed, only } from '../shell/lines.ts';

const textOf = (line: string) => {
  const [command] = analysed(line).commands;
  return command && rewritten(command, '/h').text;
};

describe('a command is written anew', () => {
  it.each([
    ['aa $HOME "x y"', "aa /h 'x y'"],
    ['aa "$HOME/x"', 'aa /h/x'],
    ['aa "y $HOME"', "aa 'y /h'"],
    ['aa x$HOME', 'aa x/h'],
    ['aa $HOME$HOME', 'aa /h/h'],
    ['$HOME/aa b', '/h/aa b'],
    ['aa "ab $PWD"', "aa 'ab __TRACKED_VAR__'"],
    ['aa $HOME "ab $?"', "aa /h 'ab __TRACKED_VAR__'"],
    ['aa $HOME "a $((1+2))"', "aa /h 'a __TRACKED_VAR__'"],
    ['aa "a $(pwd "x") b `pwd` $HOME"', "aa 'a __CMDSUB_OUTPUT__ b __CMDSUB_OUTPUT__ /h'"],
    ["aa 'x' $HOME", 'aa x /h'],
    ['aa $HOME "it\'s"', "aa /h 'it'\\''s'"],
    ['aa "it\'s $HOME x\'s"', "aa 'it'\\''s /h x'\\''s'"],
    ["aa $HOME 'a\"b'", "aa /h 'a\"b'"],
    ['aa $HOME a\\*b', 'aa /h a*b'],
    ['aa $HOME "a\\b" "a\\\\b" "\\$x"', "aa /h 'a\\b' 'a\\b' '$x'"],
    ['aa $HOME \'\' ""', "aa /h '' ''"],
    ['aa $HOME x"y"\'z\'', 'aa /h xyz'],
    ['aa $HOME *.ts ~/x ? [a]', 'aa /h *.ts ~/x ? [a]'],
    ["aa $HOME 'a;b' \"a&b\" 'a|b' 'a>b' '<a'", "aa /h 'a;b' 'a&b' 'a|b' 'a>b' '<a'"],
    ["aa $HOME 'a#b' '(x)' '{a}' 'a`b'", "aa /h 'a#b' '(x)' '{a}' 'a`b'"],
    [
      'aa $HOME a=b A=b --x=y @x +x %x ^x x,y a:b ! é',
      'aa /h a=b A=b --x=y @x +x %x ^x x,y a:b ! é',
    ],
    ["aa 'b' '$X'", "aa b '$X'"],
    ['aa "b" x\\$X', "aa b 'x$X'"],
    ['aa \\\n "b c"', "aa 'b c'"],
    ['aa "b \\\n c"', "aa 'b  c'"],
    ['aa \'b\nc\' "d"', "aa 'b\nc' d"],
    ['aa "$(cat <<\'E\'\nx\ny\nE\n)" "b"', "aa 'x\ny' b"],
    ['CI="a b" aa $HOME', "CI='a b' aa /h"],
    ['CI="a" X+=b aa $HOME', 'CI=a X+=b aa /h'],
    ['CI=$HOME aa "b"', 'CI=$HOME aa b'],
    ['aa "b" <<< $HOME', 'aa b'],
    ['aa $HOME "b" > /dev/null', 'aa /h b'],
    ['"aa" $HOME', 'aa /h'],
  ])('%j', (line, text) => {
    expect(textOf(line)).toBe(text);
  });

  it('as words without any trait, quoted where they have to be', () => {
    const { words, invocation } = rewritten(only('CI=1 aa "$HOME x"'), '/h');
    expect(words).toEqual([
      { text: 'aa', value: 'aa', traits: new Set(), variables: [] },
      { text: "'/h x'", value: '/h x', traits: new Set(), variables: [] },
    ]);
    expect(invocation).toBe("aa '/h x'");
  });
});

describe('a command stays as it is', () => {
  it.each([
    ...['aa "b c"', 'aa \'x$1\' "b"', 'aa \'$ x\' "b"', 'aa \'x$\' "b"', 'aa \'${x}\' "b"'],
    ...['aa "ab $?"', 'aa $((1)) "b"', 'aa "b" # $HOME', 'aa "b" <<\'E\'\nx\nE'],
  ])('%j', (line) => {
    const command = only(line);
    expect(rewritten(command, '/h')).toBe(command);
  });

  it('where it only sets something', () => {
    const command = only('X=$HOME');
    expect(rewritten(command, '/h')).toBe(command);
  });
});
