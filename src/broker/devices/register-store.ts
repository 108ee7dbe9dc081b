import { randomBytes } from 'node:crypto';
import { mkdir, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { CHAIN_START, link, type ChainEnd } from '../../core/audit/chain.ts';
import type { JsonObject } from '../../core/json.ts';
import {
  afterEntry,
  EMPTY_REGISTER,
  type Register,
  type RegisterEntry,
} from '../../core/pairing/register.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { syncFolder } from '../store/durable-file.ts';
import { putLine, withLines } from '../store/line-file.ts';
import { sha256 } from '../store/sha256.ts';
import { StoreError, storeError, systemCode } from '../store/store-error.ts';
import { VaultError } from '../vault-error.ts';
import type { Vault } from '../vault.ts';
import { endFault, formatRegisterLine, readRegister, readRegisterBytes } from './register-file.ts';
import {
  readRegisterSecrets,
  writeRegisterHead,
  writeRegisterKey,
  type RegisterSecrets,
} from './register-secrets.ts';

/** What the store of the register needs. */
export interface RegisterStoreOptions {
  /** Where its file lives; made if it is not there. No other process may write there meanwhile. */
  readonly folder: string;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
}

/** Why the register can't be used, in words for the person that say what to do. */
export interface RegisterTrouble {
  /** Whether it is not the one we wrote, or could only not be read. */
  readonly kind: 'not-ours' | 'unreadable';
  readonly message: string;
}

/**
 * The register on disk: lines that are only ever added, each with a proof that it is ours, and its
 * end pinned in the vault. One call at a time.
 */
export interface RegisterStore {
  /** What all lines come to; empty while there is trouble. */
  register(): Register;
  trouble(): RegisterTrouble | null;
  /**
   * Adds an entry; resolves once it is synced to disk and pinned. Rejects with a `StoreError` or a
   * `VaultError`; then nothing was added, but for a revocation, which stays if only the pin failed.
   */
  append(entry: RegisterEntry): Promise<void>;
  /** Looks at file and vault again. */
  reopen(): Promise<void>;
  /**
   * Sets the file aside and starts an empty one with a key of its own, so that no line of before can
   * come back. Rejects as `append` does.
   * @returns where the file went; null where there was none.
   */
  reset(): Promise<string | null>;
}

/** Where the register stands in file and vault. */
interface Standing {
  readonly kind: 'ours';
  readonly key: string;
  readonly register: Register;
  readonly end: ChainEnd;
  /** The finished lines, as they are in the file. */
  readonly bytes: Buffer;
  /** Behind them may be remains of one that was not finished. */
  readonly remains: boolean;
  /** What the vault holds. */
  readonly kept: RegisterSecrets;
}

const FILE_NAME = 'devices.jsonl';

/** Opens the register. Whatever is wrong with it, it opens; then `trouble` says so. */
export async function openRegisterStore(options: RegisterStoreOptions): Promise<RegisterStore> {
  const { folder, vault, clock, log } = options;
  const path = join(folder, FILE_NAME);
  let state: Standing | RegisterTrouble = await look();

  function notOurs(why: string): RegisterTrouble {
    log.error('The register of devices is not ours', { why });
    return {
      kind: 'not-ours',
      message: `The register of paired devices ${path} ${why}. No device counts until you reset it and pair your devices again.`,
    };
  }

  async function look(): Promise<Standing | RegisterTrouble> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const kept = await readRegisterSecrets(vault);
      const { bytes, torn } = await readRegisterBytes(path);
      if (kept.key === null && (bytes.length > 0 || (kept.head?.n ?? 0) > 0)) {
        return notOurs('can’t be checked: its key is gone from the secret store of VS Code');
      }
      const key = kept.key ?? freshKey();
      const read = readRegister(key, bytes, torn);
      if (read.kind === 'not-ours') return notOurs(read.why);
      const fault = endFault(read.file, kept.head);
      if (fault !== null) return notOurs(fault);
      const { register, end } = read.file;
      const found = { kind: 'ours', key, register, end, bytes, remains: torn, kept } as const;
      return await pinWhatCame(found);
    } catch (cause) {
      if (cause instanceof VaultError && cause.code === 'broken') {
        return notOurs('can’t be checked: its key in the secret store of VS Code can’t be read');
      }
      const { message } = errorOf('The register of paired devices could not be read', cause);
      log.error(message, { cause: String(cause) });
      return { kind: 'unreadable', message: `${message} No device counts until then.` };
    }
  }

  /** Pins a line that was on disk, and not in the vault yet, when an earlier desk ended. */
  async function pinWhatCame(found: Standing): Promise<Standing> {
    if (found.kept.head === null || found.kept.head.n === found.end.n) return found;
    try {
      return await settle(found);
    } catch (cause) {
      log.warn('The end of the register of devices could not be pinned yet', {
        cause: String(cause),
      });
      return found;
    }
  }

  /** Brings the vault to where the file is. */
  async function settle(at: Standing): Promise<Standing> {
    if (at.kept.key === null) await writeRegisterKey(vault, at.key);
    if (at.kept.head?.hash !== at.end.hash) await writeRegisterHead(vault, at.end);
    return { ...at, kept: { key: at.key, head: at.end } };
  }

  function standing(): Standing {
    if (state.kind === 'ours') return state;
    throw new StoreError('failed', state.message, null);
  }

  async function isAsLeft(file: FileHandle, at: Standing): Promise<boolean> {
    const all = await file.readFile();
    const whole = all.subarray(0, at.bytes.length);
    return whole.equals(at.bytes) && (at.remains || all.length === at.bytes.length);
  }

  async function put(at: Standing, text: Buffer): Promise<void> {
    await withLines(path, async (file) => {
      if (!(await isAsLeft(file, at))) {
        state = notOurs('was changed by another program');
        throw new StoreError('failed', state.message, null);
      }
      await file.chmod(0o600);
      await syncFolder(folder);
      try {
        await putLine(file, { bytes: at.bytes.length, remains: at.remains }, text);
      } catch (cause) {
        state = { ...at, remains: true };
        await file.truncate(at.bytes.length);
        throw cause;
      }
    });
  }

  async function takeBack(at: Standing): Promise<void> {
    // Whether the vault took the pin that failed is not known, so it is written anew next time.
    state = { ...at, remains: true, kept: { ...at.kept, head: null } };
    await withLines(path, async (file) => {
      await file.truncate(at.bytes.length);
      await file.datasync();
    });
  }

  async function append(entry: RegisterEntry): Promise<void> {
    const at = await settle(standing());
    state = at;
    const line = link(sha256, at.end, clock.now(), jsonOf(entry));
    const text = formatRegisterLine(at.key, line);
    await put(at, text);
    const register = afterEntry(at.register, entry);
    const bytes = Buffer.concat([at.bytes, text]);
    const end = { n: line.n, hash: line.hash };
    const next = { ...at, register, end, bytes, remains: false };
    // Better a device too few: a revocation stays even where its pin fails.
    if (entry.kind === 'revoked') state = next;
    try {
      state = await settle(next);
    } catch (cause) {
      if (entry.kind !== 'revoked') await takeBack(at);
      throw cause;
    }
  }

  async function setAside(): Promise<string | null> {
    const aside = `${path}.not-ours-${new Date(clock.now()).toISOString().replaceAll(':', '')}`;
    try {
      await rename(path, aside);
    } catch (cause) {
      if (systemCode(cause) === 'ENOENT') return null;
      throw cause;
    }
    await syncFolder(folder);
    return aside;
  }

  return {
    register: () => (state.kind === 'ours' ? state.register : EMPTY_REGISTER),
    trouble: () => (state.kind === 'ours' ? null : state),
    async append(entry) {
      try {
        await append(entry);
      } catch (cause) {
        throw errorOf('The register of paired devices could not be written', cause);
      }
    },
    async reopen() {
      state = await look();
    },
    async reset() {
      try {
        const aside = await setAside();
        const key = freshKey();
        await writeRegisterKey(vault, key);
        await writeRegisterHead(vault, CHAIN_START);
        state = await look();
        return aside;
      } catch (cause) {
        throw errorOf('The register of paired devices could not be reset', cause);
      }
    },
  };
}

function errorOf(what: string, cause: unknown): StoreError | VaultError {
  return cause instanceof VaultError ? cause : storeError(what, cause);
}

function freshKey(): string {
  return randomBytes(32).toString('base64url');
}

function jsonOf(entry: RegisterEntry): JsonObject {
  return entry.kind === 'paired' ? { ...entry, device: { ...entry.device } } : { ...entry };
}
