import type { Grant, GrantLimit } from '../grants/grant.ts';
import type { Ending } from '../grants/grant-book.ts';
import type { GrantEnd } from '../grants/term.ts';
import { canonicalJson, type JsonValue } from '../json.ts';
import type { Hash } from '../ports.ts';
import type { Approver, SavedRule } from '../request/decision.ts';
import type { RecordedEvent } from '../request/ports.ts';
import type { Request } from '../request/request.ts';
import type {
  ElsewhereOutcome,
  OrphanReason,
  ReleaseReason,
  RequestEvent,
  SignatureMark,
} from '../request/state.ts';
import type { Tier } from '../risk/tier.ts';
import type { Behavior } from '../rules/offers.ts';
import type { RuleBehavior } from '../rules/placed-rule.ts';

/** What a rule in a settings file says, and in which file. */
type RuleMark = {
  readonly file: string;
  readonly behavior: RuleBehavior;
  readonly rules: readonly string[];
};

/** Who answered: the name of the window, the device, or the id and the rules of the grant. */
type WhoMark =
  | { readonly kind: 'window'; readonly name: string }
  | { readonly kind: 'device'; readonly id: string; readonly name: string }
  | { readonly kind: 'grant'; readonly id: string; readonly name: string }
  | { readonly kind: 'leash'; readonly name: string };

/** A person, in a window or on a device. */
export type PersonMark = Exclude<WhoMark, { kind: 'grant' | 'leash' }>;

/** One who signed, and who that is: the person, where it is known whose device or editor it is. */
type SignatureEntry = { readonly by: WhoMark; readonly person: string | null };

/** What happened to a paired device, or to Away, and by whom. */
export type DeviceEntry =
  | {
      readonly kind: 'device-paired' | 'device-renamed' | 'device-revoked';
      /** Its id. */
      readonly device: string;
      /** As it is called from then on, or was called last. */
      readonly name: string;
      /** The device itself where it left. */
      readonly by: PersonMark;
    }
  | {
      readonly kind: 'away-on' | 'away-off';
      /** Null where it turned by itself: no window had the focus for long, or one has it again. */
      readonly by: PersonMark | null;
    };

/** What a person did about the agents’ leash. */
export type LeashEntry =
  | {
      readonly kind: 'leash-set';
      readonly by: PersonMark;
      /** For what: its folder, or its session; both null for the machine. */
      readonly folder: string | null;
      readonly session: string | null;
      /** Null where that is left to the next wider place. */
      readonly mode: string | null;
      readonly profile: string | null;
    }
  | { readonly kind: 'agents-stopped' | 'agents-released'; readonly by: PersonMark }
  | {
      readonly kind: 'session-paused' | 'session-resumed';
      readonly by: PersonMark;
      readonly session: string;
    }
  | {
      readonly kind: 'leash-blocking-set';
      readonly by: PersonMark;
      /** Whether calls are blocked while no desk answers. */
      readonly on: boolean;
    }
  | {
      /** Custom mode, own profiles, people, policies and places of MCP tools were saved. */
      readonly kind: 'leash-document-saved';
      readonly by: PersonMark;
      /** SHA-256 of what was saved as canonical JSON. */
      readonly documentSha256: string;
    };

/** What a grant allows, where and until when. */
type GrantMark = {
  readonly id: string;
  readonly rules: readonly string[];
  readonly folder: string;
  readonly limit: GrantLimit;
};

/**
 * One thing on record. What an agent sent and a person typed is held as a digest only: enough to
 * prove later what was asked and answered, nothing to read there.
 */
