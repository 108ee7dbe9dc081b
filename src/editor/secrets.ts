import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Log } from '../core/ports.ts';

/** What only we and the one we talk to may know. */
export interface Secrets {
  /** Claude Code's hook shows it to submit a request. It stands in a settings file and can't decide. */
  readonly hookToken: string;
  /** Our windows show it to each other. It never leaves the editor's own store. */
  readonly windowSecret: string;
}

/** The secrets, and what is wrong with how they are kept (in words for the person). */
export interface KeptSecrets {
  readonly secrets: Secrets;
  readonly problem: string | null;
}

/** 32 random bytes in base64url. */
const secretSchema = z.string().check(z.regex(/^[\w-]{43}$/));

/**
 * Reads our secrets from the editor's store, and makes them the first time. Where the store can't be
 * used they last until the window closes, and the person is told.
 */
export async function keepSecrets(store: vscode.SecretStorage, log: Log): Promise<KeptSecrets> {
  try {
    const hookToken = await keep(store, 'hookToken');
    const windowSecret = await keep(store, 'windowSecret');
    return { secrets: { hookToken, windowSecret }, problem: null };
  } catch (error) {
    log.error('the secret store failed', { error: String(error) });
    return {
      secrets: { hookToken: makeSecret(), windowSecret: makeSecret() },
      problem:
        "VS Code can't keep secrets on this machine, so Claude Code has to be connected again each time VS Code starts.",
    };
  }
}

async function keep(store: vscode.SecretStorage, key: keyof Secrets): Promise<string> {
  const kept = secretSchema.safeParse(await store.get(key));
  if (kept.success) return kept.data;
  await store.store(key, makeSecret());
  // Two windows may start together for the first time: what stands in the store then counts for both.
  return secretSchema.parse(await store.get(key));
}

function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}
