import { foreseenWords, modeLabel, modeMeaning } from '../core/display/mode-words.ts';
import { requestLine } from '../core/display/request-line.ts';
import type { ModeName } from '../core/policy/modes.ts';
import type { LeashPlace } from '../broker/leash/leash-control.ts';
import type { Item } from '../core/request/item.ts';
import { visibleLine } from '../core/visible.ts';
import { leashInForce, type LookedAt } from '../protocol/leash-in-force.ts';
import type { LeashChoice, LeashView } from '../protocol/leash.ts';

/** One row of a list to choose from; `label` makes icons of `$(name)`, so text from outside is parted. */
export interface LeashRow<Value> {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly value: Value;
}

/** What the places of a leash are read from. */
export interface LeashPlacesOf {
  readonly leash: LeashView;
  /** The folders of the window. */
  readonly folders: readonly string[];
  /** The queue, oldest first: its sessions can be chosen. */
  readonly items: readonly Item[];
}

/** As many sessions as a list is read through for. */
const MOST_SESSIONS = 12;

/** Where a leash can be set: this machine, the window’s folders, sessions; each with what holds there. */
export function placeRows({
  leash,
  folders,
  items,
}: LeashPlacesOf): readonly LeashRow<LeashPlace>[] {
  return [
    placeRow(leash, {
      label: 'This machine',
      place: { kind: 'machine' },
      at: { folder: null, session: null },
      about: '',
    }),
    ...folders.map((folder) =>
      placeRow(leash, {
        label: `The folder ${plain(lastPart(folder))}`,
        place: { kind: 'folder', folder },
        at: { folder, session: null },
        about: projectWords(leash, folder),
      }),
    ),
    ...sessionsOf(leash, items).map(({ session, folder, last }) =>
      placeRow(leash, {
        label: `The session ${session.slice(0, 8)} in ${plain(lastPart(folder))}`,
        place: { kind: 'session', session },
        at: { folder, session },
        about: last === null ? '' : ` Its last request: ${plain(last)}`,
      }),
    ),
  ];
}

function placeRow(
  leash: LeashView,
  row: {
    readonly label: string;
    readonly place: LeashPlace;
    readonly at: LookedAt;
    readonly about: string;
  },
): LeashRow<LeashPlace> {
  const { mode, profile } = leashInForce(leash, row.at);
  const profileWords = profile === null ? 'no profile' : `profile ${plain(profile)}`;
  return {
    label: row.label,
    description: setWords(choiceIn(leash, row.place)),
    detail: `In force: mode ${modeLabel(mode)}, ${profileWords}.${row.about}`,
    value: row.place,
  };
}

function setWords({ mode, profile }: LeashChoice): string {
  const set = [
    ...(mode === null ? [] : [modeLabel(mode)]),
    ...(profile === null ? [] : [plain(profile)]),
  ];
  return set.length === 0 ? 'nothing set' : `set: ${set.join(', ')}`;
}

function projectWords({ folders }: LeashView, folder: string): string {
  const file = folders.find((one) => one.folder === folder)?.projectFile ?? null;
  if (file === null) return '';
  return file.problem === null
    ? ' The project’s file may tighten it.'
    : ' The project’s file can’t be used, so everything is asked.';
}

/** What is set in a place itself. */
export function choiceIn(leash: LeashView, place: LeashPlace): LeashChoice {
  const nothing: LeashChoice = { mode: null, profile: null };
  switch (place.kind) {
    case 'machine':
      return leash.machine;
    case 'folder':
      return leash.folders.find(({ folder }) => folder === place.folder)?.choice ?? nothing;
    case 'session':
      return leash.sessions.find(({ session }) => session === place.session)?.choice ?? nothing;
  }
}

interface KnownSession {
  readonly session: string;
  readonly folder: string;
  /** What it asked last; null where that is not known. */
  readonly last: string | null;
}

/** The sessions that asked something last come first. */
function sessionsOf(leash: LeashView, items: readonly Item[]): readonly KnownSession[] {
  const known = new Map<string, KnownSession>();
  for (const { request } of [...items].reverse()) {
    const { session, folder } = request;
    if (!known.has(session)) known.set(session, { session, folder, last: requestLine(request) });
  }
  for (const { session, folder } of leash.sessions) {
    if (!known.has(session)) known.set(session, { session, folder, last: null });
  }
  return [...known.values()].slice(0, MOST_SESSIONS);
}

const MODES_SHOWN = ['partial', 'full', 'manual', 'custom', 'off'] as const;

/** The modes a place can have, with what each would have done with the person’s last calls. */
export function modeRows(
  leash: LeashView,
  place: LeashPlace,
): readonly LeashRow<ModeName | null>[] {
  const set = choiceIn(leash, place).mode;
  return [
    ...(place.kind === 'machine' ? [] : [widerRow('mode', set === null)]),
    ...MODES_SHOWN.map((mode) => ({
      label: modeLabel(mode),
      description: [
        ...(mode === 'partial' ? ['recommended'] : []),
        ...(mode === set ? ['set now'] : []),
      ].join(' · '),
      detail: `${modeMeaning(mode)}${foreseen(leash, mode)}${mode === 'off' ? ofPolicies(leash) : ''}`,
      value: mode,
    })),
  ];
}

function foreseen({ foresight }: LeashView, mode: ModeName): string {
  if (foresight === null || foresight.of === 0 || mode === 'off' || mode === 'custom') return '';
  return ` ${foreseenWords(foresight[mode], foresight.of)}`;
}

function ofPolicies({ policies }: LeashView): string {
  return policies === 'none' ? '' : ' Your policies then hold only what Claude Code itself asks.';
}

function widerRow(what: 'mode' | 'profile', isSet: boolean): LeashRow<null> {
  return {
    label: `The ${what} of the next wider place`,
    description: isSet ? 'set now' : '',
    detail: 'What is set for the folder, else for this machine.',
    value: null,
  };
}

/** What is chosen as a profile: one by its name, none of its own, or to write one. */
export type ProfileAnswer =
  { readonly kind: 'profile'; readonly name: string | null } | { readonly kind: 'write' };

/** The profiles a place can have, and the way to write one. */
export function profileRows(
  leash: LeashView,
  place: LeashPlace,
): readonly LeashRow<ProfileAnswer>[] {
  const set = choiceIn(leash, place).profile;
  const none =
    place.kind === 'machine'
      ? {
          label: 'No profile',
          description: set === null ? 'set now' : '',
          detail: 'The mode alone decides.',
        }
      : widerRow('profile', set === null);
  return [
    { ...none, value: { kind: 'profile', name: null } },
    ...leash.profiles.map(({ name, meaning }) => ({
      label: plain(name),
      description: name === set ? 'set now' : '',
      detail: plain(meaning),
      value: { kind: 'profile', name } as const,
    })),
    {
      label: 'Write one of your own…',
      description: '',
      detail: 'Opens your profiles, people and policies. Nothing is set yet.',
      value: { kind: 'write' },
    },
  ];
}

function plain(text: string): string {
  return visibleLine(text).replaceAll('$(', '$ (');
}

function lastPart(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}
