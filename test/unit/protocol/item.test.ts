import { expect, test } from 'vitest';
import { readCall } from '../../../src/agents/claude-code/subject.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { offersFor } from '../../../src/core/rules/offers-for.ts';
import { itemSchema } from '../../../src/protocol/item.ts';
import { aPending } from '../../fakes/desk.ts';

const places = { folder: '/home/dev/proj', home: '/home/dev', claudeDir: '/home/dev/.claude' };

test.each<[string, JsonObject]>([
  ['Bash', { command: 'npm run deploy --prod' }],
  ['Bash', { command: 'npm test && git push origin > out.txt' }],
  ['Bash', { command: 'cat /etc/hosts | sort' }],
  ['Bash', { command: 'echo "' }],
  ['Edit', { file_path: '/home/dev/proj/a.ts', old_string: 'a', new_string: 'b' }],
  ['Read', { file_path: '/etc/hosts' }],
  ['WebFetch', { url: 'https://docs.example.com/a', prompt: 'What is it?' }],
  ['mcp__github__get_issue', { number: 3 }],
  ['AskUserQuestion', { questions: [] }],
  ['Other', {}],
])('what is offered for %s %j passes the panel’s door', (tool, input) => {
  const { subject, rest } = readCall(tool, input, undefined);
  const call = { tool, input, cwd: places.folder };
  const offers = offersFor({ ...call, subject, places, suggestions: [] });
  const item = aPending({ ...call, subject, rest, offers });
  expect(itemSchema.parse(item)).toEqual(item);
});
