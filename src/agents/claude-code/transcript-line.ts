import * as z from 'zod/mini';
import type { JsonObject } from '../../core/json.ts';

/** How a tool call came out: it ran, it was refused, or the line doesn't say. */
export type CallOutcome = 'allowed' | 'denied' | 'unknown';

/** Who settled it: a person at the agent's own dialog, a hook, or a rule. */
export type CallSettler = 'person' | 'hook' | 'rule' | 'unknown';

/** What a line of a transcript tells of tool calls. */
export type TranscriptEvent =
  | {
      readonly kind: 'use';
      readonly id: string;
      readonly tool: string;
      readonly input: JsonObject;
    }
  | {
      readonly kind: 'result';
      readonly id: string;
      readonly outcome: CallOutcome;
      readonly by: CallSettler;
      /** Milliseconds since 1970. */
      readonly at: number;
    };

type ResultEvent = Extract<TranscriptEvent, { kind: 'result' }>;

const useBlock = z.object({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.record(z.string(), z.json()),
});
const resultBlock = z.object({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  is_error: z.optional(z.boolean()),
});
const content = z.object({ content: z.array(z.unknown()) });
const assistantLine = z.object({ type: z.literal('assistant'), message: content });
const userLine = z.object({
  type: z.literal('user'),
  timestamp: z.iso.datetime(),
  message: content,
  toolDenialKind: z.optional(z.string()),
  permissionDecision: z.optional(z.object({ decision: z.string(), source: z.string() })),
});
type UserLine = z.infer<typeof userLine>;

/**
 * Reads one line of a Claude Code transcript (`<session>.jsonl`; undocumented, measured with
 * 2.1.328).
 * @returns nothing for a line that tells of no tool call, or that it doesn't understand.
 */
export function readTranscriptLine(line: string): readonly TranscriptEvent[] {
  // Most lines are long and of no concern; these words spare parsing them.
  if (!line.includes('"tool_use')) return [];
  const value = parseJson(line);
  const asked = assistantLine.safeParse(value);
  if (asked.success) return asked.data.message.content.flatMap(useIn);
  const answered = userLine.safeParse(value);
  if (!answered.success) return [];
  return answered.data.message.content.flatMap((block) => resultIn(answered.data, block));
}

function useIn(block: unknown): TranscriptEvent[] {
  const use = useBlock.safeParse(block);
  if (!use.success) return [];
  return [{ kind: 'use', id: use.data.id, tool: use.data.name, input: use.data.input }];
}

function resultIn(line: UserLine, block: unknown): ResultEvent[] {
  const result = resultBlock.safeParse(block);
  if (!result.success) return [];
  return [
    {
      kind: 'result',
      id: result.data.tool_use_id,
      outcome: outcomeOf(line, result.data.is_error === true),
      by: settlerOf(line),
      at: Date.parse(line.timestamp),
    },
  ];
}

function outcomeOf(line: UserLine, isError: boolean): CallOutcome {
  if (line.permissionDecision?.decision === 'accept') return 'allowed';
  if (line.permissionDecision?.decision === 'reject') return 'denied';
  if (line.toolDenialKind !== undefined) return 'denied';
  // A tool that ran and failed looks the same as a refusal of another version.
  return isError ? 'unknown' : 'allowed';
}

function settlerOf(line: UserLine): CallSettler {
  if (line.toolDenialKind === 'user-rejected') return 'person';
  const source = line.permissionDecision?.source ?? '';
  if (source.startsWith('user_')) return 'person';
  if (source === 'hook') return 'hook';
  return source === 'config' ? 'rule' : 'unknown';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that isn't JSON tells nothing.
    return null;
  }
}
