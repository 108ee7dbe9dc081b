import { describe, expect, it } from 'vitest';
import { hasHidden, visibleLine, visibleText } from '../../../src/core/visible.ts';

const hiddenOnes: readonly [what: string, char: string, name: string][] = [
  ['right-to-left override', '\u202e', 'U+202E'],
  ['isolate', '\u2066', 'U+2066'],
  ['zero-width space', '\u200b', 'U+200B'],
  ['zero-width joiner', '\u200d', 'U+200D'],
  ['byte order mark', '\ufeff', 'U+FEFF'],
  ['soft hyphen', '\u00ad', 'U+00AD'],
  ['no-break space', '\u00a0', 'U+00A0'],
  ['ideographic space', '\u3000', 'U+3000'],
  ['line separator', '\u2028', 'U+2028'],
  ['escape', '\u001b', 'U+001B'],
  ['null', '\0', 'U+0000'],
  ['carriage return', '\r', 'U+000D'],
  ['next line', '\u0085', 'U+0085'],
  ['Hangul filler', '\u3164', 'U+3164'],
  ['blank braille', '\u2800', 'U+2800'],
  ['variation selector', '\ufe0f', 'U+FE0F'],
  ['combining grapheme joiner', '\u034f', 'U+034F'],
  ['tag letter', '\u{e0041}', 'U+E0041'],
  ['hidden variation selector', '\u{e0101}', 'U+E0101'],
  ['private character', '\ue000', 'U+E000'],
  ['half of a character', '\ud800', 'U+D800'],
];

describe('visibleText', () => {
  it.each(hiddenOnes)('names a %s', (_what, char, name) => {
    expect(visibleText(`a${char}b`)).toEqual([
      { text: 'a', hidden: false },
      { text: `⟨${name}⟩`, hidden: true },
      { text: 'b', hidden: false },
    ]);
    expect(hasHidden(`a${char}b`)).toBe(true);
  });

  it.each([
    'npm run test -- --watch',
    'line one\nline two\tindented',
    'naïve Ünïcode, 日本語, עברית, हिन्दी',
    '🤖 done ✅ ⚠️ 👩‍💻 👍🏽',
    '⟨U+202E⟩',
  ])('leaves %j as it is', (text) => {
    expect(visibleText(text)).toEqual([{ text, hidden: false }]);
    expect(hasHidden(text)).toBe(false);
  });

  it('names several in a row, and one at either end', () => {
    expect(visibleText('\u200b\u202ex\u{e0041}')).toEqual([
      { text: '⟨U+200B⟩⟨U+202E⟩', hidden: true },
      { text: 'x', hidden: false },
      { text: '⟨U+E0041⟩', hidden: true },
    ]);
    expect(visibleText('')).toEqual([]);
  });

  it('is no cover for joiners outside of a picture', () => {
    expect(hasHidden('rm\u200d -rf')).toBe(true);
    expect(hasHidden('👩\u200d\u200d💻')).toBe(true);
    expect(hasHidden('👩\u200d')).toBe(true);
  });
});

describe('visibleLine', () => {
  it('is one line', () => {
    expect(visibleLine('a\nb\tc\u202e')).toBe('a⟨U+000A⟩b⟨U+0009⟩c⟨U+202E⟩');
  });
});
