/**
 * A task that never runs twice at once: asked for while it runs, it runs once more after it.
 * @returns starts it; resolves when nothing is left to run
 */
export function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const isWantedAgain = (): boolean => again;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await task();
    } while (isWantedAgain());
  };
  return () => {
    if (running !== null) {
      again = true;
      return running;
    }
    running = run().finally(() => (running = null));
    return running;
  };
}
