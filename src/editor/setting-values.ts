import * as z from 'zod/mini';
import { section, settings, type SettingName } from './manifest.ts';

const { minimum, maximum } = settings.port;

/** What each setting may hold. */
const schemas = {
  port: z.int().check(z.gte(minimum), z.lte(maximum)),
  notifications: z.boolean(),
};

const expected: Readonly<Record<SettingName, string>> = {
  port: `a whole number from ${minimum} to ${maximum}`,
  notifications: 'true or false',
};

/** The value of a setting by its name. */
export type SettingValue<Name extends SettingName> = z.infer<(typeof schemas)[Name]>;

/** A setting as it counts: its value, and what is wrong with what stands in the file. */
export interface CheckedSetting<Name extends SettingName> {
  readonly value: SettingValue<Name>;
  /** In words that say what to do; null where nothing is wrong. */
  readonly problem: string | null;
}

/** Checks the port. A bad value counts as the default. */
export function checkPort(raw: unknown): CheckedSetting<'port'> {
  const read = schemas.port.safeParse(raw);
  return read.success
    ? { value: read.data, problem: null }
    : { value: settings.port.default, problem: problemOf('port') };
}

/** Checks whether notifications are wanted. A bad value counts as the default. */
export function checkNotifications(raw: unknown): CheckedSetting<'notifications'> {
  const read = schemas.notifications.safeParse(raw);
  return read.success
    ? { value: read.data, problem: null }
    : { value: settings.notifications.default, problem: problemOf('notifications') };
}

function problemOf(name: SettingName): string {
  const key = `${section}.${name}`;
  return `The setting ${key} must be ${expected[name]}. Until it is, ${String(settings[name].default)} counts.`;
}
