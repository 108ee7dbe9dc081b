import * as z from 'zod/mini';

/** The programs that can lead an address outside to the remote page, or none of them. */
export const tunnelProgramSchema = z.enum([
  'cloudflared',
  'tailscale',
  'tailscale-funnel',
  'ngrok',
  'devtunnel',
  'ssh',
]);
/** A program that can lead an address outside to the remote page. */
export type TunnelProgram = z.infer<typeof tunnelProgramSchema>;

/** How the remote page is reached from outside. */
export const tunnelStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('starting'), by: z.string() }),
  z.strictObject({
    kind: z.literal('up'),
    /** What leads here: the name of a program, or that the person does it themselves. */
    by: z.string(),
    origin: z.string(),
    /** In one line: who could read along, and whether the address stays. */
    risk: z.string(),
    /** When a challenge last came through it; milliseconds since 1970. */
    verifiedAt: z.number(),
  }),
  z.strictObject({
    kind: z.literal('down'),
    by: z.string(),
    /** What is wrong, and what to do. */
    message: z.string(),
  }),
]);
/** How the remote page is reached from outside. */
export type TunnelStatus = z.infer<typeof tunnelStatusSchema>;

/** A paired device, as the editor lists it. Times are milliseconds since 1970. */
export const deviceStatusSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  pairedAt: z.number(),
  lastSeenAt: z.nullable(z.number()),
  push: z.strictObject({
    subscribed: z.boolean(),
    confirmedAt: z.nullable(z.number()),
    /** What is wrong with the last push ("did not confirm"), and what to do; null where nothing is. */
    problem: z.nullable(z.string()),
  }),
});
/** A paired device, as the editor lists it. */
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** A pairing that is open. */
export const pairingStatusSchema = z.strictObject({
  /** The address with the secret in its fragment, for the QR code; null while there is no address. */
  link: z.nullable(z.string()),
  /** The code to type, in groups of four. */
  code: z.string(),
  endsAt: z.number(),
  triesLeft: z.number(),
  /** The device that proved to know the secret; its six digits are to be typed now. */
  device: z.nullable(z.strictObject({ name: z.string() })),
});
/** A pairing that is open. */
export type PairingStatus = z.infer<typeof pairingStatusSchema>;

/** Everything the editor shows of the way to the phone. */
export const remoteStatusSchema = z.strictObject({
  away: z.strictObject({
    on: z.boolean(),
    /** Why it is as it is. */
    by: z.enum(['hand', 'unfocused', 'never']),
  }),
  listener: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off') }),
    z.strictObject({ kind: z.literal('listening'), port: z.number() }),
    z.strictObject({ kind: z.literal('failed'), message: z.string() }),
  ]),
  tunnel: tunnelStatusSchema,
  devices: z.array(deviceStatusSchema),
  pairing: z.nullable(pairingStatusSchema),
  /** How many sessions nothing is pushed of, after denials in a row: they are asked at the desk. */
  paused: z.number(),
  /** What is wrong with the register of devices, and what to do; null where nothing is. */
  problem: z.nullable(z.string()),
});
/** Everything the editor shows of the way to the phone. */
export type RemoteStatus = z.infer<typeof remoteStatusSchema>;
