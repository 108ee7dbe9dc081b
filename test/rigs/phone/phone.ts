import type { Certificate } from '../push/certificates.ts';
import type { PushService } from '../push/push-service.ts';
import type { PhonePage } from './page.ts';

/** What a person sees of a notification. */
export interface ShownNotification {
  readonly title: string;
  readonly text: string;
  /** Its buttons, by the name that the worker hears. */
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** A browser that stands in for the person's phone, with its push service. */
export interface Phone {
  readonly push: PushService;
  /** Opens an address in a page of its own. */
  open(url: string): Promise<PhonePage>;
  /** Makes its pages see a dark or a light system from now on. */
  setDark(dark: boolean): Promise<void>;
  /** Every notification that was ever shown, oldest first; one that took another's place is new. */
  shown(): Promise<readonly Omit<ShownNotification, 'actions'>[]>;
  /** The notifications that stand on the screen now. */
  standing(): Promise<readonly ShownNotification[]>;
  /** The newest standing notification that holds these words, once it is there. */
  notification(words: string): Promise<ShownNotification>;
  /**
   * Presses a button of the newest notification that holds these words, once it is there; an empty
   * action presses the notification itself.
   */
  tap(words: string, action: string): Promise<void>;
  /** How many messages the browser got and could not decrypt. */
  undecryptable(): number;
  /** Ends the browser; its profile stays. */
  turnOff(): Promise<void>;
  /** Starts the browser again with the same profile. */
  turnOn(): Promise<void>;
  /** Ends the browser and the push service, and removes the profile. */
  close(): Promise<void>;
}

/** What a phone is opened with. Sizes are in CSS pixels. */
export interface PhoneOptions {
  readonly width?: number;
  readonly height?: number;
  /** Device pixels for a CSS pixel, for pictures. */
  readonly scale?: number;
  readonly dark?: boolean;
  /** Origins that may show notifications. */
  readonly origins: readonly string[];
  /** Names that lead to 127.0.0.1. */
  readonly hosts?: readonly string[];
  /** Certificates of servers on loopback that the phone trusts. */
  readonly trust?: readonly Pick<Certificate, 'ca' | 'cert'>[];
}

/** Does a notification hold these words? */
export function holds(words: string): (shown: Omit<ShownNotification, 'actions'>) => boolean {
  return ({ title, text }) => `${title}\n${text}`.includes(words);
}
