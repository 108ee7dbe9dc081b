import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { groupsOf, isTooWild } from '../../../../src/core/rules/file-group.ts';
import { readFilePattern } from '../../../../src/core/rules/file-pattern.ts';
import { placed } from './placed.ts';

const ROOTS = { source: '/home/dev/proj', home: '/home/dev' };

const PATHS = [
  ...['src', 'src/a.ts', 'src/aXts', 'src/a.tsx', 'src/a.ts/b', 'SRC/A.TS', 'lib/src/a.ts', 'srcx'],
  ...['a+b', 'aab', 'a/b', 'a/b/c/d', 'b', 'x/a/b', '.env', 'x/.env', '..b', '.github/x', '@a/b-c'],
];

function rulesFor(...contents: readonly string[]) {
  return contents.map((content) => ({
    rule: placed(`Edit(${content})`),
    pattern: readFilePattern(content, 'allow', ROOTS),
  }));
}

describe('a pattern by itself', () => {
  it.each([
    ...[
      '/src',
      '/src/a.ts',
      '/a+b',
      '/a/b',
      '/@a/b-c',
      '/.env',
      '/.github/x',
      '/..b',
      '//src/a.ts',
    ],
    ...['src/a.ts', 'src', '/src/', '/src/*', '/**', '**', '/s?c', '/[s]rc', '/**/a.ts', '*.ts'],
    ...['~/src/a.ts', '/src/a.ts/**', '/SRC/a.ts'],
  ])('%s matches as a line of a .gitignore file does', (content) => {
    const [one, ...others] = groupsOf(rulesFor(content));
    expect(others).toEqual([]);
    const lines = ignore().add([one!.pattern.glob]);
    const found = PATHS.filter((path) => one!.matches(path));
    expect(found).toEqual(PATHS.filter((path) => lines.ignores(path)));
    // Asked again, since it is made ready only once.
    expect(PATHS.filter((path) => one!.matches(path))).toEqual(found);
    // All that it matches lies in its folder, by which it is looked up.
    for (const path of found) {
      const { folder } = one!;
      expect(folder === '' || `${path.toLowerCase()}/`.startsWith(`${folder}/`)).toBe(true);
    }
  });

  it('is looked up in the folder that it names', () => {
    const folders = (content: string) => groupsOf(rulesFor(content)).map(({ folder }) => folder);
    expect(folders('/Src/a.ts')).toEqual(['src/a.ts']);
    expect(folders('/src/*/b')).toEqual(['src']);
    expect(folders('src/lib/**')).toEqual(['src/lib']);
    expect(folders('*.ts')).toEqual(['']);
    expect(folders('src')).toEqual(['']);
    expect(folders('/**')).toEqual(['']);
  });
});

describe('patterns of which one takes something out again', () => {
  it('are matched together, in their order, as the first rule', () => {
    const rules = rulesFor('/src/**', '!/src/a.ts', '/lib/**');
    const groups = groupsOf(rules);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.rule).toBe(rules[0]!.rule);
    expect(groups[0]!.folder).toBe('');
    expect(groups[0]!.matches('lib/x')).toBe(true);
    expect(groups[0]!.matches('other')).toBe(false);
    const [names] = groupsOf(rulesFor('*.ts', '!a.ts'));
    expect([names!.matches('b.ts'), names!.matches('a.ts')]).toEqual([true, false]);
  });

  it('none are one for each rule', () => {
    expect(groupsOf(rulesFor('/a', '/b')).map(({ folder }) => folder)).toEqual(['a', 'b']);
    expect(groupsOf([])).toEqual([]);
  });
});

it.each([
  ['*a*a*a*a', false],
  ['*a*a*a*a*', true],
  ['a*a*a/*a*a*', false],
  ['**a**a**a**a**', true],
  ['**/**/**/**/**/**/a', false],
  ['**/**/**/**/**/**/**/a', true],
  ['a**/**b/a**/**b/a**/**b/a**/**b', false],
  ['***/***/***/***/***/***/***/a', true],
])('%s has more stars than a path could need: %s', (glob, isWild) => {
  expect(isTooWild({ root: null, glob, isNegative: false })).toBe(isWild);
});
