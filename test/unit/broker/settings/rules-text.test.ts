import { describe, expect, test } from 'vitest';
import {
  addRulesToText,
  removeRulesFromText,
} from '../../../../src/broker/settings/rules/rules-text.ts';

const rule = 'Bash(npm test)';

function added(text: string, rules: readonly string[] = [rule]): string {
  const { edited } = addRulesToText(text, 'allow', rules);
  return edited.kind === 'changed' ? edited.text : edited.kind;
}

function removed(text: string, rules: readonly string[] = [rule]): string {
  const edited = removeRulesFromText(text, 'allow', rules);
  return edited.kind === 'changed' ? edited.text : edited.kind;
}

describe('adding rules keeps how the file is written', () => {
  test.each([
    [
      'an empty object becomes as Claude Code writes it',
      '{}\n',
      `{\n  "permissions": {\n    "allow": [\n      "${rule}"\n    ]\n  }\n}\n`,
    ],
    [
      'a list of several lines',
      '{\n\t"permissions": {\n\t\t"allow": [\n\t\t\t"A"\n\t\t]\n\t}\n}',
      `{\n\t"permissions": {\n\t\t"allow": [\n\t\t\t"A",\n\t\t\t"${rule}"\n\t\t]\n\t}\n}`,
    ],
    [
      'a list of one line',
      '{\n  "permissions": { "allow": ["A", "B"] }\n}\n',
      `{\n  "permissions": { "allow": ["A", "B", "${rule}"] }\n}\n`,
    ],
    [
      'a list of one',
      '{\n  "permissions": { "allow": ["A"] }\n}\n',
      `{\n  "permissions": { "allow": ["A", "${rule}"] }\n}\n`,
    ],
    [
      'a whole file of one line',
      '{"a":1,"permissions":{"allow":["A"]}}',
      `{"a":1,"permissions":{"allow":["A","${rule}"]}}`,
    ],
    [
      'no permissions in a file of one line',
      '{"a": 1}',
      `{"a": 1, "permissions": {"allow": ["${rule}"]}}`,
    ],
    [
      'Windows line breaks',
      '{\r\n    "a": 1\r\n}\r\n',
      `{\r\n    "a": 1,\r\n    "permissions": {\r\n        "allow": [\r\n            "${rule}"\r\n        ]\r\n    }\r\n}\r\n`,
    ],
    [
      'an empty list',
      '{\n  "permissions": {\n    "allow": []\n  }\n}\n',
      `{\n  "permissions": {\n    "allow": [ "${rule}" ]\n  }\n}\n`,
    ],
    [
      'a byte order mark',
      '\uFEFF{"permissions":{"allow":["A"]}}',
      `\uFEFF{"permissions":{"allow":["A","${rule}"]}}`,
    ],
    [
      'several lists in one line of several',
      '{\n  "permissions": {\n    "allow": [\n      "A", "B",\n      "C"\n    ]\n  }\n}',
      `{\n  "permissions": {\n    "allow": [\n      "A", "B",\n      "C",\n      "${rule}"\n    ]\n  }\n}`,
    ],
    [
      'a key that stands twice: the last one counts',
      '{"permissions":{"allow":["A"],"allow":["B"]}}',
      `{"permissions":{"allow":["A"],"allow":["B","${rule}"]}}`,
    ],
    [
      'an empty file is begun',
      '',
      `{\n  "permissions": {\n    "allow": [\n      "${rule}"\n    ]\n  }\n}\n`,
    ],
    [
      'an empty file with a mark',
      '\uFEFF \n',
      `\uFEFF{\n  "permissions": {\n    "allow": [\n      "${rule}"\n    ]\n  }\n}\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(added(before)).toBe(after);
  });

  test('a rule that is there is not added again', () => {
    expect(added(`{"permissions":{"allow":["${rule}"]}}`)).toBe('same');
  });

  test('only the rules that were missing are named as added', () => {
    const text = `{"permissions":{"allow":["${rule}"]}}`;
    const { added, edited } = addRulesToText(text, 'allow', [rule, 'B', 'B']);
    expect(added).toEqual(['B']);
    expect(edited).toEqual({ kind: 'changed', text: `{"permissions":{"allow":["${rule}","B"]}}` });
  });

  test('a text with quotes, backslashes and other scripts arrives word for word', () => {
    const odd = 'Bash(echo "\\(ü\u2028\ud800\\)")';
    expect(JSON.parse(added('{}', [odd]))).toEqual({ permissions: { allow: [odd] } });
  });
});

describe('a text that is not as Claude Code wants it is left alone', () => {
  test.each([
    ['a comment', '{\n  // why\n  "a": 1\n}', 'has-comments', ' in line 2'],
    ['a comment and a comma', '{\n  "a": 1, /* why */\n}', 'has-comments', ' in line 2'],
    ['a trailing comma', '{\n  "a": [\n    1,\n  ]\n}', 'trailing-comma', ' in line 4'],
    ['a broken text', '{\n  "a": 1\n  "b": 2\n}', 'syntax-error', ' in line 3'],
    ['half a text', '{"a": ', 'syntax-error', ' in line 1'],
    ['a list', '[]', 'not-an-object', ''],
    ['null', 'null', 'not-an-object', ''],
    ['deep nesting', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'too-deep', ''],
    ['deep nesting, broken', `{"a":${'['.repeat(50_000)}`, 'too-deep', ''],
    ['permissions is a list', '{"permissions": []}', 'wrong-shape', '"permissions"'],
    ['permissions is null', '{"permissions": null}', 'wrong-shape', '"permissions"'],
    ['allow is a text', '{"permissions":{"allow":"A"}}', 'wrong-shape', '"permissions.allow"'],
    ['allow holds a number', '{"permissions":{"allow":[1]}}', 'wrong-shape', '"permissions.allow"'],
    ['the other list is wrong', '{"permissions":{"deny":{}}}', 'wrong-shape', '"permissions.deny"'],
    ['hooks is a list', '{"hooks":[]}', 'wrong-shape', '"hooks"'],
    ['a hook without its list', '{"hooks":{"Stop":[{}]}}', 'wrong-shape', '"hooks.Stop.0.hooks"'],
    [
      'a hook URL that is none',
      '{"hooks":{"Stop":[{"hooks":[{"type":"http","url":"$X"}]}]}}',
      'wrong-shape',
      '"hooks.Stop.0.hooks.0.url"',
    ],
    [
      'a hook timeout of 0',
      '{"hooks":{"Stop":[{"hooks":[{"type":"http","timeout":0}]}]}}',
      'wrong-shape',
      '"hooks.Stop.0.hooks.0.timeout"',
    ],
    [
      'a word for failures that is none',
      '{"hooks":{"Stop":[{"hooks":[{"type":"http","onFailure":"allow"}]}]}}',
      'wrong-shape',
      '"hooks.Stop.0.hooks.0.onFailure"',
    ],
  ])('%s', (_, text, code, where) => {
    expect(addRulesToText(text, 'allow', [rule]).edited).toEqual({ kind: 'fault', code, where });
  });

  test('what would uncover an earlier key of the same name is refused', () => {
    const text = `{"permissions":{"allow":["A"]},"permissions":{"allow":["${rule}"]}}`;
    expect(removeRulesFromText(text, 'allow', [rule])).toEqual({
      kind: 'fault',
      code: 'not-exact',
      where: '',
    });
  });
});

describe('taking rules out', () => {
  test.each([
    [
      'the first of two',
      `{"permissions":{"allow":["${rule}", "A"]}}`,
      '{"permissions":{"allow":["A"]}}',
    ],
    [
      'the last of two',
      `{"permissions":{"allow":["A", "${rule}"]}}`,
      '{"permissions":{"allow":["A"]}}',
    ],
    [
      'one in the middle',
      `{"permissions":{"allow":["A", "${rule}", "B"]}}`,
      '{"permissions":{"allow":["A", "B"]}}',
    ],
    [
      'as Claude Code prints it',
      `{\n  "permissions": {\n    "allow": [\n      "${rule}"\n    ]\n  },\n  "model": "x"\n}\n`,
      '{\n  "model": "x"\n}\n',
    ],
    [
      'a mode stays',
      `{\n  "permissions": {\n    "allow": [\n      "${rule}"\n    ],\n    "defaultMode": "plan"\n  }\n}\n`,
      '{\n  "permissions": {\n    "defaultMode": "plan"\n  }\n}\n',
    ],
    [
      'a file with a wrong shape elsewhere',
      `{"hooks":[],"permissions":{"allow":["A","${rule}"]}}`,
      '{"hooks":[],"permissions":{"allow":["A"]}}',
    ],
  ])('%s', (_, before, after) => {
    expect(removed(before)).toBe(after);
  });

  test('a rule that is not there changes nothing', () => {
    expect(removed('{"permissions":{"allow":["A"]}}')).toBe('same');
    expect(removed('{"permissions":{"deny":["Bash(npm test)"]}}')).toBe('same');
  });
});
