import { describe, expect, it } from 'vitest';
import { absolutePath, pathFrom } from '../../../../src/core/rules/absolute-path.ts';
import { relativePath } from '../../../../src/core/rules/file-path.ts';

describe('a path as a person sees it from a folder', () => {
  it.each([
    ['/a', '/a/b', 'b'],
    ['/a/', '/a/b/c', 'b/c'],
    ['/a//', '/a/b', 'b'],
    ['/', '/a', 'a'],
    ['C:\\a', 'C:\\a\\b', 'b'],
    ['C:\\a\\', 'C:\\a\\b\\c', 'b\\c'],
    ['/a', '/a/..b', '..b'],
    ['/a', '/a/b..', 'b..'],
    ['/a', '/a/b/.c', 'b/.c'],
    ['/a', '/a/...', '...'],
  ])('from %s, %s is %s', (folder, path, seen) => {
    expect(relativePath(folder, path)).toBe(seen);
  });

  it.each([
    ['/a', '/a'],
    ['/a', '/a/'],
    ['/a', '/ab'],
    ['/a', '/b/c'],
    ['/a', '/a//b'],
    ['/a', '/a/../b'],
    ['/a', '/a/./b'],
    ['/a', '/a/b/..'],
    ['/a', '/a/b/.'],
    ['/a', '../a/b'],
    ['/a', './a'],
    ['C:\\a', 'C:\\a\\..\\b'],
    ['/a', ''],
  ])('from %s, %j is not inside or not plain', (folder, path) => {
    expect(relativePath(folder, path)).toBeNull();
  });
});

describe('the absolute path a call means', () => {
  it.each([
    ['a', '/w/a'],
    ['./a/./b', '/w/a/b'],
    ['../a', '/a'],
    ['../../../a', '/a'],
    ['/x//y/', '/x/y'],
    ['/x/../y', '/y'],
    ['~/a', '/home/u/a'],
    ['~', '/home/u'],
    ['~x/a', '/w/~x/a'],
    ['a~', '/w/a~'],
    ['', '/w'],
    ['/', '/'],
    ['ab:/c', '/w/ab:/c'],
    ['x/c:/d', '/w/x/c:/d'],
    ['c:d', '/w/c:d'],
    ['...', '/w/...'],
  ])('%j: %s', (path, absolute) => {
    expect(absolutePath(path, '/w', '/home/u')).toBe(absolute);
  });

  it.each([' a', 'a ', 'a\\b', 'a\nb', 'a\u0001b', 'C:/x', 'c:', 'z:/'])(
    '%j: never guessed',
    (path) => {
      expect(absolutePath(path, '/w', '/home/u')).toBeNull();
    },
  );

  it.each(['w', 'C:\\w', '/w\\x', ''])('is not told from the folder %j', (cwd) => {
    expect(absolutePath('a', cwd, '/home/u')).toBe(cwd === '' ? '/a' : null);
    expect(absolutePath('/a', cwd, '/home/u')).toBe('/a');
  });

  it('as seen from a folder', () => {
    expect(pathFrom('/a', '/a/b/c')).toBe('b/c');
    expect(pathFrom('/a//', '/a/b')).toBe('b');
    expect(pathFrom('/a', '/a')).toBe('');
    expect(pathFrom('/', '/a')).toBe('a');
    expect(pathFrom('/a', '/ab')).toBeNull();
    expect(pathFrom('/a/b', '/a')).toBeNull();
  });
});
