import type { LeashEntry, PersonMark } from '../../core/audit/entry.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { Request } from '../../core/request/request.ts';
import type { LeashChoice } from '../../protocol/leash.ts';
import type { LeashDocument } from '../../protocol/leash-record.ts';
import { sha256 } from '../store/sha256.ts';
import { documentText, readDocumentText, type KnownNames } from './document-text.ts';
import { isTighter } from './is-tighter.ts';
import type { LeashControl, LeashPlace } from './leash-control.ts';
import type { LeashKeeper } from './leash-keeper.ts';
import { withRecord, type LeashChange, type LeashHolder } from './leash-state.ts';
import { NOTHING_SET } from './leash-store.ts';
import { ownLeash } from './own-leash.ts';
import { chosen } from './chosen.ts';
import { PAUSED, STOPPED } from './stop-words.ts';

/** Denies every waiting request that is meant, in a person’s name. */
export type DenyOpen = (
  isMeant: (request: Request) => boolean,
  message: string,
  by: PersonMark,
) => Promise<void>;

/** What controls of the leash need. */
export interface LeashControlsOptions {
  readonly holder: LeashHolder;
  readonly keeper: LeashKeeper;
  readonly clock: Clock;
  readonly log: Log;
  readonly denyOpen: DenyOpen;
  readonly devices: () => KnownNames['devices'];
  /** The folder a session was started in, as far as it was seen; empty where it wasn’t. */
  readonly folderOf: (session: string) => string;
}

const DONE: Outcome = { kind: 'done', note: null };

/** What one person, here or on a device, does about the leash. */
export function leashControls(options: LeashControlsOptions, by: PersonMark): LeashControl {
  const { holder, keeper, clock, log, denyOpen, devices, folderOf } = options;

  async function choose(place: LeashPlace, choice: LeashChoice): Promise<Outcome> {
    const own = holder.own();
    if (choice.profile !== null && own?.profiles.has(choice.profile) === false) {
      return refused('leash-not-valid', `There is no profile “${choice.profile}”.`);
    }
    const now = clock.now();
    const folder = place.kind === 'session' ? folderOf(place.session) : '';
    const put = chosen(place, choice, { folder, now });
    const change: LeashChange = (state) => withRecord(state, put);
    const entry = { kind: 'leash-set', by, ...markOf(place), ...choice } as const;
    const isTight = own !== null && isTighter(ownLeash(put(own.record)), own);
    return isTight ? keeper.tighten(entry, change) : keeper.loosen(entry, change);
  }

  /** Denies what waits, beside keeping the stop: neither may hold up the other. */
  async function stop(
    entry: LeashEntry,
    change: LeashChange,
    isMeant: (request: Request) => boolean,
    message: string,
  ): Promise<Outcome> {
    const keeping = keeper.tighten(entry, change);
    try {
      await denyOpen(isMeant, message, by);
    } catch (cause) {
      log.error('Not all that waited could be denied', { cause: String(cause) });
      await keeping;
      return { kind: 'done', note: 'No more goes on; but not all that waited could be denied.' };
    }
    return keeping;
  }

  const document = (): LeashDocument => (holder.state().record ?? NOTHING_SET).document;

  function saveDocument(text: string): Promise<Outcome> {
    const known = { devices: devices(), record: holder.state().record };
    const read = readDocumentText(text, known);
    if (read.kind === 'fault') {
      return Promise.resolve(refused('leash-not-valid', `Nothing was saved. ${read.why}`));
    }
    const saved = read.value;
    const documentSha256 = sha256.sha256(documentText(saved));
    return keeper.loosen({ kind: 'leash-document-saved', by, documentSha256 }, (state) =>
      withRecord(state, (record) => ({ ...record, document: saved })),
    );
  }

  return {
    choose,
    setStopped(on) {
      const at = { by: by.name, at: clock.now() };
      if (!on) {
        if (holder.state().stopped === null) return Promise.resolve(DONE);
        return keeper.loosen({ kind: 'agents-released', by }, (state) => ({
          ...state,
          stopped: null,
        }));
      }
      return stop(
        { kind: 'agents-stopped', by },
        (state) => ({ ...state, stopped: state.stopped ?? at }),
        () => true,
        STOPPED.because,
      );
    },
    setPaused(session, on) {
      const at = { by: by.name, at: clock.now() };
      if (!on) {
        if (!holder.state().paused.has(session)) return Promise.resolve(DONE);
        return keeper.loosen({ kind: 'session-resumed', by, session }, (state) => ({
          ...state,
          paused: new Map([...state.paused].filter(([paused]) => paused !== session)),
        }));
      }
      return stop(
        { kind: 'session-paused', by, session },
        (state) => ({
          ...state,
          paused: new Map([...state.paused, [session, state.paused.get(session) ?? at]]),
        }),
        (request) => request.session === session,
        PAUSED.because,
      );
    },
    document: () => documentText(document()),
    saveDocument,
    customMode: () => document().custom,
    setCustomMode: (custom) => saveDocument(documentText({ ...document(), custom })),
  };
}

function markOf(place: LeashPlace): { folder: string | null; session: string | null } {
  return {
    folder: place.kind === 'folder' ? place.folder : null,
    session: place.kind === 'session' ? place.session : null,
  };
}
