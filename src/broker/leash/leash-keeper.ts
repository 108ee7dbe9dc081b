import type { LeashEntry } from '../../core/audit/entry.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import { createFifo } from '../store/fifo.ts';
import { StoreError } from '../store/store-error.ts';
import { VaultError } from '../vault-error.ts';
import type { Vault } from '../vault.ts';
import { recordOf, recovered, type LeashChange, type LeashHolder } from './leash-state.ts';
import { readLeash, writeLeash } from './leash-store.ts';

/** Puts changes of the leash on record and into the vault, one after the other. */
export interface LeashKeeper {
  /** Counts at once, whatever becomes of record and vault; the outcome says where it is not kept. */
  tighten(entry: LeashEntry, change: LeashChange): Promise<Outcome>;
  /** Counts once it is on record, synced, and in the vault; else it is refused, and nothing changed. */
  loosen(entry: LeashEntry, change: LeashChange): Promise<Outcome>;
  /** Keeps what is nothing to put on record, such as when a session was last seen. */
  note(change: LeashChange): Promise<void>;
  /** Tries once more what could not be kept; resolves when all that was begun has ended. */
  close(): Promise<void>;
}

/** What keeping needs. */
export interface LeashKeeperOptions {
  readonly vault: Vault;
  /** Resolves once it is synced to disk. */
  readonly record: (entry: LeashEntry) => Promise<void>;
  readonly holder: LeashHolder;
  readonly clock: Clock;
  readonly log: Log;
}

const DONE: Outcome = { kind: 'done', note: null };

/** Keeps the leash of the one desk that may write it. */
export function leashKeeper(options: LeashKeeperOptions): LeashKeeper {
  const { vault, record, holder, clock, log } = options;
  const inTurn = createFifo();
  /** Whether the vault may hold something else than what counts. */
  let isOwed = false;

  async function write(change: LeashChange): Promise<void> {
    const next = recordOf(change(holder.state()), clock.now());
    if (next === null) throw new VaultError('broken', UNREADABLE, null);
    try {
      await writeLeash(vault, next);
      isOwed = false;
    } catch (cause) {
      isOwed = true;
      throw cause;
    }
  }

  /** What could not be read before may be there by now: it must not be written over. */
  async function readAgain(): Promise<void> {
    if (holder.state().record !== null) return;
    try {
      const found = await readLeash(vault);
      holder.keep((state) => recovered(state, found));
    } catch (cause) {
      if (!(cause instanceof VaultError && cause.code === 'broken')) throw cause;
      log.warn('What was set about the leash can’t be read and is replaced');
    }
  }

  function wordsOf(cause: unknown): string {
    const isOurs = cause instanceof StoreError || cause instanceof VaultError;
    log.error('The leash could not be kept', {
      cause: isOurs ? `${cause.message} ${String(cause.cause)}` : String(cause),
    });
    return isOurs ? cause.message : 'The log of Countersign says more.';
  }

  return {
    tighten(entry, change) {
      const hurried = holder.hurry(change);
      return inTurn(async () => {
        const faults: string[] = [];
        await record(entry).catch((cause: unknown) => void faults.push(wordsOf(cause)));
        await write((state) => state).catch((cause: unknown) => void faults.push(wordsOf(cause)));
        hurried.settle();
        const [why] = faults;
        if (why === undefined) return DONE;
        return { kind: 'done', note: `It counts, but could not be kept for later. ${why}` };
      });
    },
    loosen: (entry, change) =>
      inTurn(async () => {
        try {
          await readAgain();
          await record(entry);
          await write(change);
        } catch (cause) {
          return refused('leash-not-kept', `Nothing was changed. ${wordsOf(cause)}`);
        }
        holder.keep(change);
        return DONE;
      }),
    note: (change) =>
      inTurn(async () => {
        try {
          await write(change);
          holder.keep(change);
        } catch (cause) {
          wordsOf(cause);
        }
      }),
    close: () =>
      inTurn(async () => {
        if (isOwed) await write((state) => state).catch((cause: unknown) => void wordsOf(cause));
      }),
  };
}

const UNREADABLE =
  'What you set before can’t be read in the secret store of VS Code. Set it anew to keep it.';
