/** Runs tasks one after the other, in the order they came; a failed one does not hold up the next. */
export type Fifo = <T>(task: () => Promise<T>) => Promise<T>;

/** A fresh line of tasks, with nothing in it. */
export function createFifo(): Fifo {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task);
    // The one who asked for the task hears of its failure; the line only needs its end.
    last = run.then(noop, noop);
    return run;
  };
}

function noop(): void {
  return undefined;
}
