import { expect, test } from 'vitest';
import { lineOfRule, rulePlace } from '../../../src/editor/rule-place.ts';
import { aFile, aListed } from '../../fakes/rules-view.ts';

const text = '{\n  "permissions": {\n    "allow": ["Bash(a)",\n      "Bash(a \\"b\\")"]\n  }\n}\n';

test('a rule is found at its line, however it is spelt there', () => {
  expect(rulePlace(text, 'Bash(a "b")', 4)).toEqual({ line: 3, column: 6 });
  expect(rulePlace(text, 'Bash(a)', 3)).toEqual({ line: 2, column: 14 });
});

test('a rule that has moved since, or whose line is not known, is looked for', () => {
  expect(rulePlace(text, 'Bash(a "b")', 2)).toEqual({ line: 3, column: 6 });
  expect(rulePlace(text, 'Bash(a)', null)).toEqual({ line: 2, column: 14 });
});

test('a rule that is gone leaves the place it had, within the file', () => {
  expect(rulePlace(text, 'Bash(c)', 3)).toEqual({ line: 2, column: 0 });
  expect(rulePlace('{}', 'Bash(c)', 30)).toEqual({ line: 0, column: 0 });
});

test('the line of a rule is that of its own list and file', () => {
  const rules = [
    aListed('Bash(a)', { line: 3 }),
    aListed('Bash(a)', { line: 9, behavior: 'deny' }),
  ];
  const user = aFile('user', rules);
  const ref = { file: user.file, behavior: 'deny' as const, text: 'Bash(a)' };
  const view = { files: [aFile('project', [aListed('Bash(a)', { line: 1 })]), user] };
  expect(lineOfRule(view, ref)).toBe(9);
  expect(lineOfRule(view, { ...ref, behavior: 'ask' })).toBeNull();
  expect(lineOfRule({ files: [] }, ref)).toBeNull();
});
