import * as z from 'zod/mini';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { isPlainJson, isPlainJsonObject } from './plain-json.ts';

const text = z.string();
const flag = z.boolean();
const json = z.custom<JsonValue>(isPlainJson);
const jsonObject = z.custom<JsonObject>(isPlainJsonObject);

/** What every event may carry; measured with Claude Code 2.1.328. */
const common = {
  session_id: text.check(z.minLength(1)),
  transcript_path: text,
  cwd: text,
  /** The person's prompt that led here; absent before the first. */
  prompt_id: z.optional(text),
  permission_mode: z.optional(text),
  effort: z.optional(jsonObject),
  /** Only inside a subagent. */
  agent_id: z.optional(text),
  agent_type: z.optional(text),
};

const call = {
  tool_name: text.check(z.minLength(1)),
  tool_input: jsonObject,
  mcp_server: z.optional(z.object({ name: text })),
};

/** Who closes a turn: the session itself, or a subagent. */
const turnEnd = {
  stop_hook_active: flag,
  last_assistant_message: z.optional(text),
  background_tasks: z.optional(json),
  session_crons: z.optional(json),
};

const elicitation = {
  mcp_server_name: text,
  mode: z.optional(text),
  elicitation_id: z.optional(text),
};

const permissionRequest = z.strictObject({
  ...common,
  ...call,
  hook_event_name: z.literal('PermissionRequest'),
  /** What Claude Code itself would remember; absent where it would remember nothing. */
  permission_suggestions: z.optional(z.array(jsonObject)),
});

const hookEvent = z.discriminatedUnion('hook_event_name', [
  permissionRequest,
  event('PreToolUse', { ...call, tool_use_id: text }),
  event('PostToolUse', {
    ...call,
    tool_use_id: text,
    tool_response: json,
    duration_ms: z.optional(z.number()),
  }),
  event('PostToolUseFailure', {
    ...call,
    tool_use_id: text,
    error: text,
    is_interrupt: z.optional(flag),
    duration_ms: z.optional(z.number()),
  }),
  event('PostToolBatch', { tool_calls: z.array(jsonObject) }),
  event('PermissionDenied', { ...call, tool_use_id: text, reason: text }),
  event('Notification', { message: text, title: z.optional(text), notification_type: text }),
  event('UserPromptSubmit', { prompt: text }),
  event('Stop', turnEnd),
  event('SubagentStart', { agent_id: text, agent_type: text }),
  event('SubagentStop', {
    ...turnEnd,
    agent_id: text,
    agent_type: text,
    agent_transcript_path: z.optional(text),
  }),
  event('SessionStart', { source: text, model: z.optional(text) }),
  event('SessionEnd', { reason: text }),
  event('Elicitation', {
    ...elicitation,
    message: text,
    requested_schema: z.optional(json),
    url: z.optional(text),
  }),
  event('ElicitationResult', { ...elicitation, action: text, content: z.optional(json) }),
  event('ConfigChange', { source: text, file_path: z.optional(text) }),
  event('MessageDisplay', {
    turn_id: text,
    message_id: text,
    index: z.number(),
    final: flag,
    delta: text,
  }),
  event('InstructionsLoaded', { file_path: text, memory_type: text, load_reason: text }),
]);

/** The schema of one event. Strict: a field we don't know may change what the others mean. */
function event<Name extends string, Fields extends z.core.$ZodLooseShape>(
  name: Name,
  fields: Fields,
) {
  return z.strictObject({ ...common, ...fields, hook_event_name: z.literal(name) });
}

/** A message that Claude Code sends to a hook, checked. */
export type HookEvent = z.infer<typeof hookEvent>;
/** The message that asks for permission. */
export type PermissionRequestEvent = z.infer<typeof permissionRequest>;
/** The message that comes before a call runs. */
export type PreToolUseEvent = Extract<HookEvent, { hook_event_name: 'PreToolUse' }>;

/** Why a message was not taken. The detail names fields, never what they hold. */
export interface HookRefusal {
  readonly kind: 'refused';
  readonly code: 'unknown-event' | 'unknown-field' | 'bad-shape';
  readonly detail: string;
}

/**
 * A hook message, checked against everything we know of Claude Code's events.
 * @returns the event, or why it is not one we understand.
 */
export function parseHookEvent(
  message: unknown,
): { readonly kind: 'event'; readonly event: HookEvent } | HookRefusal {
  const parsed = hookEvent.safeParse(message);
  if (parsed.success) return { kind: 'event', event: parsed.data };
  const { issues } = parsed.error;
  if (issues.some((issue) => issue.code === 'invalid_union')) return refusedName(message);
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (unknown.length > 0) return refusal('unknown-field', unknown);
  return refusal(
    'bad-shape',
    issues.map((issue) => issue.path.join('.')),
  );
}

function refusedName(message: unknown): HookRefusal {
  const named = z.object({ hook_event_name: text }).safeParse(message).success;
  return refusal(named ? 'unknown-event' : 'bad-shape', ['hook_event_name']);
}

function refusal(code: HookRefusal['code'], fields: readonly string[]): HookRefusal {
  return { kind: 'refused', code, detail: fields.slice(0, 5).map(fieldName).join(', ') };
}

/** A field's name, fit for a log and a person: the sender could put anything into it. */
function fieldName(name: string): string {
  if (name === '') return 'the whole message';
  return /^[\w.-]{1,64}$/.test(name) ? name : 'a field with an unusual name';
}
