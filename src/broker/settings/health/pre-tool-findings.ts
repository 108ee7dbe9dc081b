import type { Finding } from '../../../protocol/desk.ts';
import { isForEveryTool, type FoundHook } from '../hook/find-hooks.ts';
import type { WantedHooks } from '../hook/hook-entry.ts';
import { hasAskingHook } from './hook-findings.ts';
import type { Place } from './places.ts';
import type { Source } from './read-source.ts';

/** Whether Claude Code asks before each call exactly where it should, and what it does without us. */
export function preToolFindings(
  places: readonly Place[],
  sources: readonly Source[],
  { preTool }: WantedHooks,
): readonly Finding[] {
  switch (preTool) {
    case 'kept':
      return [];
    case 'absent':
      return sources.flatMap(left);
    case 'open':
    case 'blocking':
      return [
        ...places.flatMap(missing),
        ...sources.flatMap((source) => failureDiffers(source, preTool === 'blocking')),
      ];
  }
}

/** Where nothing of ours is read at all, another finding says so, and Connect adds this one too. */
function missing({ sources }: Place): readonly Finding[] {
  const isThere = sources.some(({ hooks }) =>
    hooks.some((hook) => isPreTool(hook) && isForEveryTool(hook)),
  );
  const asking = sources.find(hasAskingHook);
  if (isThere || asking === undefined) return [];
  const { file } = asking;
  return [
    {
      id: 'hook-pre-tool-missing',
      severity: 'error',
      title: 'Calls pass Countersign by',
      detail: `A mode is set, but ${file} does not have Claude Code ask before each call: what it decides by itself, in auto mode almost everything, never comes here. Add the entry.`,
      file,
      fix: fixOf(asking, 'Add the entry'),
    },
  ];
}

function left(source: Source): readonly Finding[] {
  const { file, hooks } = source;
  if (!hooks.some(isPreTool)) return [];
  return [
    {
      id: 'hook-pre-tool-left',
      severity: 'warning',
      title: 'Claude Code asks before each call, and nothing needs it',
      detail: `Every mode is off, but ${file} still has Claude Code ask before each call. While VS Code is closed it says so in the conversation at every call. Take the entry out.`,
      file,
      fix: fixOf(source, 'Take the entry out'),
    },
  ];
}

function failureDiffers(source: Source, blocks: boolean): readonly Finding[] {
  const { file, hooks } = source;
  const differs = hooks.some(
    (hook) => isPreTool(hook) && (hook.handler['onFailure'] === 'block') !== blocks,
  );
  if (!differs) return [];
  const detail = blocks
    ? `You chose that nothing runs while VS Code is closed, but the hook in ${file} lets calls go on then. Update the hook. (Claude Code before 2.1.295 lets them go on all the same.)`
    : `The hook in ${file} blocks every call while VS Code is closed, and you did not choose that. Update the hook.`;
  return [
    {
      id: 'hook-on-failure-differs',
      severity: 'warning',
      title: 'What happens while VS Code is closed is not what you chose',
      detail,
      file,
      fix: fixOf(source, 'Update the hook'),
    },
  ];
}

function isPreTool({ event }: FoundHook): boolean {
  return event === 'PreToolUse';
}

function fixOf({ scope }: Source, label: string): string | null {
  return scope === 'managed' ? null : label;
}
