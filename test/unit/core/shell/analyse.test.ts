import { describe, expect, it } from 'vitest';
import { analyse, LONGEST_COMMAND } from '../../../../src/core/shell/analyse.ts';
import { analysed, textsOf } from './lines.ts';

describe('a line is taken apart into its simple commands', () => {
  it.each([
    ['npm test', ['npm test']],
    ['  npm   test  ', ['npm   test']],
    ['a && b || c; d', ['a', 'b', 'c', 'd']],
    ['a | b |& c', ['a', 'b', 'c']],
    ['a & b', ['a', 'b']],
    ['a\nb', ['a', 'b']],
    ['! a', ['a']],
    ['time a', ['a']],
    ['(a; b)', ['a', 'b']],
    ['{ a; b; }', ['a', 'b']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['for i in x y; do a $i; done', ['a $i']],
    ['for ((i=0;i<$(n);i++)); do a; done', ['n', 'a']],
    ['while a; do b; done', ['a', 'b']],
    ['case $(w) in x) a;; y) b;; esac', ['w', 'a', 'b']],
    ['f() { a; }; f', ['a', 'f']],
    ['coproc a', ['a']],
    ['select x in 1 2; do a; done', ['a']],
    ['[[ -f $(w) ]] && a', ['w', 'a']],
    ['(( x = $(w) )); a', ['w', 'a']],
    ['a $(b "$(c)") `d`', ['a $(b "$(c)") `d`', 'b "$(c)"', 'c', 'd']],
    ['a <(b) > >(c)', ['a <(b)', 'b', 'c']],
    ['X=$(a) b', ['X=$(a) b', 'a']],
    ['X=$(a)', ['X=$(a)', 'a']],
    ['a <<E\n$(b)\nE', ['a', 'b']],
    ["a <<'E'\n$(b)\nE", ['a']],
    ['a ${X:-$(b)}', ['a ${X:-$(b)}', 'b']],
    ['a # b', ['a']],
    ['> out', ['']],
    ['', []],
    ['# only a comment', []],
  ])('%j', (line, texts) => {
    expect(textsOf(line)).toEqual(texts);
  });

  it('reads what stands in escaped backticks as it will be run', () => {
    expect(textsOf('a `b \\`c d\\``')).toEqual(['a `b \\`c d\\``', 'b `c d`', 'c d']);
  });
});

describe('what a line holds beside them', () => {
  it.each([
    ['a && b', ['and-or']],
    ['a; b', ['sequence']],
    ['a | b', ['pipeline']],
    ['! a', ['negation']],
    ['time a', ['time']],
    ['a &', ['background']],
    ['(a)', ['subshell']],
    ['(a; b)', ['subshell', 'sequence']],
    ['{ a; }', ['group']],
    ['if a; then b; fi', ['if']],
    ['for i in x; do a; done', ['for']],
    ['for ((;;)); do a; done', ['arithmetic-for', 'for']],
    ['until a; do b; done', ['while']],
    ['case x in x) a;; esac', ['case']],
    ['select x in 1; do a; done', ['select']],
    ['f() { a; }', ['function', 'group']],
    ['coproc a', ['coproc']],
    ['[[ -f x ]]', ['test']],
    ['((1))', ['arithmetic']],
    ['a', []],
  ])('%j', (line, constructs) => {
    expect([...analysed(line).constructs]).toEqual(constructs);
  });

  it('keeps the words and redirections that belong to no simple command', () => {
    const { looseWords, looseRedirects } = analysed('for i in a $B; do c; done > $F 2>&1 <<< w');
    expect(looseWords.map(({ text }) => text)).toEqual(expect.arrayContaining(['a', '$B', '$F']));
    expect(looseRedirects.map(({ operator }) => operator)).toEqual(['>', '>&', '<<<']);
    expect(analysed('(a) <<E\nx\nE').looseRedirects).toMatchObject([{ kind: 'heredoc' }]);
    expect(analysed('a > f').looseRedirects).toEqual([]);
    expect(analysed('a b').looseWords).toEqual([]);
  });
});

describe('what can’t be analysed', () => {
  it.each([
    ['echo "a', 'not-valid'],
    ["echo 'a", 'not-valid'],
    ['if a', 'not-valid'],
    ['a &&', 'not-valid'],
    ['(a', 'not-valid'],
    ['a)', 'not-valid'],
    ['echo $(a', 'not-valid'],
    ['echo $(if)', 'not-valid'],
    ['echo "$(a "b)"', 'not-valid'],
    ['echo `a &&`', 'not-valid'],
    ['${', 'not-valid'],
    ['fi', 'not-valid'],
    ['a (b', 'not-valid'],
    ['a ( b', 'not-valid'],
    ['a \\\n (', 'not-valid'],
    ['b; a (', 'not-valid'],
  ])('%j: %s', (line, fault) => {
    const analysis = analyse(line);
    expect(analysis).toMatchObject({ kind: 'not-analysable', fault });
    expect(analysis.kind === 'not-analysable' && analysis.why).toMatch(/can’t be analysed\.$/);
  });

  it('a line one character too long', () => {
    expect(analyse(`echo ${'x'.repeat(LONGEST_COMMAND - 5)}`).kind).toBe('analysed');
    const tooLong = analyse(`echo ${'x'.repeat(LONGEST_COMMAND - 4)}`);
    expect(tooLong).toMatchObject({ kind: 'not-analysable', fault: 'too-long' });
    expect(tooLong.kind === 'not-analysable' && tooLong.why).toContain('10,000 characters');
  });

  it.each([
    ['substitutions', (n: number) => `${'echo $('.repeat(n)}a${')'.repeat(n)}`],
    ['subshells', (n: number) => `${'('.repeat(n)}a${')'.repeat(n)}`],
    ['groups', (n: number) => `${'{ '.repeat(n)}a${'; }'.repeat(n)}`],
    ['quotes', (n: number) => `echo ${'"$('.repeat(n)}a${')"'.repeat(n)}`],
    ['arithmetic', (n: number) => `echo $((${'('.repeat(n)}1${')'.repeat(n)}))`],
  ])('very deep %s: it ends, and says it can’t', (_what, nested) => {
    expect(analyse(nested(1_200)).kind).toBe('not-analysable');
    expect(analyse(nested(3)).kind).toBe('analysed');
  });
});
