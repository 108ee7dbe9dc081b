import { isAsStrict } from '../../core/policy/as-strict.ts';
import type { Leash } from '../../core/policy/leash.ts';
import type { OwnLeash, SessionPlace } from './own-leash.ts';
import { sessionLeash } from './session-leash.ts';

/** Whether what a person sets lets nothing further, anywhere, than what was set before. */
export function isTighter(after: OwnLeash, before: OwnLeash | null): boolean {
  if (before === null) return false;
  return (
    after.record.document === before.record.document &&
    placesIn(after, before).every((place) =>
      isAsStrict(leashAt(after, place), leashAt(before, place)),
    )
  );
}

/** Every place that something is set for, before or after: in between it is the same. */
function placesIn(...those: readonly OwnLeash[]): readonly SessionPlace[] {
  const folders = those.flatMap(({ folders: set }) => set.map(({ folder }) => folder));
  const sessions = those.flatMap(({ record }) => record.sessions);
  return [
    { session: null, real: null },
    ...[...new Set(folders)].map((real) => ({ session: null, real })),
    ...sessions.flatMap(({ session, folder }) => [
      { session, real: folder },
      // Where the session started elsewhere than was thought.
      { session, real: null },
    ]),
  ];
}

function leashAt(own: OwnLeash, place: SessionPlace): Leash | null {
  const sources = { own, organisation: { kind: 'missing' }, projects: [] } as const;
  const { leash, isWhole } = sessionLeash(sources, place);
  return isWhole ? leash : null;
}
