import { isJsonObject, type JsonObject, type JsonValue } from '../../../core/json.ts';
import { isJsonList } from '../text/format.ts';
import { HOOK_EVENTS, portOfHookUrl, type HookEventName } from './hook-entry.ts';

/** A hook of ours as it stands in a settings file. */
export interface FoundHook {
  readonly event: HookEventName;
  /** Its matcher group's place in the list of its event. */
  readonly groupIndex: number;
  /** Its own place in the group. */
  readonly index: number;
  readonly group: JsonObject;
  readonly handler: JsonObject;
  /** Whether nobody else's hook shares the group. */
  readonly isAlone: boolean;
  readonly port: number;
}

/** The hooks of ours in a settings file's value, event by event, in their order. What has no known shape is passed over. */
export function findHooks(settings: JsonObject): readonly FoundHook[] {
  const hooks = settings['hooks'];
  if (!isJsonObject(hooks)) return [];
  return HOOK_EVENTS.flatMap((event) =>
    listOf(hooks[event]).flatMap((group, groupIndex) => {
      if (!isJsonObject(group)) return [];
      const handlers = listOf(group['hooks']);
      return handlers.flatMap((handler, index): FoundHook[] => {
        const port = portOf(handler);
        if (port === null || !isJsonObject(handler)) return [];
        return [{ event, groupIndex, index, group, handler, isAlone: handlers.length === 1, port }];
      });
    }),
  );
}

/** Whether a hook is called for every tool. */
export function isForEveryTool({ group }: FoundHook): boolean {
  const matcher = group['matcher'];
  return matcher === undefined || matcher === '*' || matcher === '';
}

function portOf(handler: JsonValue): number | null {
  const url = isJsonObject(handler) ? handler['url'] : undefined;
  return typeof url === 'string' ? portOfHookUrl(url) : null;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonList(value) ? value : [];
}

/** The name and value of a hook's Authorization header; header names ignore case. Null where it has none. */
export function authorizationOf(handler: JsonObject): { name: string; value: JsonValue } | null {
  const headers = handler['headers'];
  if (!isJsonObject(headers)) return null;
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization');
  return found === undefined ? null : { name: found[0], value: found[1] };
}
