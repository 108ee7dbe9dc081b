import type { ModeName } from '../core/policy/modes.ts';
import type { LeashChoice, LeashView } from './leash.ts';

/** What the person’s own choices come to in one place. A project’s file may tighten it further. */
export interface LeashInForce {
  readonly mode: ModeName;
  /** Null where no profile was chosen. */
  readonly profile: string | null;
}

/** Where a leash is looked at; null for what is outside of every folder or session. */
export interface LookedAt {
  readonly folder: string | null;
  readonly session: string | null;
}

/** What is in force in a place: of mode and profile each, what the nearest place sets. */
export function leashInForce(view: LeashView, { folder, session }: LookedAt): LeashInForce {
  const choices = [
    view.sessions.find((one) => one.session === session)?.choice,
    view.folders.find((one) => one.folder === folder)?.choice,
    view.machine,
  ].filter((choice) => choice !== undefined);
  return {
    mode: choices.find(({ mode }) => mode !== null)?.mode ?? 'off',
    profile: choices.find(({ profile }) => profile !== null)?.profile ?? null,
  };
}

/** Whether a mode other than off is chosen anywhere: then calls have to be asked about before they run. */
export function isOnAnywhere({ machine, folders, sessions }: LeashView): boolean {
  return [machine, ...folders.map(choiceOf), ...sessions.map(choiceOf)].some(
    ({ mode }) => mode !== null && mode !== 'off',
  );
}

function choiceOf({ choice }: { readonly choice: LeashChoice }): LeashChoice {
  return choice;
}
