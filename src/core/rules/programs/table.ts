import type { Cli } from './cli.ts';
import { CLOUDS } from './clouds.ts';
import { CONTAINERS } from './containers.ts';
import { DEV_TOOLS } from './dev-tools.ts';
import { INFRASTRUCTURE } from './infrastructure.ts';
import { PACKAGE_MANAGERS } from './package-managers.ts';
import { UTILITIES } from './utilities.ts';
import { VERSION_CONTROL } from './version-control.ts';

/**
 * What may be allowed with whatever comes behind it, by program. A program that is not here is
 * allowed word for word only: `ip netns exec` looks as harmless as `npm test`, and runs anything.
 */
export const CLIS: ReadonlyMap<string, Cli> = new Map(
  Object.entries({
    ...VERSION_CONTROL,
    ...PACKAGE_MANAGERS,
    ...DEV_TOOLS,
    ...CONTAINERS,
    ...CLOUDS,
    ...INFRASTRUCTURE,
    ...UTILITIES,
  }),
);
