import type { DeskView } from '../broker/desk.ts';
import type { RuleRef } from '../core/rules/rules-view.ts';
import type { ContextKeyName } from './manifest.ts';
import { waitingItems } from './waiting.ts';

/**
 * What our context keys say of a view of the desk.
 * @param removed the rule that can be put back, where there is one
 */
export function contextValues(
  view: DeskView,
  removed: RuleRef | null,
): Readonly<Record<ContextKeyName, string | number | boolean>> {
  return {
    connected: view.connection.kind === 'connected',
    desk: view.desk.kind,
    waiting: waitingItems(view).length,
    removed: removed !== null,
    away: view.remote?.away.on ?? false,
    paired: (view.remote?.devices.length ?? 0) > 0,
    stopped: (view.leash?.stopped ?? null) !== null,
    registerProblem: (view.remote?.problem ?? null) !== null,
  };
}
