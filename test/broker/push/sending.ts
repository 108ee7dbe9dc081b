import { randomBytes } from 'node:crypto';
import { sealPush } from '../../../src/broker/push/seal.ts';
import type { ReadyPush, SendPorts } from '../../../src/broker/push/send.ts';
import { createAuthorize, openPushKeys, PUSH_SUBJECT } from '../../../src/broker/push/vapid.ts';
import type { Vault, VaultEntry } from '../../../src/broker/vault.ts';
import type { Log, LogFields } from '../../../src/core/ports.ts';
import { handTime, type HandTime } from '../../fakes/pause.ts';
import { makeCertificate, type Certificate } from '../../rigs/push/certificates.ts';
import { connectHandset, HANDSET_HOST, type Handset } from '../../rigs/push/handset.ts';
import { startIntake, type Intake } from '../../rigs/push/intake.ts';

/** A log that keeps its lines with all that is in them. */
export function fullLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string, fields?: LogFields): void =>
    void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  return { lines, debug: write, info: write, warn: write, error: write };
}

/** A vault that keeps its entries in a map. */
export function memoryVault(entries: Map<VaultEntry, string>): Vault {
  return {
    read: (entry) => Promise.resolve(entries.get(entry)),
    write: (entry, value) => Promise.resolve(void entries.set(entry, value)),
  };
}

/** A strict push service on loopback, a handset, and what sends to it. */
export interface Sending {
  readonly intake: Intake;
  readonly certificate: Certificate;
  readonly time: HandTime;
  readonly log: ReturnType<typeof fullLog>;
  readonly sealingKey: Buffer;
  readonly ports: SendPorts;
  handset(): Handset;
  close(): Promise<void>;
}

let certificateOfAll: Promise<Certificate> | undefined;

/** Starts them. The time is the machine's own at the start: the service looks at its own clock. */
export async function openSending(): Promise<Sending> {
  const certificate = await (certificateOfAll ??= makeCertificate([HANDSET_HOST]));
  const intake = await startIntake(certificate);
  const time = handTime(Date.now());
  const log = fullLog();
  const keys = await openPushKeys(memoryVault(new Map()), log);
  const sealingKey = randomBytes(32);
  return {
    intake,
    certificate,
    time,
    log,
    sealingKey,
    ports: {
      authorize: createAuthorize(keys, PUSH_SUBJECT, time.clock),
      hosts: () => [],
      agent: intake.agent,
      clock: time.clock,
      log,
    },
    handset: () => connectHandset(intake, keys.publicKey, sealingKey),
    close: () => intake.close(),
  };
}

/** A push to a handset that lives for a minute. */
export function aPush({ time, sealingKey }: Sending, handset: Handset): ReadyPush {
  const content = {
    ...{ push: 'p1', server: 's', address: 'https://now.example', tag: 'tag-1', sentAt: 1 },
    ...{ kind: 'test' as const, title: 'A test', body: '' },
  };
  return {
    subscription: handset.subscription,
    envelope: sealPush(content, sealingKey, 'https://approve.example'),
    topic: content.tag,
    endsAt: time.clock.now() + 60_000,
  };
}
