import type { PersonMark } from '../../core/audit/entry.ts';
import type { Device } from '../../core/pairing/device.ts';
import type { Unsubscribe } from '../../core/ports.ts';
import type { Approver, Decision } from '../../core/request/decision.ts';
import type { Item, Outcome, ShownItem } from '../../core/request/item.ts';
import type { RuleDraft, RulePreview } from '../../core/rules/preview.ts';
import type { RemoteSnapshot } from '../../protocol/remote.ts';

/** Which agents are kept from doing anything. */
export interface Stops {
  readonly stopped: RemoteSnapshot['server']['stopped'];
  /** Sessions. */
  readonly paused: readonly string[];
}

/** The desk as the way to the devices sees it: what waits, and the one door for an answer. */
export interface RemoteDesk {
  /** What a person has to see, oldest first; what a grant is about to answer is not in it. */
  items(): readonly Item[];
  /** A row of it as it is shown where that approver is. */
  shownTo(item: Item, by: Approver): ShownItem;
  /** Grows with every change of what is shown of it. */
  revision(): number;
  onChange(listener: () => void): Unsubscribe;
  decide(id: string, decision: Decision, by: Approver): Promise<Outcome>;
  preview(id: string, draft: RuleDraft): Promise<RulePreview | null>;
  /** What is stopped and paused now. */
  stops(): Stops;
  /** The kill switch; the control itself puts it on record. */
  setStopped(on: boolean, by: PersonMark): Promise<Outcome>;
  setPaused(session: string, on: boolean, by: PersonMark): Promise<Outcome>;
  /** Whose a device is; null where nobody said so. */
  personOf(device: Pick<Device, 'id' | 'name'>): string | null;
}
