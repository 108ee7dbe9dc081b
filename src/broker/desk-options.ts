import type https from 'node:https';
import type { Clock, Log } from '../core/ports.ts';
import type { RemoteSettings } from './remote/remote-settings.ts';
import type { Vault } from './vault.ts';

/** What a window gives to its desk. */
export interface DeskOptions {
  /** The port on 127.0.0.1 where Claude Code's hook asks. */
  readonly port: number;
  /** Where state and record live; the same for all windows of an installation. */
  readonly storageFolder: string;
  /** The person's home folder. */
  readonly home: string;
  /** Claude Code's own folder of the user, such as `~/.claude`. */
  readonly claudeDir: string;
  /** The folders open in this window. */
  readonly folders: () => readonly string[];
  /** How a person knows this window. */
  readonly windowName: string;
  readonly secrets: {
    /** What Claude Code's hook must bear. It lets its holder ask, never decide. */
    readonly hookToken: string;
    /** By which the windows of an installation know each other. */
    readonly windowSecret: string;
  };
  readonly remote: RemoteOptions;
  /** The organisation’s file of the leash; left out for where it belongs. */
  readonly organisationFile?: string;
  /** Whether an editor holds unsaved changes of a file. */
  readonly isUnsaved: (path: string) => boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly clock?: Clock;
}

/** What the way to the person's devices is made of. */
export interface RemoteOptions {
  /** What the person set about it; later changes come by `RemoteControl.configure`. */
  readonly settings: RemoteSettings;
  readonly vault: Vault;
  /** The folder of the built page for devices. */
  readonly pageFolder: string;
  /** The built program that ends a tunnel with us. */
  readonly tunnelKeeper: string;
  /** The way to the push services; left out for the plain one. */
  readonly pushAgent?: https.Agent;
  /** PEM certificates to trust for the address outside, instead of the usual ones. */
  readonly ca?: string;
}

/** The time of this machine. */
export const systemClock: Clock = { now: () => Date.now() };
