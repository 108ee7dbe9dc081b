import * as z from 'zod/mini';
import type { JsonObject } from '../core/json.ts';

const text = z.string();
const jsonObject: z.ZodMiniType<JsonObject> = z.record(text, z.json());

/** A tool call as Claude Code's hooks name its fields, so that their messages can be given as they are. */
const askedCallSchema = z.object({
  tool_name: text,
  tool_input: jsonObject,
  /** The folder the call would run in; the current one where left out. */
  cwd: z.optional(text),
});
/** A tool call that is asked about. */
export type AskedCall = z.infer<typeof askedCallSchema>;

const inputSchema = z.array(askedCallSchema);

/** The calls that are asked about, or why the text can't be read as some, in words that name the place. */
export type ExplainInput =
  | { readonly kind: 'calls'; readonly calls: readonly AskedCall[] }
  | { readonly kind: 'fault'; readonly message: string };

/** Reads what is asked: a JSON array of tool calls. */
export function readExplainInput(text: string): ExplainInput {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'fault', message: `The input is not valid JSON: ${wordsOf(error)}` };
  }
  try {
    const parsed = inputSchema.safeParse(value);
    if (parsed.success) return { kind: 'calls', calls: parsed.data };
    return { kind: 'fault', message: placeFault(parsed.error.issues[0]?.path ?? []) };
  } catch {
    // The schema calls itself once a level, and so runs out of stack.
    return { kind: 'fault', message: 'The input is nested too deeply to be read.' };
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const EXPECTED: Readonly<Record<string, string>> = {
  tool_name: 'the tool’s name in quotes, such as "Bash"',
  tool_input: 'an object, such as {"command": "npm test"}',
  cwd: 'a folder in quotes, or left out',
};

function placeFault([index, field]: readonly PropertyKey[]): string {
  if (index === undefined) return 'The input must be an array of tool calls: [{…}, …].';
  const place = `[${String(index)}]`;
  if (field === undefined) return `${place} must be an object with tool_name and tool_input.`;
  return `${place}.${String(field)} must be ${EXPECTED[String(field)] ?? 'something else'}.`;
}
