/**
 * Keeps a signal of another program of the same user from opening Node's inspector in this process,
 * where it could run what it likes: SIGUSR1 does that to a Node process (measured). To be called
 * before a device counts; again does no harm.
 *
 * There is no way back: once a handler was there and is gone, the same signal ends the process
 * (measured, Node 20), and with it the agent's answers. On Windows there is no such signal.
 */
export function keepInspectorClosed(): void {
  if (!process.listeners('SIGUSR1').includes(ignore)) process.on('SIGUSR1', ignore);
}

function ignore(): void {
  return undefined;
}
