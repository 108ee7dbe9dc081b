import { compileCommandFiles, type CommandFiles } from './bash-files.ts';
import { judgeCommand } from './bash-judge.ts';
import { compileBashRules, type BashRules } from './bash-rules.ts';
import { partsOfCall } from './call-parts.ts';
import type { Call, Places } from './call.ts';
import { compileFileRules, judgeAccess, type FileRules } from './file-access.ts';
import { matchOf } from './match-rule.ts';
import type { PlacedRule } from './placed-rule.ts';
import { compileToolRules, judgeParameters, judgeTool, type ToolRules } from './tool-rules.ts';
import type { Match, Verdict } from './verdict.ts';
import { judgeWatched } from './watched-command.ts';

/** Rules made ready for judging many calls. */
export interface RuleSet {
  readonly bash: BashRules;
  readonly files: FileRules;
  readonly commandFiles: CommandFiles;
  readonly tools: ToolRules;
  readonly places: Places;
}

/** Makes rules ready; those that Claude Code would skip count for nothing. It never throws. */
export function compileRules(rules: readonly PlacedRule[], places: Places): RuleSet {
  const files = compileFileRules(rules, places);
  return {
    bash: compileBashRules(rules),
    files,
    commandFiles: compileCommandFiles(files, rules, places),
    tools: compileToolRules(rules),
    places,
  };
}

/** What Claude Code would do with a call under these rules: deny before ask before allow. It never throws. */
export function judge(set: RuleSet, call: Call): Verdict {
  const own = judgeOwn(set, call);
  if (own.outcome === 'deny') return own;
  const ofParameters = judgeParameters(set.tools, call);
  if (ofParameters === null) return own;
  // Among rules to ask, the one for the command or file says more.
  return own.outcome === 'ask' && own.rule !== null && ofParameters.outcome === 'ask'
    ? own
    : ofParameters;
}

/** What the rules for commands, files and tools say, beside those for parameters. */
function judgeOwn(set: RuleSet, call: Call): Verdict {
  const { command } = call.input;
  if (call.tool === 'Monitor' && typeof command === 'string') {
    return judgeWatched(set, call, command);
  }
  if (call.tool === 'Bash') {
    if (typeof command === 'string') return judgeCommand(set, command, call.cwd);
    return { outcome: 'ask', rule: null, because: 'This call holds no command that can be read.' };
  }
  const access = FILE_TOOLS.get(call.tool);
  if (access === undefined) return judgeTool(set.tools, call);
  const path = call.input[access.field];
  if (typeof path === 'string') {
    return judgeAccess(set.files, { kind: access.kind, path, cwd: call.cwd, tool: call.tool });
  }
  return { outcome: 'ask', rule: null, because: 'This call names no file that can be read.' };
}

/** The tools that work on one file, and where their input names it. */
const FILE_TOOLS: ReadonlyMap<string, { readonly kind: 'read' | 'edit'; readonly field: string }> =
  new Map([
    ['Read', { kind: 'read', field: 'file_path' }],
    ['Edit', { kind: 'edit', field: 'file_path' }],
    ['MultiEdit', { kind: 'edit', field: 'file_path' }],
    ['Write', { kind: 'edit', field: 'file_path' }],
    ['NotebookEdit', { kind: 'edit', field: 'notebook_path' }],
  ]);

/** Whether a tool works on one file, which its input names. */
export function isFileTool(tool: string): boolean {
  return FILE_TOOLS.has(tool);
}

/**
 * Whether this one rule, alone, decides a call or at least a part of a compound one; if not, why. What
 * Claude Code would do without any rule is no match. It never throws.
 */
export function matchRule(rule: PlacedRule, call: Call, places: Places): Match {
  const set = compileRules([rule], places);
  const alone = judge(set, call);
  const match = matchOf(rule, call, alone, places.home);
  if (match.kind !== 'no') return match;
  const isForPart = partsOfCall(call).some((part) => judge(set, part).rule === rule);
  return isForPart ? { kind: 'partly', why: alone.because } : match;
}
