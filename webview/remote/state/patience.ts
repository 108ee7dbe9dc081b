import type { Patiences } from '../../shared/state/panel-state.ts';
import { DECIDE_WITHIN } from '../link/deciding.ts';

const words = 'No answer, so as far as we know nothing was sent. Try again: it counts only once.';

/** On the way to the phone an answer takes longer; the link itself says sooner what became of it. */
export const patience: Patiences = {
  answer: { within: DECIDE_WITHIN + 3_000, words },
  action: { within: DECIDE_WITHIN + 3_000, words },
};
