import { HOOK_TIMEOUT_SECONDS, hookUrl } from '../../../protocol/hook-endpoint.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import type { Change } from '../text/change.ts';
import { editText, type Edited } from '../text/edit.ts';
import { isJsonList } from '../text/format.ts';
import type { SettingsDocument } from '../text/parse.ts';
import { withMadeContainers } from '../text/remove.ts';
import { shapeFault } from '../text/shape.ts';
import type { Path } from '../text/tree.ts';
import { authorizationOf, findHooks, type FoundHook } from './find-hooks.ts';
import { hookAuthorization, hookEntry, type HookTarget } from './hook-entry.ts';

const event: Path = ['hooks', 'PermissionRequest'];

/**
 * The text of a settings file with exactly one hook of ours, set to this target. An older one is
 * brought up to date where it stands, and only in what differs; a second one goes.
 */
export function addHookToText(text: string, target: HookTarget): Edited {
  return editText(text, (document) => {
    const fault = shapeFault(document.value);
    if (fault !== null) return fault;
    const found = findHooks(document.value);
    const kept = found.find(({ isAlone }) => isAlone);
    const extra = found.find((hook) => hook !== kept);
    if (extra !== undefined) return removal(document, extra);
    return kept === undefined ? addition(document.value, target) : update(kept, target);
  });
}

/**
 * The text of a settings file without any hook of ours. Lists and objects that were made just for
 * it go too; other hooks stay, also where the rest of the file has a shape we don't know.
 */
export function removeHookFromText(text: string): Edited {
  return editText(text, (document) => {
    const [first] = findHooks(document.value);
    return first === undefined ? null : removal(document, first);
  });
}

function addition(settings: JsonObject, target: HookTarget): Change {
  const entry = hookEntry(target);
  const hooks = settings['hooks'];
  if (!isJsonObject(hooks)) {
    return { kind: 'put', path: ['hooks'], value: { PermissionRequest: [entry] } };
  }
  const groups = hooks['PermissionRequest'];
  if (!isJsonList(groups)) return { kind: 'put', path: event, value: [entry] };
  return { kind: 'put', path: [...event, groups.length], value: entry };
}

/** The next thing in which a hook of ours differs from what it should be, or null. */
function update(
  { group, handler, groupIndex, index }: FoundHook,
  target: HookTarget,
): Change | null {
  const groupPath = [...event, groupIndex];
  const path = [...groupPath, 'hooks', index];
  const matcher = group['matcher'];
  if (matcher !== undefined && matcher !== '*' && matcher !== '') {
    return { kind: 'put', path: [...groupPath, 'matcher'], value: '*' };
  }
  if (handler['type'] !== 'http') return { kind: 'put', path: [...path, 'type'], value: 'http' };
  const url = hookUrl(target.port);
  if (handler['url'] !== url) return { kind: 'put', path: [...path, 'url'], value: url };
  if (handler['timeout'] !== HOOK_TIMEOUT_SECONDS) {
    return { kind: 'put', path: [...path, 'timeout'], value: HOOK_TIMEOUT_SECONDS };
  }
  return headerUpdate(handler, path, hookAuthorization(target.token));
}

function headerUpdate(handler: JsonObject, path: Path, value: string): Change | null {
  if (!isJsonObject(handler['headers'])) {
    return { kind: 'put', path: [...path, 'headers'], value: { Authorization: value } };
  }
  const header = authorizationOf(handler);
  if (header?.value === value) return null;
  return { kind: 'put', path: [...path, 'headers', header?.name ?? 'Authorization'], value };
}

function removal({ text, root }: SettingsDocument, hook: FoundHook): Change {
  const groupPath = [...event, hook.groupIndex];
  if (!hook.isAlone) return { kind: 'remove', path: [...groupPath, 'hooks', hook.index] };
  return { kind: 'remove', path: withMadeContainers(text, root, groupPath) };
}
