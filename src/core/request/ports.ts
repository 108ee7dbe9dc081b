import type { Ending, GrantKeeper } from '../grants/grant-book.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Places } from '../rules/call.ts';
import type { Behavior, RuleChoice } from '../rules/offers.ts';
import type { RulesInForce } from '../rules/rules-in-force.ts';
import type { ApproverRef, Signer } from '../policy/approvers.ts';
import type { Approver, SavedRule } from './decision.ts';
import type { Request } from './request.ts';
import type { RequestEvent } from './state.ts';

/** What is put on record: everything that happens to a request, and its arrival. */
export type RecordedEvent = RequestEvent | { readonly kind: 'receive' };

/** Puts an event on record; resolves once it is safe on disk, rejects where it could not be. */
export interface Recorder {
  record(request: Request, event: RecordedEvent): Promise<void>;
  /** The same of the end of a grant. */
  recordEnd(ending: Ending): Promise<void>;
}

/** What became of writing a rule; a refusal says why and what to do. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly saved: SavedRule }
  /** Every one of the rules stands in the file already; nothing was written. */
  | { readonly kind: 'already-there' }
  | { readonly kind: 'refused'; readonly message: string };

/** What became of taking a rule out again. */
export type UndoOutcome =
  { readonly kind: 'undone' } | { readonly kind: 'refused'; readonly message: string };

/** Writes rules to Claude Code's settings files, and takes them out again. */
export interface RuleWriter {
  save(request: Request, behavior: Behavior, choice: RuleChoice): Promise<SaveOutcome>;
  undo(saved: SavedRule): Promise<UndoOutcome>;
}

/** Who it is that signs, and how those that have to sign are called. */
export interface SigningPort {
  /** Null where one can’t sign, or not any more: a device that is not paired, a grant. */
  signerOf(by: Approver): Signer | null;
  /** In words for a person ("the editor", "Ann"). */
  nameOf(ref: ApproverRef): string;
}

/** What the queue needs from outside. */
export interface QueuePorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly recorder: Recorder;
  readonly rules: RuleWriter;
  readonly grants: GrantKeeper;
  readonly signing: SigningPort;
  /** The folders that the paths in the rules of a session are read from, by the folder it was started in. */
  readonly places: (folder: string) => Places;
  /** The rules that count for sessions in a folder; rejects where they can't be read. */
  readonly rulesInForce: (folder: string) => Promise<RulesInForce>;
  readonly log: Log;
}
