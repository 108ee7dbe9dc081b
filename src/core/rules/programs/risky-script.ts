import { wordsOf } from './cli.ts';

const RISKY = new Set(
  wordsOf(`
    deploy deployment publish release push ship upload promote rollout rollback prod production live
    migrate migration migrations seed drop truncate destroy delete remove reset clean purge wipe nuke
    uninstall exec eval shell console ssh sudo undo revert prune teardown down kill
  `),
);

/** Whether a script's name says that it publishes, takes away, or runs what it is given. */
export function isRiskyScript(name: string): boolean {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[:_-]/)
    .some((word) => RISKY.has(word));
}
