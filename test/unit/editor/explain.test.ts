import { expect, test } from 'vitest';
import { explainChoices } from '../../../src/editor/explain-choices.ts';
import { verdictSentence } from '../../../src/editor/explain-words.ts';
import { aPending } from '../../fakes/desk.ts';

const items = [
  aPending({ id: 'r1' }),
  aPending({
    id: 'r2',
    tool: 'Read',
    input: { file_path: '/home/dev/proj/$(trash).ts' },
    subject: { kind: 'read', path: '/home/dev/proj/$(trash).ts' },
  }),
];

test('the last requests can be asked about, the newest first, word for word and never as icons', () => {
  expect(explainChoices(items, '  ').map(({ label }) => label)).toEqual([
    'Read $ (trash).ts',
    'npm test',
  ]);
});

test('what was typed comes first, as the shell command it is', () => {
  const [first, ...more] = explainChoices(items, ' git push ');
  expect(first?.of).toEqual({ kind: 'typed', command: 'git push' });
  expect(more).toHaveLength(2);
});

test('many requests make a list that can still be read through', () => {
  const many = Array.from({ length: 80 }, (_, at) => aPending({ id: `r${at}` }));
  const choices = explainChoices(many, '');
  expect(choices).toHaveLength(50);
  expect(choices[0]?.of).toMatchObject({ request: { id: 'r79' } });
});

const short = (file: string): string => file.replace('/home/dev', '~');
const call = { tool: 'Bash', input: { command: 'git push' }, cwd: '/home/dev/proj' };

test('a verdict says what happens and why, with short paths', () => {
  const file = '/home/dev/.claude/settings.json';
  const rule = {
    text: 'Bash(git *)',
    behavior: 'allow' as const,
    scope: 'user' as const,
    file,
    root: '/home/dev/.claude',
  };
  const because = `Bash(git *) in ${file} allows \`git push\`.`;
  expect(verdictSentence(call, { outcome: 'allow', rule, because }, short)).toBe(
    'git push — Claude Code does this without asking. Bash(git *) in ~/.claude/settings.json allows `git push`.',
  );
});

test('a long command is cut short, and hides nothing', () => {
  const long = { ...call, input: { command: `echo \u202E${'a'.repeat(200)}` } };
  const verdict = { outcome: 'ask' as const, rule: null, because: 'No rule allows it.' };
  expect(verdictSentence(long, verdict, short)).toBe(
    `echo ⟨U+202E⟩${'a'.repeat(67)}… — Claude Code asks. No rule allows it.`,
  );
});
