import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../../src/core/rules/call.ts';
import { compileRules, judge } from '../../src/core/rules/judge.ts';
import { offersFor } from '../../src/core/rules/offers-for.ts';
import { rulesOf, type Offers } from '../../src/core/rules/offers.ts';

/** A command of the corpus, as its sources label it. */
export interface LabelledCommand {
  readonly command: string;
  readonly labels: readonly string[];
  /** The rules to allow that Claude Code suggests. */
  readonly suggested: readonly string[];
}

/** How much of each kind of command runs unasked under some rules. */
export interface Reach {
  readonly benign: Share;
  readonly danger: Share;
  readonly ask: Share;
}

/** So many of so many. */
export interface Share {
  readonly ran: number;
  readonly of: number;
  readonly percent: number;
}

/** A session in the project in which the corpus was measured. */
export const PLACES: Places = {
  folder: '/home/dev/proj',
  home: '/home/dev',
  claudeDir: '/home/dev/.claude',
};

/** The corpus of a folder of shared data. */
export function readCommands(shared: string): readonly LabelledCommand[] {
  const rows = JSON.parse(readFileSync(join(shared, 'data/commands.json'), 'utf8')) as readonly {
    readonly command: string;
    readonly expected_by_source: Readonly<Record<string, string>>;
    readonly claude_code_suggestions: readonly string[];
  }[];
  return rows.map(({ command, expected_by_source, claude_code_suggestions }) => ({
    command,
    labels: Object.values(expected_by_source),
    suggested: claude_code_suggestions.flatMap(
      (text) => /^(.*) \[allow→\w+\]$/s.exec(text)?.[1] ?? [],
    ),
  }));
}

/** Danger: deny, block or HIGH in any source. */
export function isDanger({ labels }: LabelledCommand): boolean {
  return labels.some((label) => /^(deny|block|HIGH)/.test(label));
}

/** Allow in one source at least, and no other opinion. */
export function isBenign({ labels }: LabelledCommand): boolean {
  return labels.length > 0 && labels.every((label) => label === 'allow');
}

/** Ask in one source at least, and no other opinion. */
export function isAsk({ labels }: LabelledCommand): boolean {
  return labels.length > 0 && labels.every((label) => label === 'ask');
}

/** What is offered for a command. */
export function offersOf(command: string): Offers {
  return offersFor({
    tool: 'Bash',
    input: { command },
    subject: { kind: 'command', command, description: null },
    places: PLACES,
    cwd: PLACES.folder,
    suggestions: [],
  });
}

/** The preselected offers for all benign commands, saved at once. */
export function preselected(commands: readonly LabelledCommand[]): ReadonlySet<string> {
  const rules = commands.filter(isBenign).flatMap(({ command }) => {
    const { allow } = offersOf(command);
    return allow.kind === 'none' ? [] : rulesOf(allow.parts, [], 'project');
  });
  return new Set(rules);
}

/** What Claude Code itself suggests for all benign commands, saved at once. */
export function suggested(commands: readonly LabelledCommand[]): ReadonlySet<string> {
  return new Set(commands.filter(isBenign).flatMap((one) => one.suggested));
}

/** How much of the corpus would run unasked if these rules stood in the project's file. */
export function reachOf(rules: ReadonlySet<string>, commands: readonly LabelledCommand[]): Reach {
  const placed = [...rules].map((text) => ({
    ...{ text, behavior: 'allow', scope: 'project', file: 'settings.json' },
    root: PLACES.folder,
  })) as Parameters<typeof compileRules>[0];
  const set = compileRules(placed, PLACES);
  const share = (kind: (one: LabelledCommand) => boolean): Share => {
    const all = commands.filter(kind);
    const ran = all.filter(({ command }) => {
      const call = { tool: 'Bash', input: { command }, cwd: PLACES.folder };
      return judge(set, call).outcome === 'allow';
    });
    return { ran: ran.length, of: all.length, percent: (100 * ran.length) / all.length };
  };
  return { benign: share(isBenign), danger: share(isDanger), ask: share(isAsk) };
}
