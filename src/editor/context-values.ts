import type { DeskView } from '../broker/desk.ts';
import type { ContextKeyName } from './manifest.ts';
import { waitingItems } from './waiting.ts';

/** What our context keys say of a view of the desk. */
export function contextValues(
  view: DeskView,
): Readonly<Record<ContextKeyName, string | number | boolean>> {
  return {
    connected: view.connection.kind === 'connected',
    desk: view.desk.kind,
    waiting: waitingItems(view).length,
  };
}
