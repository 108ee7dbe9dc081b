import { hookAnswer } from '../../agents/claude-code/answer.ts';
import type { PermissionRequestEvent } from '../../agents/claude-code/hook-event.ts';
import type { Exchange } from './agent-line.ts';
import { enterRequest } from './enter-request.ts';
import { judgeArriving } from './judge-arriving.ts';
import { hasOwnPrompt } from './own-prompt.ts';
import type { CallParts } from './take-call.ts';

/** Takes a question of Claude Code’s own: a person answers it, unless the leash denies it. */
export async function takePermission(
  exchange: Exchange,
  event: PermissionRequestEvent,
  { ports, folderOf }: CallParts,
): Promise<void> {
  ports.onEvent(event);
  const folder = await folderOf(event);
  const [judged, ownPrompt] = await Promise.all([
    judgeArriving(event, folder, ports),
    hasOwnPrompt(event, ports),
  ]);
  const call = { event, folder, judged, ownPrompt, encode: hookAnswer };
  enterRequest(exchange, call, ports);
}
