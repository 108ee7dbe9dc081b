import type { Finding } from '../../../protocol/desk.ts';
import type { Place } from './places.ts';
import type { Source } from './read-source.ts';

/** The modes in which Claude Code asks before it acts; `manual` is another name of `default`. */
const askingModes = ['default', 'manual', 'acceptEdits', 'plan'];

/** What a mode that asks little does instead, to follow the mode's name in a sentence. */
const instead: Readonly<Record<string, string>> = {
  auto: 'Claude Code decides almost everything by itself there',
  dontAsk: 'Claude Code refuses whatever no rule allows there, without asking',
  bypassPermissions: 'Claude Code does everything there, without asking',
};

/**
 * Whether sessions in a place start in a mode in which little is asked. Auto mode is what an
 * interactive session starts in when no file says otherwise (measured).
 */
export function modeFindings(place: Place): readonly Finding[] {
  const deciding = place.sources.find(decidesMode);
  const mode = deciding?.view.permissions?.defaultMode ?? modeByItself(place);
  if (askingModes.includes(mode)) return [];
  const mendable = deciding === undefined || deciding.scope === 'user';
  const said = deciding === undefined ? '' : `, as ${deciding.file} says`;
  const does = instead[mode] ?? 'Countersign does not know that mode';
  const remedy = mendable
    ? 'If you want to be asked, let new sessions start in the mode that asks. Claude Code may then offer at a start to make auto mode your default: No keeps it asking.'
    : 'If you want to be asked, change "permissions.defaultMode" to "default" there.';
  return [
    {
      id: 'mode-asks-little',
      severity: 'warning',
      title: `Sessions start in ${mode} mode, which asks little`,
      detail: `New sessions start in ${mode} mode${said}: ${does}, so little or nothing comes here. ${remedy} In a running session, Shift+Tab changes the mode.`,
      file: deciding?.file ?? null,
      fix: mendable ? 'Start sessions in the mode that asks' : null,
    },
  ];
}

/** A project can't switch auto mode on: Claude Code passes over that in its files. */
function decidesMode({ scope, view }: Source): boolean {
  const mode = view.permissions?.defaultMode;
  if (mode === undefined) return false;
  return mode !== 'auto' || scope === 'user' || scope === 'managed';
}

function modeByItself({ sources }: Place): string {
  const isOff = sources.some(
    ({ view }) =>
      view.disableAutoMode === 'disable' || view.permissions?.disableAutoMode === 'disable',
  );
  return isOff ? 'default' : 'auto';
}
