import { setImmediate as breathe } from 'node:timers/promises';
import { readCall } from '../../agents/claude-code/subject.ts';
import { canonicalJson } from '../../core/json.ts';
import { explainJudgement } from '../../core/policy/explanation.ts';
import type { Request } from '../../core/request/request.ts';
import type { LeashView } from '../../protocol/leash.ts';
import { recentCalls } from './recent-calls.ts';
import type { RuleCache } from './rule-cache.ts';
import type { StartPlaces } from './start-places.ts';

/** What each mode would have done with the person’s last requests. */
export type Foresight = NonNullable<LeashView['foresight']>;

/** What looking back needs. */
export interface ForesightOptions {
  readonly requests: readonly Request[];
  readonly claudeDir: string;
  readonly home: string;
  readonly protectedPaths: readonly string[];
  readonly places: StartPlaces;
  readonly rules: RuleCache;
}

type LookedAt = Pick<Request, 'session' | 'tool' | 'input' | 'folder' | 'cwd' | 'subject'>;

/** So many calls are judged before the editor gets its turn. */
const AT_ONCE = 10;

/**
 * Judges the person’s last requests, and the last calls of their own sessions, by each mode.
 * @returns null where none are known
 */
export async function foresee(options: ForesightOptions): Promise<Foresight | null> {
  const { requests, claudeDir } = options;
  const asked = new Set(requests.map(keyOf));
  const past = (await recentCalls(claudeDir))
    .map((call): LookedAt => {
      const { session, tool, input, cwd } = call;
      const { subject } = readCall(tool, input, undefined);
      return { session, tool, input, cwd, folder: cwd, subject };
    })
    .filter((call) => !asked.has(keyOf(call)));
  const calls = [...requests.filter(({ purpose }) => purpose === 'work'), ...past];
  if (calls.length === 0) return null;
  const counts = { full: none(), partial: none(), manual: none() };
  for (const [at, call] of calls.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breathe();
    // Where the rules can’t be read, a person is asked.
    const modes = await modesOf(call, options).catch(() => ASKED);
    counts.full[modes.full] += 1;
    counts.partial[modes.partial] += 1;
    counts.manual[modes.manual] += 1;
  }
  return { of: calls.length, ...counts };
}

async function modesOf(
  call: LookedAt,
  { home, claudeDir, protectedPaths, places, rules }: ForesightOptions,
): Promise<ReturnType<typeof explainJudgement>['modes']> {
  const { folder, subject } = call;
  const place = places.of(folder);
  const facts = { folder, home, claudeDir, protectedPaths, gitRoot: place.gitRoot };
  return explainJudgement({ call, subject, facts, rules: await rules.of(place) }).modes;
}

const ASKED = { full: 'ask', partial: 'ask', manual: 'ask' } as const;

function keyOf({ session, tool, input }: Pick<Request, 'session' | 'tool' | 'input'>): string {
  return `${session} ${tool} ${canonicalJson(input)}`;
}

function none(): Foresight['full'] {
  return { allow: 0, ask: 0, deny: 0 };
}
