import { expect, it } from 'vitest';
import { formatRule, parseRule } from '../../../../src/core/rules/rule.ts';

it.each([
  ['Bash', { tool: 'Bash', content: null }],
  ['Bash(npm run *)', { tool: 'Bash', content: 'npm run *' }],
  ['mcp__srv__tool', { tool: 'mcp__srv__tool', content: null }],
  ['mcp__my_srv-x__get_*', { tool: 'mcp__my_srv-x__get_*', content: null }],
  ['Bash(aa -e "f\\(x\\)")', { tool: 'Bash', content: 'aa -e "f(x)"' }],
  ['Bash(aa -e "f(x)")', { tool: 'Bash', content: 'aa -e "f(x)"' }],
  ['WebFetch(domain:example.com)', { tool: 'WebFetch', content: 'domain:example.com' }],
])('reads %s', (text, rule) => {
  expect(parseRule(text)).toEqual(rule);
});

it.each([
  ...['', 'Bash(', 'Bash()', 'Bash(x *', 'Bash(x *) ', '(x)', 'Ba sh(x)', '1x', 'Bash(x\\)'],
  ...['bash(x)', 'm*', 'Bas*(x)', 'mcp__a__b(*)', 'mcp__', '\tBash', 'Bash\n'],
])('reads %j as malformed, as Claude Code does', (text) => {
  expect(parseRule(text)).toBeNull();
});

it('writes parentheses and backslashes escaped, as Claude Code does', () => {
  const rule = { tool: 'Bash', content: 'echo (a) \\b' };
  expect(formatRule(rule)).toBe('Bash(echo \\(a\\) \\\\b)');
  expect(parseRule(formatRule(rule))).toEqual(rule);
});
