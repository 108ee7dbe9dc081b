import * as z from 'zod/mini';
import { normalAddress } from '../broker/tunnel/address/normal-address.ts';
import type { TunnelProgram } from '../protocol/remote-status.ts';
import { section, settings, TUNNEL_PROGRAMS, type SettingName } from './manifest.ts';
import { namesOf } from './names.ts';

/** What our settings hold, by their names. */
export interface SettingValues {
  readonly port: number;
  readonly notifications: boolean;
  readonly 'denials.offerAfter': number;
  readonly 'remote.port': number;
  readonly 'tunnel.url': string;
  readonly 'tunnel.program': 'none' | TunnelProgram;
  readonly 'tunnel.ssh': string;
  readonly 'away.after': number;
  readonly 'push.hosts': readonly string[];
  readonly 'push.mostOpen': number;
  readonly 'push.pauseAfterDenials': number;
}

/** A setting as it counts: its value, and what is wrong with what stands in the file. */
interface CheckedSetting<Value> {
  readonly value: Value;
  /** In words that say what to do; null where nothing is wrong. */
  readonly problem: string | null;
}

interface Kind<Value> {
  readonly schema: z.ZodMiniType<Value>;
  readonly fallback: Value;
  /** What it must be, to follow "must be". */
  readonly expected: string;
}

const kinds: { readonly [Name in SettingName]: Kind<SettingValues[Name]> } = {
  port: whole(settings.port),
  notifications: {
    schema: z.boolean(),
    fallback: settings.notifications.default,
    expected: 'true or false',
  },
  'denials.offerAfter': whole(settings['denials.offerAfter']),
  'remote.port': whole(settings['remote.port']),
  'tunnel.url': {
    schema: z.string().check(z.refine(isAddressOrNone)),
    fallback: settings['tunnel.url'].default,
    expected: 'an address such as https://desk.example.com, with nothing behind the host',
  },
  'tunnel.program': {
    schema: z.enum(['none', ...TUNNEL_PROGRAMS]),
    fallback: settings['tunnel.program'].default,
    expected: `one of ${['none', ...TUNNEL_PROGRAMS].join(', ')}`,
  },
  'tunnel.ssh': {
    schema: z.string(),
    fallback: settings['tunnel.ssh'].default,
    expected: 'a text',
  },
  'away.after': whole(settings['away.after']),
  'push.hosts': {
    schema: z.array(z.string()),
    fallback: settings['push.hosts'].default,
    expected: 'a list of host names',
  },
  'push.mostOpen': whole(settings['push.mostOpen']),
  'push.pauseAfterDenials': whole(settings['push.pauseAfterDenials']),
};

/** Checks a setting. A bad value counts as the default. */
export function checkSetting<Name extends SettingName>(
  name: Name,
  raw: unknown,
): CheckedSetting<SettingValues[Name]> {
  const { schema, fallback, expected } = kinds[name];
  const read = schema.safeParse(raw);
  if (read.success) return { value: read.data, problem: null };
  return {
    value: fallback,
    problem: `The setting ${section}.${name} must be ${expected}. Until it is, ${shown(fallback)} counts.`,
  };
}

/** The names of all our settings. */
export const settingNames: readonly SettingName[] = namesOf(settings);

function isAddressOrNone(text: string): boolean {
  return text.trim() === '' || normalAddress(text).kind === 'address';
}

function whole({
  minimum,
  maximum,
  default: fallback,
}: {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}): Kind<number> {
  return {
    schema: z.int().check(z.gte(minimum), z.lte(maximum)),
    fallback,
    expected: `a whole number from ${minimum} to ${maximum}`,
  };
}

function shown(fallback: SettingValues[SettingName]): string {
  if (typeof fallback === 'object') return 'an empty list';
  return fallback === '' ? 'none' : String(fallback);
}
