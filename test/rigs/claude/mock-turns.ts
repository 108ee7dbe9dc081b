/** A piece of an assistant's turn: words, or a call of a tool. */
export type Block =
  { text: string } | { tool: string; input: Record<string, unknown>; id?: string };

/** What the model says in one turn: plain words (which end the work), or blocks. */
export type Turn = string | readonly Block[];

/** What a tool gave back, as the model received it. */
export interface ToolResult {
  toolUseId: string;
  isError: boolean;
  text: string;
}

/** One message of the conversation, as far as the mock looks at it. */
export interface ApiMessage {
  role: string;
  content: string | readonly ApiBlock[];
}

/** One content block of such a message. */
export interface ApiBlock {
  type: string;
  text?: string;
  tool_use_id?: string;
  is_error?: boolean;
  content?: string | readonly ApiBlock[];
}

const textOf = (content: ApiMessage['content'] | undefined): string =>
  typeof content === 'string'
    ? content
    : (content ?? [])
        .filter((block) => block.type === 'text')
        .map((block) => block.text ?? '')
        .join('\n');

/** Which scenario a conversation plays (`MOCK:<name>` in a prompt), and which turn is next. */
export function placeIn(messages: readonly ApiMessage[]): { name: string; turn: number } | null {
  const named = messages.flatMap(({ role, content }, at) => {
    const name = [...textOf(content).matchAll(/MOCK:([\w-]+)/g)].at(-1)?.[1];
    return role === 'user' && name !== undefined ? [{ name, at }] : [];
  });
  const newest = named.at(-1);
  if (newest === undefined) return null;
  const since = messages.slice(newest.at + 1);
  return { name: newest.name, turn: since.filter(({ role }) => role === 'assistant').length };
}

/** All tool results a conversation holds, oldest first. */
export function toolResultsIn(messages: readonly ApiMessage[]): ToolResult[] {
  return messages
    .flatMap((message) => (typeof message.content === 'string' ? [] : message.content))
    .filter((block) => block.type === 'tool_result')
    .map((block) => ({
      toolUseId: block.tool_use_id ?? '',
      isError: block.is_error === true,
      text: textOf(block.content),
    }));
}
