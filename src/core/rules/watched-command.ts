import { judgeCommand } from './bash-judge.ts';
import type { Call } from './call.ts';
import type { CommandRules } from './command-rules.ts';
import { judgeTool, type ToolRules } from './tool-rules.ts';
import type { Verdict } from './verdict.ts';

/**
 * What Claude Code would do with a command whose output it watches (`Monitor`): the rules for Bash speak
 * of it as if it were called by itself, but it is a rule for all of Monitor that allows every command,
 * not one for all of Bash (measured). It never throws.
 */
export function judgeWatched(
  { tools, ...rules }: CommandRules & { readonly tools: ToolRules },
  call: Call,
  command: string,
): Verdict {
  const own = judgeTool(tools, call);
  if (own.outcome === 'deny') return own;
  const { bash } = rules;
  const bare = own.outcome === 'allow' ? own.rule : null;
  const allow = { ...bash.allow, bare };
  const said = judgeCommand({ ...rules, bash: { ...bash, allow } }, command, call.cwd);
  return said.outcome !== 'deny' && own.outcome === 'ask' && own.rule !== null ? own : said;
}
