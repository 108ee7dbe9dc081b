const tails = new Map<string, Promise<unknown>>();

/**
 * Runs jobs on one file in the order they came, one at a time; jobs on different files run side by
 * side. Module-wide, since every part of this process edits the same files.
 */
export async function inTurn<T>(file: string, job: () => Promise<T>): Promise<T> {
  const before = tails.get(file) ?? Promise.resolve();
  const mine = before.then(job, job);
  tails.set(file, mine);
  try {
    return await mine;
  } finally {
    if (tails.get(file) === mine) tails.delete(file);
  }
}
