import { compileRules, type RuleSet } from '../../core/rules/judge.ts';
import { readRulesInForce } from '../settings/rules/rules-in-force.ts';
import { within } from '../within.ts';
import { isSameMark, isSettled, markOf, type FileMark } from './file-mark.ts';
import type { StartPlace } from './start-places.ts';

/** The rules that stand in a call’s way, of all settings files that count for it. */
export interface RuleCache {
  /** Rejects where they can’t be read, or not soon. */
  of(place: StartPlace): Promise<RuleSet>;
}

/** What reading rules needs. */
export interface RuleCacheOptions {
  readonly claudeDir: string;
  /** The person’s home folder. */
  readonly home: string;
  readonly managedFile?: string;
  readonly now: () => number;
}

/** How long the settings files may take to be read, in milliseconds. */
const WITHIN = 2_000;

/** So many folders are remembered. */
const MOST = 100;

interface Kept {
  readonly marks: readonly FileMark[];
  readonly settled: boolean;
  readonly rules: RuleSet;
}

/**
 * The rules to deny and to ask of folders, read again when a file changed. Rules to allow are left
 * out: that none of them allows a call is no objection to it, and that one does outweighs nothing.
 */
export function ruleCache({ now, ...options }: RuleCacheOptions): RuleCache {
  const kept = new Map<string, Kept>();

  async function read({ folder, settings }: StartPlace, marks: readonly FileMark[]): Promise<Kept> {
    const settled = marks.every((mark) => isSettled(mark, now()));
    const inForce = await within(WITHIN, readRulesInForce({ folder, ...options }));
    // What a file denies that can’t be read is not known, whatever Claude Code makes of it.
    const [ignored] = inForce.ignored;
    if (ignored !== undefined) throw new Error('A settings file can’t be read');
    const rules = compileRules(
      inForce.rules.filter(({ behavior }) => behavior !== 'allow'),
      { folder, ...options },
    );
    // Where a file changed while they were read, what was read is right for now and no longer.
    const isSame = areSame(settings.map(markOf), marks);
    return { marks, settled: settled && isSame, rules };
  }

  return {
    async of(place) {
      const marks = place.settings.map(markOf);
      const before = kept.get(place.folder);
      if (before?.settled === true && areSame(before.marks, marks)) return before.rules;
      const fresh = await read(place, marks);
      if (kept.size > MOST) kept.clear();
      kept.set(place.folder, fresh);
      return fresh.rules;
    },
  };
}

/** Whether all files are as they were; the same ones, in the same order. */
function areSame(before: readonly FileMark[], now: readonly FileMark[]): boolean {
  return (
    before.length === now.length &&
    before.every((mark, at) => {
      const other = now[at];
      return other !== undefined && isSameMark(mark, other);
    })
  );
}
