import type { TunnelProgram } from '../../protocol/remote-status.ts';

/** What a person set about the way to their devices. */
export interface RemoteSettings {
  /** The port on 127.0.0.1 of the remote page. */
  readonly port: number;
  /** What leads an address outside to the remote page. */
  readonly tunnel: TunnelChoice;
  /** After how many milliseconds without a focused window Away turns itself on; null for never. */
  readonly awayAfter: number | null;
  /** Hosts of push services beside the known ones. */
  readonly pushHosts: readonly string[];
  /** How many notifications may be open on a device at once. */
  readonly mostOpen: number;
  /** After how many denials in a row pushes pause; 0 for never. */
  readonly pauseAfterDenials: number;
  /** After how many denials of a tool in a session a request offers more; 0 for never. */
  readonly denialLimit: number;
}

/** What leads an address outside to the remote page. */
export type TunnelChoice =
  | { readonly kind: 'none' }
  /** The person runs it: their own proxy, a named tunnel, a port forwarded by VS Code. */
  | { readonly kind: 'url'; readonly origin: string }
  | {
      readonly kind: 'program';
      readonly program: TunnelProgram;
      /** For ssh: where to ("me@host"), with the options of the person's choice; else empty. */
      readonly destination: string;
      /**
       * The address the person knows beforehand, as `normalAddress` gives it: of their own SSH server,
       * or a name reserved at ngrok. Left out where the program says it.
       */
      readonly origin?: string;
    };
