import { homedir } from 'node:os';
import type { Desk } from '../broker/desk.ts';
import type { Unsubscribe } from '../core/ports.ts';
import type { RuleRef } from '../core/rules/rules-view.ts';
import { visibleLine } from '../core/visible.ts';
import { inform, tell } from './messages.ts';
import { fileNames } from './rules-words.ts';

/** Takes rules out of their files, and puts the last one back. */
export interface RuleRemovals {
  remove(rule: RuleRef): Promise<void>;
  restore(): Promise<void>;
  /** The rule that was removed last and is not back; null where there is none. */
  last(): RuleRef | null;
  onChange(listener: () => void): Unsubscribe;
}

/** Removes and restores rules at a desk; what was removed can be put back at once, or later. */
export function createRuleRemovals(desk: Desk): RuleRemovals {
  const listeners = new Set<() => void>();
  let last: RuleRef | null = null;

  function become(rule: RuleRef | null): void {
    last = rule;
    for (const listener of listeners) listener();
  }

  async function restore(): Promise<void> {
    if (last === null) {
      void inform('There is no removed rule to restore here.');
      return;
    }
    const outcome = await desk.restoreRule();
    if (outcome.kind === 'done') become(null);
    tell(outcome);
  }

  return {
    async remove(rule) {
      const outcome = await desk.removeRule(rule);
      if (outcome.kind === 'refused') {
        tell(outcome);
        return;
      }
      become(rule);
      const where = fileNames(desk.view().rules, homedir()).path(rule.file);
      const pressed = await inform(`Removed ${visibleLine(rule.text)} from ${where}.`, 'Undo');
      if (pressed === undefined) return;
      // Another rule may have been removed by now; this notification did not speak of that one.
      if (last === rule) await restore();
      else void inform(`Only the rule that was removed last can be restored.`);
    },
    restore,
    last: () => last,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
