import type { Decision } from '../../../src/core/request/decision.ts';
import type { ShownItem } from '../../../src/core/request/item.ts';
import type { RulePreview } from '../../../src/core/rules/preview.ts';
import type { PushContent } from '../../../src/protocol/push.ts';
import type { RemoteSnapshot } from '../../../src/protocol/remote.ts';
import type { Faults } from './faults.ts';
import type { DeskKeys } from './keys.ts';

/** A desk for the remote page, in memory: it speaks the protocol and checks every signature. */
export interface FakeDesk {
  readonly origin: string;
  readonly keys: DeskKeys;
  readonly faults: Faults;
  /** Every decision that counted, in order. */
  readonly decided: { readonly id: string; readonly decision: Decision; readonly device: string }[];
  /** Every call that came, its path. */
  readonly calls: string[];
  /** The ids of pushes that were confirmed. */
  readonly confirmed: string[];
  /** The subscriptions that were told. */
  readonly subscriptions: unknown[];
  away: boolean;
  /** What is stopped and paused; told with the next change. */
  stops: Pick<RemoteSnapshot['server'], 'stopped' | 'paused'>;
  denialLimit: number;
  /** Whose the device is. */
  person: string | null;
  preview: RulePreview | null;
  secret: { link: string; typed: string } | null;
  show(items: readonly ShownItem[]): void;
  /** As the person types the phone's digits in the editor. */
  typeDigits(digits: string): boolean;
  refusePairing(): void;
  revoke(): void;
  nonceFor(id: string): string;
  seal(content: PushContent): string;
  close(): Promise<void>;
}
