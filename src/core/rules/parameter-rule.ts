import type { JsonValue } from '../json.ts';
import type { Call } from './call.ts';
import type { Rule } from './rule.ts';
import { bareSkill } from './skill-name.ts';
import { canonicalTool } from './tool-name.ts';
import { matchesWildcard } from './wildcard.ts';

/** What a `Tool(param:value)` rule speaks of. Claude Code knows such rules to deny and to ask only. */
export interface Parameter {
  readonly name: string;
  /** Each `*` in it stands for any text. */
  readonly value: string;
}

/** What a tool's other rules are about can't be named as a parameter (measured). */
const SUBJECTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Bash', ['command']],
  ['Read', ['file_path']],
  ['Edit', ['file_path']],
  ['Write', ['file_path']],
  ['MultiEdit', ['file_path']],
  ['NotebookEdit', ['notebook_path']],
]);

/**
 * The parameter that a rule speaks of.
 * @returns null where it speaks of none: no name before a colon, the tool's own subject, any parameter
 *   of WebFetch, or a value that is nothing but `*` for a file tool (all measured).
 */
export function parameterOf({ tool, content }: Rule): Parameter | null {
  const parts = /^\s*(?<name>[A-Za-z_]\w*)\s*:(?<value>.*)$/s.exec(content ?? '')?.groups;
  const name = parts?.['name'];
  const value = parts?.['value']?.trim();
  if (name === undefined || value === undefined || tool === 'WebFetch') return null;
  const subjects = SUBJECTS.get(tool) ?? [];
  if (subjects.includes(name) || (value === '*' && subjects.some(isPath))) return null;
  return { name, value };
}

function isPath(subject: string): boolean {
  return subject.endsWith('_path');
}

/** Whether a call carries the parameter a rule speaks of, with that value. An omitted one never counts. */
export function carries(call: Call, { tool }: Rule, { name, value }: Parameter): boolean {
  if (canonicalTool(tool) !== canonicalTool(call.tool) || !Object.hasOwn(call.input, name)) {
    return false;
  }
  const given = scalar(call.input[name]);
  // The slash before a skill's name is no part of it (measured to deny; to ask it is taken as one).
  const isSkill = tool === 'Skill' && name === 'skill';
  return given !== null && matchesWildcard(value, isSkill ? bareSkill(given) : given);
}

function scalar(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
