import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { ToHost } from '../../../src/protocol/panel.ts';
import type { AnswerDraft, CardMode } from './card-ui.ts';

/** What a person asks of the page about one request. */
export type CardIntent = { readonly id: string } & (
  | { readonly kind: 'allow' | 'deny' | 'confirm' | 'back' }
  | { readonly kind: 'open-always'; readonly behavior: Behavior }
  | { readonly kind: 'open-message' }
  | { readonly kind: 'fill-in'; readonly mode: CardMode }
  | { readonly kind: 'answer'; readonly index: number; readonly draft: AnswerDraft }
  | { readonly kind: 'show-whole' | 'open-input' | 'dismiss' | 'undo-rule' }
);

/** An action that belongs to no request, as it is sent. */
export type HostAction = Extract<
  ToHost,
  {
    kind:
      | 'connect'
      | 'disconnect'
      | 'apply-proposal'
      | 'drop-proposal'
      | 'mend'
      | 'check-again'
      | 'take-over'
      | 'use-port'
      | 'send-test'
      | 'drop-release'
      | 'revoke-grant'
      | 'show-rules'
      | 'set-away'
      | 'choose-leash'
      | 'set-mode'
      | 'set-stopped'
      | 'set-paused';
  }
>;

/** What a person asks of the page. */
export type Intent =
  | CardIntent
  /** To answer several requests together: those of the offer with that key. */
  | { readonly kind: 'release'; readonly key: string }
  | {
      readonly kind: 'host';
      readonly action: HostAction;
      readonly label: string;
      /** The name of what has to have been in its place for a while, where a slip would do harm. */
      readonly at?: string | undefined;
    };

/** How a template hands on what a person did. */
export type Act = (intent: Intent) => void;

/** The name of what must have been in place for a while before an intent can answer anything. */
export function keyOf(intent: Intent): string | null {
  if (intent.kind === 'release') return intent.key;
  if (intent.kind === 'host') return intent.at ?? null;
  return intent.id;
}
