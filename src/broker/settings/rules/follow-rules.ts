import type { Log } from '../../../core/ports.ts';
import type { RulesView } from '../../../core/rules/rules-view.ts';
import { planLooks } from '../../watch/looks.ts';
import { noteMissesOnce } from '../../watch/misses.ts';
import { filesOf, watchFolders } from './rule-folders.ts';
import { readPlacesRules, rulesViewOf } from './rules-view.ts';
import { fingerprint } from './fingerprint.ts';
import type { RulesPlace } from './read-rule-files.ts';

/** The rules of all settings files that count in some places, as they are now. */
export interface RulesFollower {
  view(): RulesView;
  /** Looks at the files; resolves once the view is as they are. Never rejects. */
  refresh(): Promise<void>;
  close(): void;
}

/** What following the rules needs. */
export interface FollowOptions {
  /** Asked at every look: folders come and go. */
  readonly places: () => readonly RulesPlace[];
  readonly log: Log;
  readonly onChange: () => void;
}

/** How often to look by ourselves, in milliseconds: not every change is reported. */
const LOOK_EVERY_MS = 5_000;

/** A save is often several changes: they are looked at together, this many milliseconds later. */
const SETTLE_MS = 30;

/** Begins to follow; the view is empty until the first `refresh`. */
export function followRules({ places, log, onChange }: FollowOptions): RulesFollower {
  let view: RulesView = { files: [] };
  let shown = '';
  let lastSeen = '';
  let stirred = false;
  let settling: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];
  let closed = false;

  const noteMiss = noteMissesOnce(log);
  const folders = watchFolders(() => {
    stirred = true;
    settling ??= setTimeout(() => {
      settling = undefined;
      looks.now();
    }, SETTLE_MS).unref();
  }, noteMiss);

  async function look(): Promise<void> {
    const mustRead = stirred;
    stirred = false;
    const where = places();
    const files = filesOf(where);
    await folders.watchAround(files.settings);
    const seen = await fingerprint([...files.settings, ...files.trust]);
    if (seen === lastSeen && !mustRead) return;
    lastSeen = seen;
    const read = await readPlacesRules(where);
    const content = JSON.stringify(read);
    if (content === shown) return;
    shown = content;
    view = rulesViewOf(read);
    if (!closed) onChange();
  }

  const looks = planLooks(async () => {
    const told = waiting;
    waiting = [];
    await look().catch((error: unknown) => {
      log.error('The rules could not be read.', { reason: String(error) });
    });
    for (const tell of told) tell();
    return LOOK_EVERY_MS;
  });

  return {
    view: () => view,
    refresh: () =>
      new Promise((resolve) => {
        if (closed) {
          resolve();
          return;
        }
        stirred = true;
        waiting.push(resolve);
        looks.now();
      }),
    close() {
      closed = true;
      looks.stop();
      clearTimeout(settling);
      folders.end();
      for (const tell of waiting) tell();
    },
  };
}
