import type { LeashView } from '../../../src/protocol/leash.ts';
import { baseName } from '../format.ts';

/** What a person should know of their leash: what can’t be used, and what has no effect. */
export function leashTrouble(view: LeashView): readonly string[] {
  const { problem, organisation } = view;
  return [
    ...(problem === null ? [] : [problem]),
    ...(organisation === null || organisation.problem === null
      ? []
      : [`The organisation’s file ${organisation.file}: ${organisation.problem}`]),
    ...view.folders.flatMap(folderTrouble),
    ...(view.policies === 'only-asked' ? [ONLY_ASKED] : []),
  ];
}

const ONLY_ASKED =
  'While the mode is off, your policies hold only what Claude Code itself asks. With a mode on they hold every call they speak of.';

function folderTrouble({ folder, projectFile }: LeashView['folders'][number]): readonly string[] {
  if (projectFile === null) return [];
  const { file, problem, loosened } = projectFile;
  const name = `${baseName(folder)}’s ${baseName(file)}`;
  return [
    ...(problem === null ? [] : [`${name}: ${problem}`]),
    ...(loosened.length === 0
      ? []
      : [`${name} can only tighten, so this has no effect: ${loosened.join(' ')}`]),
  ];
}
