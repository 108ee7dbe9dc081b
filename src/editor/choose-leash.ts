import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { LeashPlace } from '../broker/leash/leash-control.ts';
import type { LeashView } from '../protocol/leash.ts';
import { chooseCustom } from './choose-custom.ts';
import { modeRows, placeRows, profileRows } from './leash-rows.ts';
import { pickRow } from './pick-row.ts';
import { setLeash } from './set-leash.ts';
import { inform, tell } from './messages.ts';
import type { Proposals } from './proposals.ts';

/** What the leash is chosen with. */
export interface ChooseLeashParts {
  readonly desk: Desk;
  readonly proposals: Pick<Proposals, 'propose'>;
  /** Opens the document with own profiles and the custom mode. */
  readonly openDocument: () => Promise<void>;
}

/** Lets the person choose, for a place, the mode and the profile; each step says what it means. */
export async function chooseLeash(parts: ChooseLeashParts): Promise<void> {
  const { desk } = parts;
  const { leash, items } = desk.view();
  if (leash === null) {
    void inform('Another window has the desk. Choose the leash there, or take the desk over.');
    return;
  }
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const places = placeRows({ leash, folders, items });
  const place = await pickRow(
    places,
    'How Long Is the Leash?',
    'For what? The nearest place counts',
  );
  if (place !== undefined) await chooseFor(parts, leash, place.value);
}

async function chooseFor(
  parts: ChooseLeashParts,
  leash: LeashView,
  place: LeashPlace,
): Promise<void> {
  const mode = await pickRow(modeRows(leash, place), 'The Mode', 'What waits for you, by its risk');
  if (mode === undefined) return;
  const profile = await pickRow(
    profileRows(leash, place),
    'The Profile',
    'What the agent is for; where mode and profile differ, the stricter counts',
  );
  if (profile === undefined) return;
  if (profile.value.kind === 'write') return parts.openDocument();
  if (mode.value === 'custom' && !(await keepCustom(parts))) return;
  const choice = { mode: mode.value, profile: profile.value.name };
  tell(await setLeash(parts, place, choice));
}

/** Asks what the custom mode does, and keeps it. @returns whether it was kept */
async function keepCustom({ desk, openDocument }: ChooseLeashParts): Promise<boolean> {
  const answer = await chooseCustom(desk.leash.customMode());
  if (answer === undefined) return false;
  if (answer.kind === 'write') {
    await openDocument();
    return false;
  }
  const outcome = await desk.leash.setCustomMode(answer.custom);
  if (outcome.kind === 'refused') tell(outcome);
  return outcome.kind !== 'refused';
}
