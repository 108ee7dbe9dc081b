import type { Call } from './call.ts';
import { carries, parameterOf, type Parameter } from './parameter-rule.ts';
import { isFreeHost } from './free-hosts.ts';
import type { PlacedRule, RuleBehavior } from './placed-rule.ts';
import { parseRule, type Rule } from './rule.ts';
import { canonicalTool, isWhole, namesTool } from './tool-name.ts';
import { takesIn, type Scoped } from './tool-scope.ts';
import { ruleVerdict } from './rule-verdict.ts';
import type { Verdict } from './verdict.ts';
import { addressOf, domainOf } from './web-domain.ts';

interface ToolRule {
  readonly placed: PlacedRule;
  readonly rule: Rule;
  readonly parameter: Parameter | null;
}

/** Rules of one kind, by where to look for those that may matter to a tool. */
interface Shelf {
  readonly byTool: ReadonlyMap<string, readonly ToolRule[]>;
  /** Those of them that speak of a parameter. */
  readonly ofParameters: ReadonlyMap<string, readonly ToolRule[]>;
  /** Whole servers, and patterns of names. */
  readonly wide: readonly ToolRule[];
}

/** Rules for whole tools and their parameters, made ready for judging many calls. */
export type ToolRules = Readonly<Record<RuleBehavior, Shelf>>;

/** Makes the rules for tools ready; those that Claude Code would skip count for nothing. It never throws. */
export function compileToolRules(rules: readonly PlacedRule[]): ToolRules {
  return {
    deny: shelfOf(rules, 'deny'),
    ask: shelfOf(rules, 'ask'),
    allow: shelfOf(rules, 'allow'),
  };
}

function shelfOf(rules: readonly PlacedRule[], behavior: RuleBehavior): Shelf {
  const byTool = new Map<string, ToolRule[]>();
  const wide: ToolRule[] = [];
  for (const placed of rules) {
    const rule = placed.behavior === behavior ? parseRule(placed.text) : null;
    if (rule === null) continue;
    const one = { placed, rule, parameter: behavior === 'allow' ? null : parameterOf(rule) };
    if (/\*|^mcp__(?!.*__)/.test(rule.tool)) {
      wide.push(one);
      continue;
    }
    const tool = canonicalTool(rule.tool);
    const shelf = byTool.get(tool);
    if (shelf === undefined) byTool.set(tool, [one]);
    else shelf.push(one);
  }
  const ofParameters = new Map(
    [...byTool].map(([tool, own]) => [tool, own.filter(({ parameter }) => parameter !== null)]),
  );
  return { byTool, ofParameters, wide };
}

/** Tools that do nothing a person would have to be asked about (measured, or documented). */
const FREE_TOOLS: ReadonlySet<string> = new Set([
  ...['Agent', 'TodoWrite', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskUpdate', 'TaskOutput'],
  ...['TaskStop', 'BashOutput', 'KillShell', 'ToolSearch', 'SendMessage', 'ScheduleWakeup'],
  ...['CronCreate', 'CronDelete', 'CronList', 'EnterPlanMode', 'ListAgents', 'ReportFindings'],
]);

/** Tools that look through the project unless they are given another place. */
const SEARCHES: ReadonlySet<string> = new Set(['Glob', 'Grep', 'LS']);

/** Tools that are the question themselves: no rule can answer it. */
const QUESTIONS: ReadonlySet<string> = new Set(['AskUserQuestion', 'ExitPlanMode']);

/**
 * What Claude Code would do with a call of a tool that is neither Bash nor works on one file: web, MCP,
 * agents, skills and all others. Rules for parameters are counted in. It never throws.
 */
export function judgeTool(rules: ToolRules, call: Call): Verdict {
  for (const behavior of ['deny', 'ask'] as const) {
    const found = find(rules[behavior], behavior, call, ['whole', 'scope', 'parameter']);
    if (found.rule !== null) return ruleVerdict(behavior, found.rule, call.tool);
    if (found.unclear !== null) return unclear(found.unclear);
  }
  if (QUESTIONS.has(call.tool)) return asks(`${call.tool} is a question: no rule can answer it.`);
  const { rule } = find(rules.allow, 'allow', call, ['whole', 'scope']);
  if (rule !== null) return ruleVerdict('allow', rule, call.tool);
  return isFree(call)
    ? { outcome: 'allow', rule: null, because: `Claude Code doesn’t ask for ${subject(call)}.` }
    : asks(`No rule allows ${subject(call)}.`);
}

/**
 * What the rules for a parameter (`Tool(param:value)`) say of a call of any tool, Bash and files too:
 * deny before ask. It never throws.
 * @returns null where none applies.
 */
export function judgeParameters(rules: ToolRules, call: Call): Verdict | null {
  for (const behavior of ['deny', 'ask'] as const) {
    const own = rules[behavior].ofParameters.get(canonicalTool(call.tool)) ?? [];
    const found = own.find((one) => taking(one, behavior, call, 'parameter') === 'yes');
    if (found !== undefined) return ruleVerdict(behavior, found.placed, call.tool);
  }
  return null;
}

type Way = 'whole' | 'scope' | 'parameter';

interface Found {
  readonly rule: PlacedRule | null;
  /** One of which it can't be told whether it takes the call in. */
  readonly unclear: PlacedRule | null;
}

function find(shelf: Shelf, behavior: RuleBehavior, call: Call, ways: readonly Way[]): Found {
  let unclear: PlacedRule | null = null;
  for (const one of shelf.byTool.get(canonicalTool(call.tool)) ?? []) {
    const taken = ways.map((way) => taking(one, behavior, call, way));
    if (taken.includes('yes')) return { rule: one.placed, unclear: null };
    if (taken.includes('unclear')) unclear ??= one.placed;
  }
  const wide = ways.includes('whole')
    ? shelf.wide.find(({ rule }) => namesTool(rule.tool, behavior, call.tool))
    : undefined;
  return { rule: wide?.placed ?? null, unclear };
}

function taking(one: ToolRule, behavior: RuleBehavior, call: Call, way: Way): Scoped {
  switch (way) {
    case 'whole':
      return isWhole(one.rule) ? 'yes' : 'no';
    case 'scope':
      return takesIn(one.rule, behavior, call);
    case 'parameter':
      return one.parameter !== null && carries(call, one.rule, one.parameter) ? 'yes' : 'no';
  }
}

function isFree({ tool, input }: Call): boolean {
  if (FREE_TOOLS.has(canonicalTool(tool))) return true;
  if (SEARCHES.has(tool)) return !Object.hasOwn(input, 'path');
  const { url } = input;
  const address = tool === 'WebFetch' && typeof url === 'string' ? addressOf(url) : null;
  return address !== null && isFreeHost(address);
}

function asks(because: string): Verdict {
  return { outcome: 'ask', rule: null, because };
}

function unclear(rule: PlacedRule): Verdict {
  return asks(`The address is not written plainly enough to tell whether ${rule.text} covers it.`);
}

function subject(call: Call): string {
  const host = hostIn(call);
  return host === null || host === '' ? call.tool : `pages of ${host}`;
}

function hostIn({ tool, input }: Pick<Call, 'tool' | 'input'>): string | null {
  const { url } = input;
  return tool === 'WebFetch' && typeof url === 'string' ? domainOf(url) : null;
}
