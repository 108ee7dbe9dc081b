import type { LeashChoice } from '../../protocol/leash.ts';
import type { LeashRecord } from '../../protocol/leash-record.ts';
import type { LeashPlace } from './leash-control.ts';
import { newSession } from './leash-state.ts';
import { realFolder } from './start-places.ts';

/** What is known of a session when something is set for it. */
interface Seen {
  readonly folder: string;
  readonly now: number;
}

/** Puts a choice where it belongs; one that says nothing takes away what stood there. */
export function chosen(
  place: LeashPlace,
  choice: LeashChoice,
  { folder, now }: Seen,
): (record: LeashRecord) => LeashRecord {
  const isEmpty = choice.mode === null && choice.profile === null;
  switch (place.kind) {
    case 'machine':
      return (record) => ({ ...record, isChosen: true, machine: choice });
    case 'folder': {
      const real = realFolder(place.folder);
      return (record) => {
        const others = record.folders.filter((one) => one.folder !== real);
        const folders = isEmpty ? others : [...others, { folder: real, choice }];
        return { ...record, isChosen: true, folders };
      };
    }
    case 'session': {
      const { session } = place;
      return (record) => {
        const known = record.sessions.find((one) => one.session === session);
        const others = record.sessions.filter((one) => one !== known);
        const own = { ...(known ?? newSession(session, folder, now)), choice, at: now };
        const isKept = !isEmpty || own.paused !== null;
        return { ...record, isChosen: true, sessions: isKept ? [...others, own] : others };
      };
    }
  }
}
