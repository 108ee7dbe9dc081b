import { isOff } from '../../core/policy/judge-request.ts';
import type { LeashView } from '../../protocol/leash.ts';
import type { Foresight } from './foresight.ts';
import type { LeashFileRead } from './leash-file.ts';
import type { LeashFiles } from './leash-files.ts';
import { recordOf, type LeashState } from './leash-state.ts';
import { NOTHING_SET } from './leash-store.ts';
import { profilesOf, type OwnLeash } from './own-leash.ts';
import { sessionLeash, type SessionLeash } from './session-leash.ts';
import type { StartPlace, StartPlaces } from './start-places.ts';

/** What the leash needs of Claude Code’s settings. */
export interface LeashNeeds {
  /** Some mode is not off, agents are stopped or paused, or an organisation wants calls looked at. */
  readonly wantsPreTool: boolean;
  /** Whether calls are blocked while no desk answers. */
  readonly blocksWithoutDesk: boolean;
}

/** What a view of the leash is made of. */
export interface LeashViewSources {
  readonly state: LeashState;
  readonly own: OwnLeash | null;
  readonly problem: string | null;
  readonly organisationFile: string;
  readonly files: LeashFiles;
  readonly places: StartPlaces;
  readonly foresight: Foresight | null;
  readonly now: number;
}

/**
 * How long the leash is, for a window with some folders.
 * @param asksFirst whether Claude Code asks before each call, as its settings files have it
 */
export function leashView(
  sources: LeashViewSources,
  folders: readonly string[],
  asksFirst: boolean,
): LeashView {
  const { state, own, problem, organisationFile, foresight, now } = sources;
  const record = recordOf(state, now) ?? NOTHING_SET;
  const looked = lookedAt(sources, folders);
  const { organisation, all } = looked;
  const { wantsPreTool, blocksWithoutDesk } = leashNeeds(sources, folders);
  return {
    machine: record.machine,
    folders: all.map(({ place, projects, loosened }) => ({
      folder: place.folder,
      choice: choiceOf(record, place.real),
      projectFile: projectFileOf(projects, loosened),
    })),
    sessions: record.sessions.map(({ session, folder, choice, paused }) => ({
      ...{ session, folder, choice, paused },
    })),
    profiles: [...(own?.profiles ?? profilesOf(NOTHING_SET.document)).values()].map(
      ({ name, meaning }) => ({ name, meaning }),
    ),
    organisation:
      organisation.kind === 'missing'
        ? null
        : {
            file: organisationFile,
            problem: organisation.kind === 'problem' ? organisation.why : null,
          },
    hook: asksFirst ? 'in-place' : wantsPreTool ? 'missing' : 'not-needed',
    policies: policiesIn(looked),
    blocksWithoutDesk,
    stopped: state.stopped,
    foresight,
    // What can’t be read was chosen once; the problem says what to do.
    isChosen: state.record?.isChosen ?? true,
    problem,
  };
}

/** What the leash needs of Claude Code’s settings, for a window with some folders. */
export function leashNeeds(sources: LeashViewSources, folders: readonly string[]): LeashNeeds {
  const { state } = sources;
  const { everywhere, all } = lookedAt(sources, folders);
  const wantsPreTool =
    state.stopped !== null ||
    state.paused.size > 0 ||
    isWanted(everywhere) ||
    all.some(isWanted) ||
    (state.record?.sessions ?? []).some(({ choice }) => (choice.mode ?? 'off') !== 'off');
  return { wantsPreTool, blocksWithoutDesk: state.record?.blocksWithoutDesk ?? false };
}

interface LookedAt {
  readonly organisation: LeashFileRead;
  /** Where agents of this window run: in its folders, and in sessions that have a policy of their own. */
  readonly here: readonly PlaceLeash[];
  /** Where nothing is set for a folder. */
  readonly everywhere: PlaceLeash;
  /** The folders of the window, and others for which something is set. */
  readonly all: readonly (PlaceLeash & { readonly place: StartPlace })[];
}

function lookedAt(sources: LeashViewSources, folders: readonly string[]): LookedAt {
  const { state, places, files, organisationFile } = sources;
  const organisation = files.read(organisationFile, 'organisation');
  const own = folders.map((folder) => places.of(folder));
  const shown = new Set(own.map(({ real }) => real));
  const everywhere = leashAt(sources, organisation, null);
  const ownLeashes = own.map((place) => ({ place, ...leashAt(sources, organisation, place) }));
  const others = (state.record?.folders ?? [])
    .filter(({ folder }) => !shown.has(folder))
    .map(({ folder }) => places.of(folder))
    .map((place) => ({ place, ...leashAt(sources, organisation, place) }));
  const sessions = (state.record?.document.policies ?? []).flatMap((policy) =>
    policy.scope === 'session' ? [leashOf(sources, organisation, policy.session)] : [],
  );
  return {
    organisation,
    here: [...(ownLeashes.length === 0 ? [everywhere] : ownLeashes), ...sessions],
    everywhere,
    all: [...ownLeashes, ...others],
  };
}

/** The leash of a session; its folder is known where something is set for it. */
function leashOf(
  sources: LeashViewSources,
  organisation: LeashFileRead,
  session: string,
): PlaceLeash {
  const known = sources.state.record?.sessions.find((one) => one.session === session);
  const place = known === undefined ? null : sources.places.of(known.folder);
  return leashAt(sources, organisation, place, session);
}

interface PlaceLeash extends SessionLeash {
  readonly projects: readonly { readonly file: string; readonly read: LeashFileRead }[];
}

function leashAt(
  { own, files }: LeashViewSources,
  organisation: LeashFileRead,
  place: StartPlace | null,
  session: string | null = null,
): PlaceLeash {
  const projects = (place?.leashFiles ?? []).map((file) => ({
    file,
    read: files.read(file, 'project'),
  }));
  const at = { session, real: place?.real ?? null };
  return { projects, ...sessionLeash({ own, organisation, projects }, at) };
}

/** An organisation’s policies hold in any mode, so they are not looked at. */
function policiesIn({ here }: LookedAt): LeashView['policies'] {
  const withPolicies = here.filter(({ policies }) =>
    policies.some(({ scope }) => scope !== 'organisation'),
  );
  if (withPolicies.length === 0) return 'none';
  return withPolicies.some(({ leash }) => isOff(leash)) ? 'only-asked' : 'held';
}

/** Whether calls have to be looked at before they run. */
function isWanted({ leash, isWhole, policies }: SessionLeash): boolean {
  return !isWhole || !isOff(leash) || policies.some(({ scope }) => scope === 'organisation');
}

function choiceOf(
  { folders }: typeof NOTHING_SET,
  real: string,
): LeashView['folders'][number]['choice'] {
  const found = folders.find(({ folder }) => folder === real);
  return found?.choice ?? { mode: null, profile: null };
}

/** Of several files, up to the top of the repository, one that has a problem is shown first. */
function projectFileOf(
  projects: PlaceLeash['projects'],
  loosened: PlaceLeash['loosened'],
): LeashView['folders'][number]['projectFile'] {
  const found = projects.flatMap(({ file, read }, at) =>
    read.kind === 'missing'
      ? []
      : [{ file, problem: read.kind === 'problem' ? read.why : null, at }],
  );
  const first = found.find(({ problem }) => problem !== null) ?? found[0];
  if (first === undefined) return null;
  const { file, problem } = first;
  return { file, problem, loosened: found.flatMap(({ at }) => [...(loosened[at] ?? [])]) };
}
