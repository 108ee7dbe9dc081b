import type { Desk } from '../broker/desk.ts';
import type { Unsubscribe } from '../core/ports.ts';
import type { Finding } from '../protocol/desk.ts';
import { tell, type Background } from './messages.ts';
import type { Proposals } from './proposals.ts';
import type { Settings } from './settings.ts';

const PORT_DIFFERS: Finding['id'] = 'hook-port-differs';

/**
 * Follows the port setting: listens there, then shows how our hook entry would follow. Every window
 * hears of the change; the one that runs the desk shows it.
 */
export function followPort(
  desk: Desk,
  settings: Settings,
  proposals: Proposals,
  background: Background,
): Unsubscribe {
  return settings.onChange(['port'], () => {
    background('change the port', async () => {
      await desk.listenOn(settings.get('port'));
      await desk.check();
      const view = desk.view();
      if (view.desk.kind !== 'here' || view.connection.kind === 'checking') return;
      const differs = view.connection.findings.some(({ id }) => id === PORT_DIFFERS);
      if (differs) tell(await proposals.propose(() => desk.proposeMending(PORT_DIFFERS)));
    });
  });
}
