import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Question, Subject } from '../subject.ts';

/** The kinds of requests, in words for a person. */
export const KINDS = {
  'shell-command': 'Shell command',
  'file-read': 'File read',
  'file-edit': 'File edit',
  'file-write': 'File write',
  'file-delete': 'File delete',
  'network-access': 'Network access',
  'mcp-tool': 'MCP tool call',
  'sub-agent': 'Sub-agent',
  skill: 'Skill',
  question: 'Question',
  plan: 'Plan',
  'mode-change': 'Mode change',
  other: 'Other, by its name',
} as const;
export type Kind = keyof typeof KINDS;

/** What a request means, by kind; paths and texts are as the call names them. */
export type TypedRequest =
  | {
      readonly kind: 'shell-command';
      readonly command: string;
      /** Another shell’s lines can’t be taken apart here. */
      readonly shell: 'bash' | 'powershell';
    }
  /** @property path null for the folder the call runs in */
  | { readonly kind: 'file-read'; readonly path: string | null; readonly pattern: string | null }
  | { readonly kind: 'file-edit'; readonly path: string }
  | { readonly kind: 'file-write'; readonly path: string }
  | { readonly kind: 'file-delete'; readonly path: string }
  | { readonly kind: 'network-access'; readonly url: string | null; readonly query: string | null }
  | {
      readonly kind: 'mcp-tool';
      readonly server: string;
      readonly tool: string;
      readonly input: JsonObject;
    }
  | { readonly kind: 'sub-agent'; readonly type: string | null; readonly task: string | null }
  | { readonly kind: 'skill'; readonly name: string }
  | { readonly kind: 'question'; readonly questions: readonly Question[] }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'mode-change'; readonly mode: string }
  | { readonly kind: 'other'; readonly tool: string };

/** A tool call, and what its adapter made of it. */
export interface AskedTool {
  readonly tool: string;
  readonly input: JsonObject;
  readonly subject: Subject;
}

/** What a tool call means. A tool, or an input, that isn’t known is `other`: nothing is guessed. */
export function typeRequest({ tool, input, subject }: AskedTool): TypedRequest {
  switch (subject.kind) {
    case 'command':
      return { kind: 'shell-command', command: subject.command, shell: 'bash' };
    case 'edit':
      return { kind: 'file-edit', path: subject.path };
    case 'write':
      return { kind: 'file-write', path: subject.path };
    case 'read':
      return { kind: 'file-read', path: subject.path, pattern: null };
    case 'fetch':
      return { kind: 'network-access', url: subject.url, query: null };
    case 'mcp':
      return { kind: 'mcp-tool', server: subject.server, tool: subject.tool, input };
    case 'question':
      return { kind: 'question', questions: subject.questions };
    case 'plan':
      return { kind: 'plan', plan: subject.plan };
    case 'other':
      return byName(tool, input);
  }
}

/** Tools that no subject of their own was made for. */
function byName(tool: string, input: JsonObject): TypedRequest {
  const text = (field: string): string | null => {
    const value = input[field];
    return typeof value === 'string' ? value : null;
  };
  const path = text('file_path') ?? text('notebook_path') ?? text('path');
  switch (tool) {
    case 'Glob':
    case 'Grep':
    case 'LS':
    case 'NotebookRead':
      return { kind: 'file-read', path, pattern: text('pattern') };
    case 'MultiEdit':
    case 'NotebookEdit':
      return path === null ? { kind: 'other', tool } : { kind: 'file-edit', path };
    case 'Delete':
      return path === null ? { kind: 'other', tool } : { kind: 'file-delete', path };
    case 'WebSearch':
      return { kind: 'network-access', url: null, query: text('query') };
    case 'Task':
    case 'Agent':
      return { kind: 'sub-agent', type: text('subagent_type'), task: text('description') };
    case 'Skill':
    case 'SlashCommand': {
      const name = text('skill') ?? text('command');
      return name === null ? { kind: 'other', tool } : { kind: 'skill', name };
    }
    case 'EnterPlanMode':
      return { kind: 'mode-change', mode: 'plan' };
    // `Monitor` watches what a command of Bash puts out.
    case 'Monitor':
    case 'PowerShell': {
      const command = text('command');
      const shell = tool === 'Monitor' ? 'bash' : 'powershell';
      return command === null ? { kind: 'other', tool } : { kind: 'shell-command', command, shell };
    }
    default:
      return { kind: 'other', tool };
  }
}

/** Every text in an input, however deep it lies. */
export function textsIn(input: JsonObject): readonly string[] {
  const found: string[] = [];
  const waiting: (JsonValue | undefined)[] = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') found.push(value);
    else if (isList(value)) waiting.push(...value);
    else if (isJsonObject(value)) waiting.push(...Object.keys(value), ...Object.values(value));
  }
  return found;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
