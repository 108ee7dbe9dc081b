/** What goes wrong on the way to the desk, as long as a test says so. */
export interface Faults {
  /** No call reaches the desk, and no channel opens. */
  offline: boolean;
  /** Answers whose proof is by another key. */
  forged: boolean;
  /** Calls of that path are done, and their answers lost. */
  loseAnswersTo: string | null;
  /** No live channel: what is between lets no socket through. */
  noSockets: boolean;
  /** How far the desk's clock is ahead, in milliseconds. */
  clock: number;
  /** The worker’s fetches of the shell get a page of somebody between, without our policy. */
  warningPage: boolean;
  /** How many answers are lost, whatever they are to. */
  lose: number;
  /** Answers come so much later, in milliseconds. */
  slow: number;
}

export const noFaults: Faults = {
  offline: false,
  forged: false,
  loseAnswersTo: null,
  noSockets: false,
  clock: 0,
  warningPage: false,
  lose: 0,
  slow: 0,
};
