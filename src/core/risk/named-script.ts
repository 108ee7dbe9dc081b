import { effect, type Effect } from './effect.ts';

/** What a file that is run says by its name that it does (`drop_all.sql`); null where it says nothing. */
export function namedEffect(file: string): Effect | null {
  if (!/\/|\.\w+$/.test(file)) return null;
  const name = file
    .replace(/["']/g, '')
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '');
  return TAKES_AWAY.test(name)
    ? effect('high', 'shell_run', `runs ${file}, which by its name takes away or publishes`)
    : null;
}

/** Whole words of a name: `drop_all`, `reset-db`, `deploy`. */
const TAKES_AWAY =
  /(^|[._-])(delete|destroy|drop|purge|wipe|erase|nuke|uninstall|truncate|teardown|deploy|publish|release|reset|rollback|unpublish|migrat(e|ion)[._-]?(down|undo|revert))(?=$|[._-])/i;
