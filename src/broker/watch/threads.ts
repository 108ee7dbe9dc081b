import { dirname, join } from 'node:path';
import {
  createTranscript,
  type Fate,
  type PendingCall,
} from '../../agents/claude-code/transcript.ts';
import type { NoteMiss } from './misses.ts';
import { followFile } from './tail.ts';

/** The transcripts of the threads of work that have open requests. */
export interface Threads {
  /** From now on these transcripts, and only these. */
  want(paths: ReadonlySet<string>): void;
  /** Reads what was added to each. */
  read(): Promise<void>;
  /** What a thread's transcript says of a request. */
  fateOf(path: string | null, call: PendingCall): Fate;
}

/**
 * Where a request's thread keeps its transcript: a subagent has one of its own, in a folder beside
 * that of the session (measured with 2.1.328: `<session>/subagents/agent-<id>.jsonl`).
 */
export function transcriptOf(
  transcriptPath: string,
  sessionId: string,
  subagentId: string | null,
): string {
  if (subagentId === null) return transcriptPath;
  return join(dirname(transcriptPath), sessionId, 'subagents', `agent-${subagentId}.jsonl`);
}

/** Reads transcripts as they grow. */
export function followThreads(noteMiss: NoteMiss): Threads {
  const open = (path: string) => ({
    tail: followFile(path, noteMiss),
    transcript: createTranscript(),
  });
  const threads = new Map<string, ReturnType<typeof open>>();
  return {
    want: (paths) => {
      for (const path of threads.keys()) if (!paths.has(path)) threads.delete(path);
      for (const path of paths) if (!threads.has(path)) threads.set(path, open(path));
    },
    read: async () => {
      for (const { tail, transcript } of threads.values()) {
        for (const line of await tail.read()) transcript.feed(line);
      }
    },
    fateOf: (path, call) => {
      const thread = path === null ? undefined : threads.get(path);
      return thread?.transcript.fateOf(call) ?? { kind: 'absent' };
    },
  };
}
