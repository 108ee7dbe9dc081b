import type { OracleCall, OraclePermissions, OracleQuestion } from '../oracle/oracle.ts';
import { aLine } from './bash-lines.ts';
import { aBashRule, lineOf } from './bash-rules.ts';
import { aCommand } from './bash-words.ts';
import { aFileCall, aFileCommand, aFileRule, aPath, FILES } from './file-cases.ts';
import { randomOf, type Random } from './random.ts';
import { fetches, otherTools, serverTools, type ToolCase } from './tool-cases.ts';

/** As many calls as Claude Code is given in one turn, so that a run of it is one turn. */
const CALLS_A_SCENARIO = 12;

type Source = keyof OracleQuestion['settings'];
type Behavior = 'allow' | 'ask' | 'deny';

/** How the rules of a scenario are dealt out; each brings out another part of the matching. */
interface Mood {
  readonly behaviors: readonly Behavior[];
  /** Rules that stand there whatever the calls. */
  readonly always: (tool: string) => readonly string[];
  /** Only denials and questions matter, so lines may come that nothing should allow. */
  readonly forbids: boolean;
}

const MOODS: readonly (readonly [weight: number, mood: Mood])[] = [
  [5, { behaviors: ['allow'], always: () => [], forbids: false }],
  [2, { behaviors: ['deny'], always: (tool) => [tool], forbids: true }],
  [1, { behaviors: ['ask'], always: (tool) => [tool], forbids: true }],
  [2, { behaviors: ['allow', 'allow', 'allow', 'ask', 'deny'], always: () => [], forbids: false }],
  [1, { behaviors: ['allow', 'ask', 'deny'], always: () => [], forbids: false }],
];

interface Subject {
  /** What "everything" is for this subject: allowed where only denials matter. */
  readonly tools: readonly string[];
  readonly rule: () => string;
  readonly call: (rules: readonly string[]) => OracleCall;
}

const description = 'd';

function shell(random: Random, broken: boolean): Subject {
  const commands = Array.from({ length: 1 + random.below(3) }, () => aCommand(random));
  const input = (command: string) => ({
    command,
    ...(random.chance(0.2) ? { description } : {}),
    ...(random.chance(0.05) ? { timeout: 1000 } : {}),
    ...(random.chance(0.04) ? { run_in_background: random.chance(0.7) } : {}),
  });
  return {
    tools: ['Bash'],
    rule: () =>
      random.chance(0.05)
        ? aFileRule(random, aPath(random))
        : aBashRule(random, random.pick(commands)),
    call: (rules) => {
      const ofRule = random.chance(0.15) ? lineOf(random, random.pick(rules)).trimStart() : '';
      return {
        tool: 'Bash',
        input: input(ofRule === '' ? aLine(random, commands, broken) : ofRule),
      };
    },
  };
}

function files(random: Random): Subject {
  const paths = Array.from({ length: 1 + random.below(3) }, () => aPath(random));
  return {
    tools: ['Read', 'Edit', 'Write', random.chance(0.5) ? 'Bash' : 'Bash(* *)', 'Bash(aa *)'],
    rule: () =>
      random.chance(0.05) ? aBashRule(random, ['aa', 'x']) : aFileRule(random, random.pick(paths)),
    call: () => {
      const path = random.pick(paths);
      return random.chance(0.5) ? aFileCall(random, path) : aFileCommand(random, path);
    },
  };
}

function others(tools: readonly string[], { rule, call }: ToolCase): Subject {
  return { tools, rule, call };
}

function settingsOf(
  random: Random,
  rules: readonly string[],
  mood: Mood,
  tools: readonly string[],
) {
  const placed: Partial<Record<Source, Partial<Record<Behavior, string[]>>>> = {};
  const put = (text: string, behavior: Behavior) => {
    const source = random.pick<Source>(['project', 'project', 'local', 'user']);
    const lists = (placed[source] ??= {});
    (lists[behavior] ??= []).push(text);
  };
  for (const tool of tools) for (const text of mood.always(tool)) put(text, 'allow');
  for (const text of rules) put(text, random.pick(mood.behaviors));
  return placed satisfies Partial<Record<Source, OraclePermissions>>;
}

/** So many calls, no two alike as far as that can be had. */
function differentCalls(count: number, make: () => OracleCall): readonly OracleCall[] {
  const found = new Map<string, OracleCall>();
  for (let tried = 0; found.size < count; tried += 1) {
    const call = make();
    const key = tried < 4 * count ? JSON.stringify(call) : String(tried);
    found.set(key, call);
  }
  return [...found.values()];
}

function scenario(random: Random, length: number): OracleQuestion {
  const mood = random.way(MOODS.map(([weight, one]) => [weight, () => one] as const));
  const subject = random.way([
    [60, () => shell(random, mood.forbids)],
    [24, () => files(random)],
    [7, () => others(['WebFetch'], fetches(random))],
    [4, () => others(['mcp__mocksrv'], serverTools(random))],
    [5, () => others(['WebSearch', 'Skill'], otherTools(random))],
  ]);
  const rules = Array.from({ length: 1 + random.below(6) }, subject.rule);
  const settings = settingsOf(random, rules, mood, subject.tools);
  return { settings, calls: differentCalls(length, () => subject.call(rules)), files: FILES };
}

/** Settings with calls that have to do with them, so many calls in all; the same for the same seed. */
export function scenariosOf(seed: number, pairs: number): readonly OracleQuestion[] {
  const count = Math.ceil(pairs / CALLS_A_SCENARIO);
  return Array.from({ length: count }, (_, at) => {
    const left = pairs - at * CALLS_A_SCENARIO;
    // A seed of its own: a scenario stays the same whatever the ones before it are.
    const random = randomOf(Math.imul(seed, 0x9e3779b1) + at);
    return scenario(random, Math.min(left, CALLS_A_SCENARIO));
  });
}
