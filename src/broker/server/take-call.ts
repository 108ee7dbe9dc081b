import type { PreToolUseEvent } from '../../agents/claude-code/hook-event.ts';
import {
  asksByItself,
  decidesItself,
  heldCallAnswer,
  preToolAnswer,
} from '../../agents/claude-code/pre-tool-answer.ts';
import type { CallVerdict } from '../leash/leash-judge.ts';
import { sendAnswer, type Exchange } from './agent-line.ts';
import type { EndpointPorts } from './endpoint-ports.ts';
import { enterRequest } from './enter-request.ts';
import { hasOwnPrompt } from './own-prompt.ts';
import { judgeArriving } from './judge-arriving.ts';
import type { LetByRecord } from './let-by-record.ts';
import type { FolderOf } from './session-folders.ts';

/** What a message about a call is taken with. */
export interface CallParts {
  readonly ports: EndpointPorts;
  readonly folderOf: FolderOf;
  readonly letBy: LetByRecord;
}

/** A call before it runs, judged. */
interface Arrived {
  readonly event: PreToolUseEvent;
  readonly folder: string;
  readonly judged: CallVerdict;
}

/**
 * Takes a call before it runs: lets it by, leaves it to Claude Code, has it asked, or has it denied on
 * record. What goes by hears so before anything else is done about it.
 */
export async function takeCall(
  exchange: Exchange,
  event: PreToolUseEvent,
  parts: CallParts,
): Promise<void> {
  const { ports, folderOf } = parts;
  const folder = await folderOf(event);
  const judged = await judgeArriving(event, folder, ports);
  const call = { event, folder, judged };
  const { outcome } = judged.verdict;
  const isTheirs =
    asksByItself(event.tool_name) || (outcome === 'allow' && decidesItself(event.permission_mode));
  if (outcome !== 'deny' && isTheirs) {
    await sendAnswer(exchange, null);
    ports.onEvent(event);
    return;
  }
  switch (outcome) {
    case 'pass':
      await sendAnswer(exchange, null);
      ports.onEvent(event);
      return;
    case 'allow':
      await letBy(exchange, call, parts);
      return;
    case 'ask':
      await ask(exchange, call, ports);
      return;
    case 'deny':
      hold(exchange, call, await hasOwnPrompt(event, ports), ports);
  }
}

async function letBy(exchange: Exchange, call: Arrived, parts: CallParts): Promise<void> {
  const { event, judged } = call;
  const { session_id: session, tool_name: tool, tool_input: input } = event;
  const { tier, verdict } = judged;
  const permit = await parts.letBy.mayLetBy({
    session,
    tool,
    input,
    tier,
    by: verdict.by,
  });
  if (permit.kind === 'refused') {
    await ask(exchange, { ...call, judged: unrecorded(judged) }, parts.ports);
    return;
  }
  if (parts.ports.stopOf(session) !== null) {
    hold(exchange, call, false, parts.ports);
    return;
  }
  const heard = await sendAnswer(exchange, preToolAnswer(verdict));
  if (heard && permit.kind === 'record-after') permit.record();
  parts.ports.onEvent(event);
}

/**
 * A session with a prompt of its own shows it, and asks here once more; in any other the call waits. So
 * does what several people must sign: a Yes in the prompt would need nobody’s signature.
 */
async function ask(exchange: Exchange, call: Arrived, ports: EndpointPorts): Promise<void> {
  const { event, judged } = call;
  if (judged.requires.length > 0 || !(await hasOwnPrompt(event, ports))) {
    hold(exchange, call, false, ports);
    return;
  }
  await sendAnswer(exchange, preToolAnswer(judged.verdict));
  ports.onEvent(event);
}

function hold(exchange: Exchange, call: Arrived, ownPrompt: boolean, ports: EndpointPorts): void {
  const { because } = call.judged.verdict;
  ports.onEvent(call.event);
  enterRequest(
    exchange,
    { ...call, ownPrompt, encode: (_request, answer) => heldCallAnswer(answer, because) },
    ports,
  );
}

const UNRECORDED =
  'The mode lets this by, but it can’t be put on record on disk. So a person is asked.';

function unrecorded(judged: CallVerdict): CallVerdict {
  return {
    ...judged,
    judgement: () => ({ ...judged.judgement(), because: UNRECORDED }),
    verdict: { ...judged.verdict, outcome: 'ask', because: UNRECORDED },
  };
}
