/** What agent and person read of a call while the kill switch is on. */
export const STOPPED =
  'Countersign: a person stopped all agents. Nothing is done until they release them.';

/** The same while a session is paused. */
export const PAUSED =
  'Countersign: a person paused this session. Nothing is done in it until they let it go on.';
