import type { Desk } from '../broker/desk.ts';
import { tell, type Background } from './messages.ts';
import type { PanelView } from './panel-view.ts';

/** The variable that asks for a request at once, so that a newcomer finds one to answer. */
const VARIABLE = 'COUNTERSIGN_SAMPLE_REQUEST';

/** Shows the panel with a test request in it, where the environment asks for one. */
export function sendSample(
  env: NodeJS.ProcessEnv,
  desk: Desk,
  panel: PanelView,
  background: Background,
): void {
  if (env[VARIABLE] !== '1') return;
  background('send the sample request', async () => {
    await panel.reveal();
    tell(await desk.sendTest());
  });
}
