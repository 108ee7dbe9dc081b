import type { ToHost, ToPanel } from '../../src/protocol/panel.ts';

/** What arrived from the host: a message, or something that is none, with what is wrong with it. */
type Received =
  | { readonly kind: 'message'; readonly message: ToPanel }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** The one way between a surface and its host, whatever carries it. */
export interface HostLink {
  post(message: ToHost): void;
  /** Messages arrive checked against their schema, in order. */
  onMessage(listener: (received: Received) => void): void;
}
