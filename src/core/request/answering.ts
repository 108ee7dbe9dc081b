import { alreadyAnswered } from './already-answered.ts';
import type { Approver, Decision } from './decision.ts';
import { deliver, isRecorded } from './delivering.ts';
import { misfit } from './fit.ts';
import { prepare } from './footing.ts';
import { refused, type Item, type Outcome } from './item.ts';
import type { QueueParts } from './parts.ts';
import { sign } from './signing.ts';
import type { RequestEvent } from './state.ts';

/**
 * Takes an answer, of a person or of a grant: claim, rule or grant, record, then the agent. All or
 * nothing until the agent is told; whatever fails before that leaves the request as open as it was.
 * An allow that others have to sign too is put on record as a signature, and the agent waits on.
 */
export async function decideRequest(
  parts: QueueParts,
  item: Item,
  decision: Decision,
  by: Approver,
): Promise<Outcome> {
  const { request } = item;
  const { ports, book } = parts;
  if (item.state.kind === 'orphaned') {
    return refused('nobody-waits', 'The agent no longer waits for this answer.');
  }
  const unfit = misfit(request, decision, by, ports.places(request.folder));
  if (unfit) return unfit;
  if (!book.happen(request.id, { kind: 'claim', by }))
    return alreadyAnswered(book.find(request.id)?.state ?? item.state, '');
  return decideClaimed(parts, item, decision, by);
}

/** Takes an answer that fits its request and has claimed it. */
export function decideClaimed(
  parts: QueueParts,
  item: Item,
  decision: Decision,
  by: Approver,
): Promise<Outcome> {
  const answering = answerClaimed(parts, item, decision, by);
  return by.kind === 'grant' ? parts.grants.during(by.id, answering) : answering;
}

async function answerClaimed(
  parts: QueueParts,
  item: Item,
  decision: Decision,
  claimer: Approver,
): Promise<Outcome> {
  const { request } = item;
  const { ports, book } = parts;
  const signed = sign(ports, item, decision.behavior, claimer);
  if (signed.kind === 'refused') {
    book.happen(request.id, { kind: 'unclaim' });
    return signed;
  }
  if (signed.kind === 'others-too') return keepSignature(parts, item, signed.event, signed.note);
  const footing = await prepare(parts, request, decision, claimer);
  if (footing.kind === 'refused') {
    book.happen(request.id, { kind: 'unclaim' });
    return footing;
  }
  const { by, saved, grant } = footing;
  const { signatures } = signed;
  const at = ports.clock.now();
  const event: RequestEvent = { kind: 'decide', by, decision, saved, grant, signatures, at };
  if (!(await isRecorded(ports, item, event))) {
    const left = await footing.takeBack();
    book.happen(request.id, { kind: 'unclaim' });
    return refused('not-recorded', `${NOT_RECORDED}${left}`);
  }
  if (!book.happen(request.id, event)) {
    const left = await footing.takeBack();
    return alreadyAnswered(book.find(request.id)?.state ?? item.state, left);
  }
  footing.stand();
  return deliver(ports, book, item, decision);
}

const NOT_RECORDED =
  'The decision could not be written to the record on disk, so the agent was not told. ' +
  'Free some disk space and try again, or answer in the terminal.';

/** Puts a signature on record that others have to follow; the agent hears nothing of it. */
async function keepSignature(
  { ports, book }: QueueParts,
  item: Item,
  event: RequestEvent,
  note: string,
): Promise<Outcome> {
  const { id } = item.request;
  if (!(await isRecorded(ports, item, event))) {
    book.happen(id, { kind: 'unclaim' });
    return refused('not-recorded', SIGNATURE_NOT_RECORDED);
  }
  if (!book.happen(id, event)) return alreadyAnswered(book.find(id)?.state ?? item.state, '');
  return { kind: 'done', note };
}

const SIGNATURE_NOT_RECORDED =
  'Your signature could not be written to the record on disk, so it does not count. ' +
  'Free some disk space and try again.';
