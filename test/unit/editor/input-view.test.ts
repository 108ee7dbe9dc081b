import { expect, test } from 'vitest';
import { inputView } from '../../../src/editor/input-view.ts';
import { aRequest } from '../../fakes/requests.ts';

test('a command opens as the shell script it is, lines and all', () => {
  const command = 'cat <<EOF\nhello\nEOF';
  const subject = { kind: 'command' as const, command, description: null };
  expect(inputView(aRequest({ subject }))).toEqual({
    kind: 'text',
    name: 'command.sh',
    text: command,
  });
});

test('an edit opens as a diff that says whether it is made everywhere', () => {
  const path = '/home/dev/proj/a.ts';
  const subject = { kind: 'edit' as const, path, before: 'a', after: 'b', everywhere: true };
  expect(inputView(aRequest({ subject }))).toEqual({
    kind: 'change',
    title: 'a.ts: every occurrence',
    name: 'a.ts',
    before: { text: 'a' },
    after: 'b',
  });
});

test('a written file is compared with the one that is there', () => {
  const subject = { kind: 'write' as const, path: '/home/dev/proj/a.ts', content: 'b' };
  expect(inputView(aRequest({ subject }))).toMatchObject({
    before: { file: '/home/dev/proj/a.ts' },
    after: 'b',
  });
});

test('a tool that is not known opens as it was asked', () => {
  const fields = { tool: 'Odd', input: { a: [1] }, subject: { kind: 'other' as const } };
  expect(inputView(aRequest(fields))).toEqual({
    kind: 'text',
    name: 'Odd.json',
    text: '{\n  "a": [\n    1\n  ]\n}',
  });
});
