import { readCall } from '../../agents/claude-code/subject.ts';
import { UNJUDGED } from '../../core/policy/judgement.ts';
import { stricter } from '../../core/policy/outcome.ts';
import type { CallVerdict } from '../leash/leash-judge.ts';
import type { EndpointPorts } from './endpoint-ports.ts';
import type { CallEvent } from './session-folders.ts';

const BROKEN = 'What this means could not be told. So a person is asked.';

/**
 * Judges the call of a message.
 * @param folder the folder its session was started in.
 * @returns a verdict that asks, or denies while agents are stopped, where judging breaks down.
 */
export async function judgeArriving(
  event: CallEvent,
  folder: string,
  ports: Pick<EndpointPorts, 'judge' | 'fallback' | 'log'>,
): Promise<CallVerdict> {
  const { session_id: session, cwd, tool_name: tool, tool_input: input } = event;
  const { subject } = readCall(tool, input, event.mcp_server?.name);
  try {
    return await ports.judge({ session, folder, cwd, tool, input, subject });
  } catch (cause) {
    // Only the kind of error: its text could hold tool input.
    const error = cause instanceof Error ? cause.name : typeof cause;
    ports.log.error('A call could not be judged; it is asked', { error });
    return {
      tier: UNJUDGED.tier,
      judgement: () => ({ ...UNJUDGED, because: BROKEN }),
      mayAlways: false,
      requires: [],
      verdict: {
        outcome: stricter('ask', ports.fallback()),
        ...{ because: BROKEN, by: 'the leash', layers: [] },
      },
    };
  }
}
