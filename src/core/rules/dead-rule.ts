import { deadCommand } from './dead-command.ts';
import { deadPath } from './dead-path.ts';
import type { Places } from './call.ts';
import { parameterOf } from './parameter-rule.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleFault } from './rule-fault.ts';
import { parseRule, type Rule } from './rule.ts';
import { skillBeginning } from './skill-name.ts';
import { canonicalTool, isWhole } from './tool-name.ts';
import { domainPattern } from './web-domain.ts';

/**
 * Why a rule can do nothing, whatever is asked: Claude Code skips it, or nothing can match it (all
 * measured).
 * @returns null where it may match something.
 */
export function whyDead(placed: PlacedRule, places: Places): string | null {
  const fault = ruleFault(placed.text, placed.behavior);
  if (fault !== null) return fault;
  const rule = parseRule(placed.text);
  if (rule === null) return null;
  if (placed.behavior === 'allow' && QUESTIONS.includes(rule.tool)) {
    return `${rule.tool} is a question: no rule can answer it.`;
  }
  if (rule.tool.startsWith('mcp__')) return deadServer(rule.tool);
  if (isWhole(rule)) return null;
  // To allow, a parameter is no parameter.
  if (placed.behavior !== 'allow' && parameterOf(rule) !== null) return null;
  return deadContent(rule, placed, places);
}

const QUESTIONS = ['AskUserQuestion', 'ExitPlanMode'];

function deadServer(name: string): string | null {
  return /__$/.test(name) ? `Nothing is named after the server: write ${name}*.` : null;
}

function deadContent(rule: Rule, placed: PlacedRule, places: Places): string | null {
  const content = rule.content ?? '';
  const { behavior } = placed;
  switch (canonicalTool(rule.tool)) {
    case 'Bash':
      return deadCommand(content, behavior);
    case 'Read':
    case 'Edit':
      return deadPath(rule, placed, places);
    case 'Write':
    case 'MultiEdit':
    case 'NotebookEdit':
      return `Claude Code never compares paths with ${rule.tool} rules: write Edit(${content}), which covers it.`;
    case 'Glob':
    case 'Grep':
    case 'LS':
      return `Claude Code never compares paths with ${rule.tool} rules: write Read(${content}).`;
    case 'WebFetch':
      return domainPattern(content) === null
        ? 'A WebFetch rule names a host and nothing more: WebFetch(domain:example.com).'
        : null;
    case 'Agent':
      return behavior === 'deny'
        ? null
        : 'A type of agent can only be denied; to be asked about agents, write Agent alone.';
    case 'Skill':
      return deadSkill(content, behavior);
    case 'PowerShell':
    case 'Cd':
      return null;
    default:
      return `${rule.tool} rules can’t tell calls apart: write ${rule.tool} alone.`;
  }
}

function deadSkill(content: string, behavior: PlacedRule['behavior']): string | null {
  if (behavior === 'ask') return 'A single skill can’t be asked about; write Skill alone.';
  return skillBeginning(content) === null && content.includes('*')
    ? 'In a skill’s name * is only understood at the end, after a blank: Skill(name *).'
    : null;
}