export type AuditEntry =
  | {
      readonly kind: 'received';
      readonly request: string;
      readonly agent: Request['agent'];
      readonly session: string;
      /** The id of the subagent that asked; null for the agent itself. */
      readonly subagent: string | null;
      readonly folder: string;
      readonly tool: string;
      readonly purpose: Request['purpose'];
      /** SHA-256 of the whole input as canonical JSON. */
      readonly inputSha256: string;
    }
  | ({ readonly kind: 'signed'; readonly request: string } & SignatureEntry)
  | {
      readonly kind: 'decided';
      readonly request: string;
      readonly by: WhoMark;
      /** All who signed it; none where any person’s answer was enough. */
      readonly signatures: readonly SignatureEntry[];
      readonly behavior: Behavior;
      /** The rule that was written with it. */
      readonly rule: RuleMark | null;
      /** The grant that was given with it. */
      readonly grant: GrantMark | null;
      /** SHA-256 of the message to the agent; null where there was none. */
      readonly messageSha256: string | null;
      /** SHA-256 of the answers to the agent's questions as canonical JSON; null where it asked none. */
      readonly answersSha256: string | null;
    }
  | { readonly kind: 'delivered'; readonly request: string }
  | { readonly kind: 'undelivered'; readonly request: string }
  | {
      readonly kind: 'answered-elsewhere';
      readonly request: string;
      readonly outcome: ElsewhereOutcome;
      readonly how: string;
    }
  | { readonly kind: 'expired'; readonly request: string }
  | { readonly kind: 'released'; readonly request: string; readonly why: ReleaseReason }
  | {
      readonly kind: 'orphaned';
      readonly request: string;
      readonly why: Exclude<OrphanReason, 'answer-undelivered'>;
    }
  | { readonly kind: 'rule-saved'; readonly request: string; readonly rule: RuleMark }
  | { readonly kind: 'rule-undone'; readonly request: string; readonly rule: RuleMark }
  | {
      /** A rule was taken out of its file, or put back, by hand in the list of all rules. */
      readonly kind: 'rule-removed' | 'rule-restored';
      /** The window in which it was done. */
      readonly window: string;
      readonly rule: RuleMark;
    }
  | {
      readonly kind: 'grant-ended';
      /** Its id. */
      readonly grant: string;
      readonly why: GrantEnd;
      /** The window in which it was revoked; null where it came to its end by itself. */
      readonly by: string | null;
      /** How many calls it has allowed. */
      readonly used: number;
    }
  | DeviceEntry
  | LeashEntry
  | {
      /** A call that the leash let by without asking anybody; put on record right after it was said. */
      readonly kind: 'let-by';
      readonly session: string;
      readonly tool: string;
      readonly tier: Tier;
      /** SHA-256 of the whole input as canonical JSON. */
      readonly inputSha256: string;
      /** What of the leash it was, as a person knows it. */
      readonly by: string;
    }
  | {
      /** The log ended in a line that was never finished, and that line was cut off. */
      readonly kind: 'log-repaired';
      readonly cutBytes: number;
      /** SHA-256 of what was cut, read as UTF-8. */
      readonly cutSha256: string;
    };

/**
 * What goes on record of an event.
 * @returns null for what only concerns the desk itself: holding a claim, letting it go, putting a
 *   card away.
 */
export function entryOf(hash: Hash, request: Request, event: RecordedEvent): AuditEntry | null {
  switch (event.kind) {
    case 'receive':
      return received(hash, request);
    case 'sign':
      return { kind: 'signed', request: request.id, ...signatureOf(event.signature) };
    case 'decide':
      return decided(hash, request.id, event);
    case 'deliver':
      return { kind: 'delivered', request: request.id };
    case 'answer-elsewhere':
      return {
        kind: 'answered-elsewhere',
        request: request.id,
        outcome: event.outcome,
        how: event.how,
      };
    case 'expire':
      return { kind: 'expired', request: request.id };
    case 'release':
      return { kind: 'released', request: request.id, why: event.why };
    case 'orphan':
      return event.why === 'answer-undelivered'
        ? { kind: 'undelivered', request: request.id }
        : { kind: 'orphaned', request: request.id, why: event.why };
    case 'save-rule':
      return {
        kind: event.saved.undone ? 'rule-undone' : 'rule-saved',
        request: request.id,
        rule: markOf(event.saved),
      };
    case 'claim':
    case 'unclaim':
    case 'dismiss':
      return null;
  }
}

/** What goes on record of the end of a grant. */
export function entryOfEnd({ grant, why, by }: Ending): AuditEntry {
  return { kind: 'grant-ended', grant: grant.id, why, by, used: grant.used };
}

function received(hash: Hash, request: Request): AuditEntry {
  return {
    kind: 'received',
    request: request.id,
    agent: request.agent,
    session: request.session,
    subagent: request.subagent?.id ?? null,
    folder: request.folder,
    tool: request.tool,
    purpose: request.purpose,
    inputSha256: digest(hash, request.input),
  };
}

function decided(
  hash: Hash,
  request: string,
  { by, decision, saved, grant, signatures }: Extract<RequestEvent, { kind: 'decide' }>,
): AuditEntry {
  const message = decision.behavior === 'deny' ? decision.message : null;
  const answers = decision.behavior === 'allow' ? decision.answers : null;
  return {
    kind: 'decided',
    request,
    by: whoOf(by),
    signatures: signatures.map(signatureOf),
    behavior: decision.behavior,
    rule: saved && markOf(saved),
    grant: grant && grantMarkOf(grant),
    messageSha256: message === null ? null : hash.sha256(message),
    answersSha256: answers === null ? null : digest(hash, answers),
  };
}

function signatureOf({ by, signer }: SignatureMark): SignatureEntry {
  return { by: whoOf(by), person: signer.person };
}

function markOf({ file, behavior, rules }: SavedRule): RuleMark {
  return { file, behavior, rules };
}

function whoOf(by: Approver): WhoMark {
  return by.kind === 'window' || by.kind === 'leash'
    ? { kind: by.kind, name: by.name }
    : { kind: by.kind, id: by.id, name: by.name };
}

function grantMarkOf({ id, rules, folder, limit }: Grant): GrantMark {
  return { id, rules, folder, limit };
}

function digest(hash: Hash, value: JsonValue): string {
  return hash.sha256(canonicalJson(value));
}
