/** Lines as Claude Code 2.1.328 writes them to a transcript, less the fields of no concern. */

/** The model asks for a tool. */
export function useLine(id: string, name: string, input: object): string {
  const block = { type: 'tool_use', id, name, input };
  const message = { role: 'assistant', content: [block], stop_reason: 'tool_use' };
  return JSON.stringify({ isSidechain: false, message, type: 'assistant', uuid: 'u' });
}

/** A tool's result, or the refusal, with what the line says of who decided. */
export function resultLine(id: string, at: number, more: object, isError = false): string {
  const block = { tool_use_id: id, type: 'tool_result', content: 'text', is_error: isError };
  const message = { role: 'user', content: [block] };
  const timestamp = new Date(at).toISOString();
  return JSON.stringify({ isSidechain: false, type: 'user', message, timestamp, ...more });
}

/** Yes, once. */
export const accepted = {
  permissionDecision: { decision: 'accept', source: 'user_temporary', grantScope: 'once' },
};

/** No, with a comment. */
export const commented = {
  toolDenialKind: 'user-rejected',
  userFeedback: 'use yarn',
  permissionDecision: { decision: 'reject', source: 'user_reject' },
};

/** No, or Esc. */
export const rejected = {
  toolUseResult: 'User rejected tool use',
  toolDenialKind: 'user-rejected',
  toolDenialBeforeRun: true,
};

/** A hook's allow. */
export const byHook = {
  permissionDecision: { decision: 'accept', source: 'hook', reasonType: 'hook' },
};

/** A rule, such as one that "don't ask again" for another request has made. */
export const byRule = {
  permissionDecision: { decision: 'accept', source: 'config', reasonType: 'rule' },
};
