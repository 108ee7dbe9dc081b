import { parseHookEvent, type HookEvent } from '../../../../src/agents/claude-code/hook-event.ts';
import { requestFrom, type Arrival } from '../../../../src/agents/claude-code/request.ts';
import { UNJUDGED } from '../../../../src/core/policy/judgement.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import { sample } from '../../../samples/claude-code.ts';

/** A captured hook message, with some fields changed, as an event. */
export function eventOf(name: string, change: Record<string, unknown> = {}): HookEvent {
  const parsed = parseHookEvent({ ...sample(name), ...change });
  if (parsed.kind !== 'event') throw new Error(`${parsed.code}: ${parsed.detail}`);
  return parsed.event;
}

const PLACES = {
  folder: '/home/dev/proj',
  home: '/home/dev',
  claudeDir: '/home/dev/.claude',
};

/** A captured request, with some fields changed, and what was made of it. */
export function requestOf(
  name: string,
  change: Record<string, unknown> = {},
  id = 'r1',
  judged: Partial<Pick<Arrival, 'mayAlways' | 'requires'>> = {},
): Request {
  const event = eventOf(name, change);
  if (event.hook_event_name !== 'PermissionRequest') throw new Error('not a request');
  return requestFrom(event, {
    ...{ id, now: 1000, places: PLACES, patience: 500 },
    ...{ judgement: UNJUDGED, mayAlways: true, requires: [], ownPrompt: true, ...judged },
  });
}
