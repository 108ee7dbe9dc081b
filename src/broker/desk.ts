import type { Decision } from '../core/request/decision.ts';
import type { Outcome, ShownItem } from '../core/request/item.ts';
import type { Grant } from '../core/grants/grant.ts';
import type { Unsubscribe } from '../core/ports.ts';
import type { Call } from '../core/rules/call.ts';
import type { RuleDraft, RulePreview } from '../core/rules/preview.ts';
import type { ReleaseOffer, RuleRef, RulesView } from '../core/rules/rules-view.ts';
import type { Verdict } from '../core/rules/verdict.ts';
import type { ConnectionStatus, DeskStatus, Proposal } from '../protocol/desk.ts';
import type { LeashView } from '../protocol/leash.ts';
import type { RemoteStatus } from '../protocol/remote-status.ts';
import type { LeashControl } from './leash/leash-control.ts';
import type { RemoteControl } from './remote/remote-control.ts';

/** Everything a window shows of the desk, whole. */
export interface DeskView {
  /** Grows with every change. */
  readonly revision: number;
  /** The queue as it is shown in this window, oldest first; empty where another one runs the desk. */
  readonly items: readonly ShownItem[];
  readonly desk: DeskStatus;
  readonly connection: ConnectionStatus;
  readonly proposal: Proposal | null;
  /** Rules of ours that still hold, oldest first. */
  readonly grants: readonly Grant[];
  /** Waiting requests that a rule which was just saved settles. */
  readonly release: ReleaseOffer | null;
  /** Every rule in the settings files that count in this window's folders. */
  readonly rules: RulesView;
  /** The way to the person's devices; null where another window runs the desk. */
  readonly remote: RemoteStatus | null;
  /** How long the agents’ leash is; null where another window runs the desk. */
  readonly leash: LeashView | null;
}

/** A proposed change to a settings file, with its text before and after, to show as a diff. */
export interface ProposalPreview {
  readonly proposal: Proposal;
  /** The file as it is; empty where there is none yet. */
  readonly before: string;
  readonly after: string;
}

/** What became of asking for a change: something to look at, or why there is nothing. */
export type ProposalOutcome =
  { readonly kind: 'proposed'; readonly preview: ProposalPreview } | Outcome;

/**
 * The broker as a window sees it: the one interface through which the editor reaches it, whether
 * this window runs the desk or another one does.
 */
export interface Desk {
  view(): DeskView;
  onChange(listener: () => void): Unsubscribe;
  /** A person's answer; the one door in. */
  decide(id: string, decision: Decision): Promise<Outcome>;
  /** Makes a rule of a request whose agent is gone. */
  saveRule(id: string, decision: Decision): Promise<Outcome>;
  undoRule(id: string): Promise<Outcome>;
  dismiss(id: string): Promise<Outcome>;
  /** What rules that are being chosen or written for a request would do; null where it is gone. */
  preview(id: string, draft: RuleDraft): Promise<RulePreview | null>;
  /** Answers the requests of the release offer, as it was shown, as its rule says. */
  release(shown: ReleaseOffer): Promise<Outcome>;
  dropRelease(): void;
  revokeGrant(id: string): Promise<Outcome>;
  /** Takes a rule out of its file; `restoreRule` puts it back. */
  removeRule(rule: RuleRef): Promise<Outcome>;
  /** Puts the rule that was removed last back where it was. */
  restoreRule(): Promise<Outcome>;
  /** Which rule decides about a call in a folder, and why. */
  explain(call: Call, folder: string): Promise<Verdict>;
  /**
   * Asks to add our hook entry to the user's settings file, or, where a folder is named, to the
   * local one of that project, which is not shared: the entry holds our token.
   */
  proposeConnect(folder?: string): Promise<ProposalOutcome>;
  proposeDisconnect(): Promise<ProposalOutcome>;
  /**
   * Asks to have Claude Code block every call while no desk answers, or to leave it to Claude Code
   * again. Only of effect while a mode is on: without one Claude Code does not ask before a call.
   */
  proposeBlocking(on: boolean): Promise<ProposalOutcome>;
  /** Asks to mend a finding of the health check. */
  proposeMending(finding: string): Promise<ProposalOutcome>;
  /** Makes the proposed change exactly as shown, or says why not. */
  applyProposal(): Promise<Outcome>;
  dropProposal(): void;
  /** Looks at the settings files again. */
  check(): Promise<void>;
  /** Asks the window that runs the desk to hand over. */
  takeOver(): Promise<Outcome>;
  /** Listens on this port from now on. */
  listenOn(port: number): Promise<void>;
  /** Away, the address outside, and the paired devices. */
  readonly remote: RemoteControl;
  /** How long the agents’ leash is. */
  readonly leash: LeashControl;
  /** Sends a request the whole way from Claude Code's hook format to a card. */
  sendTest(): Promise<Outcome>;
  /** Whether a person is likely to see a card now. */
  setAttentive(attentive: boolean): void;
  /** Hands open requests back to the agents' own prompts and ends everything. */
  close(): Promise<void>;
}
