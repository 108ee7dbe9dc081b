import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Claude Code's own folder, with one session that writes its files as 2.1.328 does. */
export interface ClaudeFiles {
  claudeDir: string;
  transcriptPath: string;
  sessionId: string;
  /** Writes the session's status, in place. */
  status: (status: string, waitingFor?: string, at?: number) => Promise<void>;
  /** Writes any text to a file of the sessions folder. */
  session: (name: string, text: string) => Promise<void>;
  /** Ends the session properly: its file goes. */
  end: () => Promise<void>;
  /** Adds lines to the session's transcript, or to that of one of its subagents. */
  lines: (...lines: string[]) => Promise<void>;
  subagentLines: (subagentId: string, ...lines: string[]) => Promise<void>;
  remove: () => Promise<void>;
}

/** Makes such a folder; the session runs in the process `pid`. */
export async function claudeFiles(pid = process.pid): Promise<ClaudeFiles> {
  const claudeDir = await mkdtemp(join(tmpdir(), 'claude-files-'));
  const sessionId = 'f011c0f1-2b02-4d50-86da-134a3a46e8b8';
  const threads = join(claudeDir, 'projects/-home-dev-proj');
  const transcriptPath = join(threads, `${sessionId}.jsonl`);
  const file = join(claudeDir, 'sessions', `${pid}.json`);
  await mkdir(dirname(file), { recursive: true });

  const add = async (path: string, lines: readonly string[]) => {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, lines.map((line) => `${line}\n`).join(''));
  };
  return {
    claudeDir,
    transcriptPath,
    sessionId,
    status: (status, waitingFor, at = Date.now()) =>
      writeFile(
        file,
        JSON.stringify({
          pid,
          sessionId,
          cwd: '/home/dev/proj',
          version: '2.1.328',
          entrypoint: 'cli',
          status,
          updatedAt: at,
          statusUpdatedAt: at,
          waitingFor,
        }),
      ),
    session: (name, text) => writeFile(join(dirname(file), name), text),
    end: () => rm(file),
    lines: (...lines) => add(transcriptPath, lines),
    subagentLines: (subagentId, ...lines) =>
      add(join(threads, sessionId, 'subagents', `agent-${subagentId}.jsonl`), lines),
    remove: () => rm(claudeDir, { recursive: true, force: true }),
  };
}
