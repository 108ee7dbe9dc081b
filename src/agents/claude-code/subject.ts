import * as z from 'zod/mini';
import type { JsonObject } from '../../core/json.ts';
import type { Subject } from '../../core/subject.ts';

/** What a tool call is about, and the fields of its input that the subject does not show. */
export interface Reading {
  readonly subject: Subject;
  readonly rest: JsonObject;
}

const text = z.string();
const optionalText = z.optional(text);

const bash = z.object({ command: text, description: optionalText });
const edit = z.object({
  file_path: text,
  old_string: text,
  new_string: text,
  replace_all: z.optional(z.boolean()),
});
const write = z.object({ file_path: text, content: text });
const read = z.object({ file_path: text });
const fetch = z.object({ url: text, prompt: optionalText });
const plan = z.object({ plan: text });
const option = { label: text, description: optionalText };
const question = { question: text, header: optionalText, multiSelect: z.optional(z.boolean()) };
const questions = z.object({
  questions: z.array(z.object({ ...question, options: z.array(z.object(option)) })),
});
const plainQuestions = z.array(
  z.strictObject({ ...question, options: z.array(z.strictObject(option)) }),
);

/**
 * Reads a Claude Code tool call. A tool we don't know, or an input without what its tool needs, is
 * `other`: shown as it is, nothing guessed.
 * @param server the MCP server's own name, where Claude Code says it.
 */
export function readCall(tool: string, input: JsonObject, server: string | undefined): Reading {
  return known(tool, input, server) ?? { subject: { kind: 'other' }, rest: input };
}

function known(tool: string, input: JsonObject, server: string | undefined): Reading | null {
  switch (tool) {
    case 'Bash':
      return reading(bash, input, ({ command, description }) => ({
        kind: 'command',
        command,
        description: description ?? null,
      }));
    case 'Edit':
      return reading(edit, input, ({ file_path, old_string, new_string, replace_all }) => ({
        kind: 'edit',
        path: file_path,
        before: old_string,
        after: new_string,
        everywhere: replace_all ?? false,
      }));
    case 'Write':
      return reading(write, input, ({ file_path, content }) => ({
        kind: 'write',
        path: file_path,
        content,
      }));
    case 'Read':
      return reading(read, input, ({ file_path }) => ({ kind: 'read', path: file_path }));
    case 'WebFetch':
      return reading(fetch, input, ({ url, prompt }) => ({
        kind: 'fetch',
        url,
        prompt: prompt ?? null,
      }));
    case 'ExitPlanMode':
      return reading(plan, input, (fields) => ({ kind: 'plan', plan: fields.plan }));
    case 'AskUserQuestion':
      return readQuestions(input);
    default:
      return readMcp(tool, input, server);
  }
}

/** Reads the fields a subject shows; the other fields of the input are its rest. */
function reading<Fields extends object>(
  schema: z.ZodMiniType<Fields>,
  input: JsonObject,
  subject: (fields: Fields) => Subject,
): Reading | null {
  const parsed = schema.safeParse(input);
  if (!parsed.success) return null;
  const { data } = parsed;
  return {
    subject: subject(data),
    // Who judges a call asks for its subject alone.
    get rest() {
      const others = Object.entries(input).filter(([name]) => !Object.hasOwn(data, name));
      return Object.fromEntries(others);
    },
  };
}

function readQuestions(input: JsonObject): Reading | null {
  const found = reading(questions, input, (fields) => ({
    kind: 'question',
    questions: fields.questions.map((asked) => ({
      question: asked.question,
      header: asked.header ?? null,
      options: asked.options.map(({ label, description }) => ({
        label,
        description: description ?? null,
      })),
      multiSelect: asked.multiSelect ?? false,
    })),
  }));
  // Questions that carry more than the subject can show are shown whole beside it.
  if (!found || plainQuestions.safeParse(input['questions']).success) return found;
  return { subject: found.subject, rest: input };
}

/** MCP tools are called `mcp__server__tool`, with `_` for what a name may not hold (measured). */
function readMcp(tool: string, input: JsonObject, server: string | undefined): Reading | null {
  const prefix = `mcp__${server?.replace(/[^A-Za-z0-9_-]/g, '_') ?? ''}__`;
  if (server !== undefined && tool.startsWith(prefix) && tool.length > prefix.length) {
    return { subject: { kind: 'mcp', server, tool: tool.slice(prefix.length) }, rest: input };
  }
  const [, named, called] = /^mcp__(.+?)__(.+)$/s.exec(tool) ?? [];
  if (named === undefined || called === undefined) return null;
  return { subject: { kind: 'mcp', server: named, tool: called }, rest: input };
}
