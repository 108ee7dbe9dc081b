import type { CustomMode } from '../../core/policy/modes.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { LeashChoice } from '../../protocol/leash.ts';

/** For what something of the leash is set. */
export type LeashPlace =
  | { readonly kind: 'machine' }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'session'; readonly session: string };

/** What a person does about the agents’ leash. All of it is put on record. */
export interface LeashControl {
  /** Sets mode and profile of a place; null leaves it to the next wider place. */
  choose(place: LeashPlace, choice: LeashChoice): Promise<Outcome>;
  /** The kill switch: while on, whatever is asked is denied and every new call is blocked. */
  setStopped(on: boolean): Promise<Outcome>;
  /** The same for one session. */
  setPaused(session: string, on: boolean): Promise<Outcome>;
  /**
   * The person’s own part of the leash as JSON text to edit: custom mode, own profiles, people and
   * roles, policies, places of MCP tools.
   */
  document(): string;
  /** Takes an edited document, or says which part of it can’t be used. */
  saveDocument(text: string): Promise<Outcome>;
  /** What the mode *custom* says now. */
  customMode(): CustomMode;
  /** Says what the mode *custom* does; nothing else of the document changes. */
  setCustomMode(custom: CustomMode): Promise<Outcome>;
}

/** Where another window has the desk. */
export const notHereLeash: LeashControl = {
  choose: notHere,
  setStopped: notHere,
  setPaused: notHere,
  document: () => '{}',
  saveDocument: notHere,
  customMode: () => ({ tiers: {}, domains: {} }),
  setCustomMode: notHere,
};

function notHere(): Promise<Outcome> {
  return Promise.resolve(
    refused('not-the-desk', 'Another window has the desk. Do it there, or take it over.'),
  );
}
