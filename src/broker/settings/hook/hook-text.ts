import { HOOK_TIMEOUT_SECONDS, hookUrl } from '../../../protocol/hook-endpoint.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import type { Change } from '../text/change.ts';
import { editText, type Edited } from '../text/edit.ts';
import { isJsonList } from '../text/format.ts';
import type { SettingsDocument } from '../text/parse.ts';
import { withMadeContainers } from '../text/remove.ts';
import { shapeFault } from '../text/shape.ts';
import type { Path } from '../text/tree.ts';
import { authorizationOf, findHooks, isForEveryTool, type FoundHook } from './find-hooks.ts';
import {
  HOOK_EVENTS,
  hookAuthorization,
  hookEntry,
  type HookEventName,
  type HookTarget,
  type WantedHooks,
} from './hook-entry.ts';

/** How an entry is to stand in a file. */
type Wish = WantedHooks['preTool'];

/**
 * The text of a settings file with exactly the hooks of ours that are wanted, one for an event. An
 * older one is brought up to date where it stands, and only in what differs; a second one goes.
 */
export function addHookToText(text: string, wanted: WantedHooks): Edited {
  return fitHooks(text, HOOK_EVENTS, wanted);
}

/** The same for the hook on PreToolUse alone; whatever else is there stays as it is. */
export function fitPreToolInText(text: string, wanted: WantedHooks): Edited {
  return fitHooks(text, ['PreToolUse'], wanted);
}

/**
 * The text of a settings file without any hook of ours. Lists and objects that were made just for
 * it go too; other hooks stay, also where the rest of the file has a shape we don't know.
 */
export function removeHookFromText(text: string): Edited {
  return editText(text, (document) => {
    // The last first, as they were added: so that what was made for both of them goes too.
    const last = findHooks(document.value).at(-1);
    return last === undefined ? null : removal(document, last);
  });
}

function fitHooks(text: string, events: readonly HookEventName[], wanted: WantedHooks): Edited {
  return editText(text, (document) => {
    const fault = shapeFault(document.value);
    if (fault !== null) return fault;
    for (const event of events) {
      const wish = event === 'PreToolUse' ? wanted.preTool : 'open';
      const change = fitHook(document, event, wish, wanted);
      if (change !== null) return change;
    }
    return null;
  });
}

function fitHook(
  document: SettingsDocument,
  event: HookEventName,
  wish: Wish,
  target: HookTarget,
): Change | null {
  const found = findHooks(document.value).filter((hook) => hook.event === event);
  const kept = wish === 'absent' ? undefined : found.find(({ isAlone }) => isAlone);
  const extra = found.find((hook) => hook !== kept);
  if (extra !== undefined) return removal(document, extra);
  if (kept !== undefined) return update(kept, wish, target);
  if (wish === 'absent' || wish === 'kept') return null;
  return addition(document.value, event, hookEntry(target, wish === 'blocking'));
}

function addition(settings: JsonObject, event: HookEventName, entry: JsonObject): Change {
  const hooks = settings['hooks'];
  if (!isJsonObject(hooks)) return { kind: 'put', path: ['hooks'], value: { [event]: [entry] } };
  const groups = hooks[event];
  if (!isJsonList(groups)) return { kind: 'put', path: ['hooks', event], value: [entry] };
  return { kind: 'put', path: ['hooks', event, groups.length], value: entry };
}

/** The next thing in which a hook of ours differs from what it should be, or null. */
function update(hook: FoundHook, wish: Wish, target: HookTarget): Change | null {
  const { handler, event, groupIndex, index } = hook;
  const groupPath = ['hooks', event, groupIndex];
  const path = [...groupPath, 'hooks', index];
  if (!isForEveryTool(hook)) return { kind: 'put', path: [...groupPath, 'matcher'], value: '*' };
  if (handler['type'] !== 'http') return { kind: 'put', path: [...path, 'type'], value: 'http' };
  const url = hookUrl(target.port);
  if (handler['url'] !== url) return { kind: 'put', path: [...path, 'url'], value: url };
  if (handler['timeout'] !== HOOK_TIMEOUT_SECONDS) {
    return { kind: 'put', path: [...path, 'timeout'], value: HOOK_TIMEOUT_SECONDS };
  }
  return (
    headerUpdate(handler, path, hookAuthorization(target.token)) ??
    (event === 'PreToolUse' ? failureUpdate(handler, path, wish) : null)
  );
}

function headerUpdate(handler: JsonObject, path: Path, value: string): Change | null {
  if (!isJsonObject(handler['headers'])) {
    return { kind: 'put', path: [...path, 'headers'], value: { Authorization: value } };
  }
  const header = authorizationOf(handler);
  if (header?.value === value) return null;
  return { kind: 'put', path: [...path, 'headers', header?.name ?? 'Authorization'], value };
}

function failureUpdate(handler: JsonObject, hookPath: Path, wish: Wish): Change | null {
  const path = [...hookPath, 'onFailure'];
  const blocks = handler['onFailure'] === 'block';
  if (wish === 'blocking') return blocks ? null : { kind: 'put', path, value: 'block' };
  return wish === 'open' && blocks ? { kind: 'remove', path } : null;
}

function removal({ text, root }: SettingsDocument, hook: FoundHook): Change {
  const groupPath = ['hooks', hook.event, hook.groupIndex];
  if (!hook.isAlone) return { kind: 'remove', path: [...groupPath, 'hooks', hook.index] };
  return { kind: 'remove', path: withMadeContainers(text, root, groupPath) };
}
