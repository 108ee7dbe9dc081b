import { requestLine } from '../../core/display/request-line.ts';
import { misfitOfChoice } from '../../core/request/fit.ts';
import type { Item } from '../../core/request/item.ts';
import type { Request } from '../../core/request/request.ts';
import type { RuleDraft, RulePreview } from '../../core/rules/preview.ts';
import {
  previewRules,
  type EarlierCall,
  type PreviewPlace,
} from '../../core/rules/preview-rules.ts';
import { settingsFiles } from '../settings/locate.ts';
import { readRuleFiles, type RuleFile } from '../settings/rules/read-rule-files.ts';
import { inForceOf } from '../settings/rules/rules-in-force.ts';
import { callOf, isForRules, placeRules, placesOf, type Person } from './rules-place.ts';

/** Sessions started in one folder, with the settings files they read. */
interface Room {
  readonly files: readonly RuleFile[];
  readonly place: PreviewPlace;
}

/**
 * What the rules of a draft would do if they were saved for a request.
 * @param items the whole queue, oldest first
 * @returns null where the request is not, or no longer, among them
 */
export async function previewRequest(
  items: readonly Item[],
  id: string,
  draft: RuleDraft,
  person: Person,
): Promise<RulePreview | null> {
  const request = items.find((item) => item.request.id === id)?.request;
  if (request === undefined) return null;
  const { folder } = request;
  const isGrant = draft.to === 'grant';
  const destination = draft.to === 'grant' ? 'project' : draft.to;
  const file = settingsFiles({ folder, ...person })[destination];
  const others = items.filter(
    ({ request: other }) =>
      other.id !== id && isForRules(other) && (!isGrant || other.folder === folder),
  );
  const read = (one: string): Promise<Room> => readRoom(one, draft, file, person);
  const own = await read(folder);
  const elsewhere = new Set(
    others.map((item) => item.request.folder).filter((one) => one !== folder),
  );
  const rooms = new Map([
    [folder, own] as const,
    ...(await Promise.all([...elsewhere].map(async (one) => [one, await read(one)] as const))),
  ]);
  const target = own.files.find((one) => one.file === file);
  return previewRules({
    draft,
    file: isGrant ? null : file,
    there: textsIn(target, draft),
    call: callOf(request),
    place: own.place,
    earlier: others.flatMap((item) => earlierCall(item, rooms)).reverse(),
    canSave: isTaken(request, draft, person),
    idle: isGrant ? whyNoGrant(own.files) : whyIdle(target),
    takesEffect: waitsForTrust(target, draft) ? 'when-trusted' : 'now',
  });
}

async function readRoom(
  folder: string,
  { to, behavior, rules }: RuleDraft,
  file: string,
  person: Person,
): Promise<Room> {
  const files = await readRuleFiles({ folder, ...person });
  const inForce = inForceOf(files).rules;
  return {
    files,
    place: {
      places: placesOf(person, folder),
      // What a grant allows, its own rules alone have to allow.
      inForce: to === 'grant' ? inForce.filter((rule) => rule.behavior !== 'allow') : inForce,
      added: placeRules(rules, behavior, file, files),
    },
  };
}

/** Another request, unless its session doesn't read the file the rules would go to. */
function earlierCall(
  { request, state }: Item,
  rooms: ReadonlyMap<string, Room>,
): readonly EarlierCall[] {
  const place = rooms.get(request.folder)?.place;
  if (place === undefined || place.added.length === 0) return [];
  const waits = state.kind === 'pending';
  return [{ call: callOf(request), place, title: requestLine(request), waits }];
}

function textsIn(target: RuleFile | undefined, { to, behavior }: RuleDraft): readonly string[] {
  if (to === 'grant' || target?.read.kind !== 'read') return [];
  return target.read.rules.filter((rule) => rule.behavior === behavior).map(({ text }) => text);
}

/** Whether the queue would take them: the same question that is asked when they are saved. */
function isTaken(request: Request, { to, behavior, rules }: RuleDraft, person: Person): boolean {
  const choice = to === 'grant' ? ({ term: 'hour', rules } as const) : { destination: to, rules };
  return misfitOfChoice(request, behavior, choice, placesOf(person, request.folder)) === null;
}

/** While Claude Code ignores a file, nobody can tell what was meant to be forbidden: no grant holds. */
function whyNoGrant(files: readonly RuleFile[]): string | null {
  const [ignored] = inForceOf(files).ignored;
  return ignored === undefined ? null : `No grant holds as long as this is so: ${ignored.why}`;
}

function whyIdle(target: RuleFile | undefined): string | null {
  if (target?.read.kind === 'ignored') return target.read.why;
  return target?.silenced?.rules === 'all' ? target.silenced.why : null;
}

function waitsForTrust(target: RuleFile | undefined, { to, behavior }: RuleDraft): boolean {
  if (to === 'grant' || behavior !== 'allow' || target?.silenced?.rules !== 'allow') return false;
  // Where it can't be told, nothing is claimed.
  return target.silenced.why !== null;
}
