import { isHeadless } from '../../agents/claude-code/session-file.ts';
import type { EndpointPorts } from './endpoint-ports.ts';
import type { CallEvent } from './session-folders.ts';

/**
 * Whether a session shows a prompt of its own where it asks. A headless run has none: what nobody
 * answers here is denied there (measured). A session that nothing is known of counts as one that does.
 */
export async function hasOwnPrompt(
  { session_id: session }: CallEvent,
  { hint }: Pick<EndpointPorts, 'hint'>,
): Promise<boolean> {
  const found = await hint(session);
  return found === undefined || !isHeadless(found);
}
