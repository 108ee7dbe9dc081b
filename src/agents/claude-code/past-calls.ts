import * as z from 'zod/mini';
import type { JsonObject } from '../../core/json.ts';
import { isPlainJsonObject } from './plain-json.ts';

/** A tool call that a transcript tells of. */
export interface PastCall {
  readonly id: string;
  /** The agent's own name for the conversation. */
  readonly session: string;
  readonly tool: string;
  readonly input: JsonObject;
  /** The folder it ran in. */
  readonly cwd: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const lineSchema = z.object({
  type: z.literal('assistant'),
  sessionId: z.string(),
  cwd: z.string().check(z.minLength(1)),
  timestamp: z.iso.datetime(),
  message: z.object({ content: z.array(z.unknown()) }),
});
const useSchema = z.object({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.custom<JsonObject>(isPlainJsonObject),
});

/**
 * Reads the calls in one line of a Claude Code transcript (undocumented, measured with 2.1.328): a
 * hint, never a ground to allow anything.
 * @returns nothing for a line that tells of no call, or that it doesn't understand
 */
export function readPastCalls(line: string): readonly PastCall[] {
  // Most lines are long and of no concern; these words spare parsing them.
  if (!line.includes('"tool_use"')) return [];
  const read = lineSchema.safeParse(parseJson(line));
  if (!read.success) return [];
  const { sessionId: session, cwd, timestamp, message } = read.data;
  return message.content.flatMap((block) => {
    const use = useSchema.safeParse(block);
    if (!use.success) return [];
    const { id, name: tool, input } = use.data;
    return [{ id, session, tool, input, cwd, at: Date.parse(timestamp) }];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that isn't JSON tells nothing.
    return null;
  }
}
