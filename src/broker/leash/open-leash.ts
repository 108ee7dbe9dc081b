import type { LeashEntry, PersonMark } from '../../core/audit/entry.ts';
import type { Clock, Log, Unsubscribe } from '../../core/ports.ts';
import type { Outcome } from '../../core/request/item.ts';
import type { Request } from '../../core/request/request.ts';
import type { LeashView } from '../../protocol/leash.ts';
import type { Vault } from '../vault.ts';
import { VaultError } from '../vault-error.ts';
import { foresee, type Foresight } from './foresight.ts';
import type { LeashControl } from './leash-control.ts';
import { leashControls, type DenyOpen } from './leash-controls.ts';
import { organisationLeashFile } from './leash-file.ts';
import { leashFiles } from './leash-files.ts';
import type { LeashJudge } from './leash-judge.ts';
import { leashKeeper } from './leash-keeper.ts';
import {
  leashHolder,
  stateOf,
  withoutOldSessions,
  withRecord,
  type LeashChange,
  type LeashState,
  type Stop,
} from './leash-state.ts';
import { NOTHING_SET, readLeash } from './leash-store.ts';
import { leashNeeds, leashView, type LeashNeeds, type LeashViewSources } from './leash-view.ts';
import { leashJudge } from './open-leash-judge.ts';
import type { OwnLeash } from './own-leash.ts';
import { ruleCache } from './rule-cache.ts';
import { sessionsSeen } from './sessions-seen.ts';
import { knownSigners, type KnownDevice, type Signers } from './signers.ts';
import { startPlaces } from './start-places.ts';

/** The agents’ leash, of the one desk that may change it. */
export interface Leash extends LeashJudge {
  /** What one person, here or on a device, does about it. */
  controlBy(by: PersonMark): LeashControl;
  /** @param folders those of the window that shows it @param asksFirst as `leashView` */
  view(folders: readonly string[], asksFirst: boolean): LeashView;
  /** What it needs of Claude Code’s settings. @param folders as above */
  needs(folders: readonly string[]): LeashNeeds;
  /** Says whether calls are blocked while no desk answers; `needs` tells it from then on. */
  setBlocking(on: boolean, by: PersonMark): Promise<Outcome>;
  /** Who and what is kept from doing anything. */
  stops(): { readonly stopped: Stop | null; readonly paused: readonly string[] };
  readonly signers: Signers;
  /** Looks again at what each mode would have done with the person’s last requests. */
  lookBack(): Promise<void>;
  onChange(listener: () => void): Unsubscribe;
  close(): Promise<void>;
}

/** What the leash is made of. */
export interface LeashOptions {
  readonly vault: Vault;
  /** Resolves once it is synced to disk. */
  readonly record: (entry: LeashEntry) => Promise<void>;
  readonly denyOpen: DenyOpen;
  /** The requests of the queue. */
  readonly requests: () => readonly Request[];
  /** The paired devices; null where they can’t be told. */
  readonly devices: () => readonly KnownDevice[] | null;
  readonly home: string;
  readonly claudeDir: string;
  /** Files and folders of ours, whose change weakens what asks the person. */
  readonly protectedPaths: readonly string[];
  /** The organisation’s file of the leash, and its settings of Claude Code; by default where they belong. */
  readonly organisationFile?: string;
  readonly managedFile?: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often to look whether a leash file changed, for the view, in milliseconds: a call looks itself. */
const LOOK_EVERY = 2_000;

/** Opens the leash. It never rejects: what can’t be read stands in its view, and everything is asked. */
export async function openLeash(options: LeashOptions): Promise<Leash> {
  const { vault, record, denyOpen, requests, devices, home, claudeDir, clock, log } = options;
  const { organisationFile = organisationLeashFile(), managedFile } = options;
  const listeners = new Set<() => void>();
  let foresight: Foresight | null = null;

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const found = await readLeash(vault).catch((cause: unknown) => whyUnread(cause, log));
  const isRead = typeof found !== 'string';
  const first = stateOf(isRead ? withoutOldSessions(found, clock.now()) : null);
  const holder = leashHolder(first, changed);
  const keeper = leashKeeper({ vault, record, holder, clock, log });
  const managed = managedFile === undefined ? {} : { managedFile };
  const places = startPlaces({ claudeDir, clock, ...managed });
  const rules = ruleCache({ claudeDir, home, now: () => clock.now(), ...managed });
  const files = leashFiles(clock);
  const protectedPaths = [...options.protectedPaths, organisationFile];
  const state = (): LeashState => holder.state();
  const own = (): OwnLeash | null => holder.own();
  const seen = sessionsSeen({ state, note: (change) => keeper.note(change), clock });

  const judge = leashJudge({
    ...{ state, own, organisationFile, files, places, rules },
    ...{ home, claudeDir, protectedPaths, devices, clock, log },
    onCall: (call) => seen.note(call),
  });

  async function lookBack(): Promise<void> {
    const asked = { requests: requests(), home, claudeDir, protectedPaths, places, rules };
    try {
      foresight = await foresee(asked);
    } catch (cause) {
      log.warn('What the modes would have done could not be told', { cause: String(cause) });
    }
    changed();
  }

  function sources(): LeashViewSources {
    const problem = state().record === null && !isRead ? found : null;
    const from = { state: state(), own: own(), problem, organisationFile, files, places };
    return { ...from, foresight, now: clock.now() };
  }

  const looking = setInterval(() => {
    if (files.haveChanged()) changed();
  }, LOOK_EVERY);
  looking.unref();

  const controls = { holder, keeper, clock, log, denyOpen, devices };
  return {
    judge: (call) => judge.judge(call),
    controlBy: (by) =>
      leashControls({ ...controls, folderOf: (session) => seen.folderOf(session) }, by),
    view: (folders, asksFirst) => leashView(sources(), folders, asksFirst),
    needs: (folders) => leashNeeds(sources(), folders),
    setBlocking(on, by) {
      const change: LeashChange = (before) =>
        withRecord(before, (standing) => ({ ...standing, blocksWithoutDesk: on }));
      const entry = { kind: 'leash-blocking-set', by, on } as const;
      const isTight = on && state().record !== null;
      return isTight ? keeper.tighten(entry, change) : keeper.loosen(entry, change);
    },
    stops: () => ({ stopped: state().stopped, paused: [...state().paused.keys()] }),
    signers: knownSigners({
      people: () => (state().record ?? NOTHING_SET).document.people,
      devices,
    }),
    lookBack,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      clearInterval(looking);
      return keeper.close();
    },
  };
}

/** Why what was set can’t be read, and what that means, in words for the person. */
function whyUnread(cause: unknown, log: Log): string {
  log.error('The leash could not be read; everything is asked', { cause: String(cause) });
  const why = cause instanceof VaultError ? cause.message : 'The log of Countersign says more.';
  return `${why} Until then, everything is asked.`;
}
