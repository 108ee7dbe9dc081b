import { chmod, readlink, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OraclePlaces } from './places.ts';
import type { OracleCall } from './question.ts';

const server = fileURLToPath(new URL('../claude/mcp-server.mjs', import.meta.url));

/** Tools that change the session, and so the verdicts on all later calls. */
const CHANGES_SESSION = new Set(['EnterPlanMode', 'EnterWorktree', 'ExitWorktree']);

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Writes the program that Claude Code runs in place of every command (CLAUDE_CODE_SHELL_PREFIX). It
 * does nothing; but the MCP server is started through it too, and that one it starts.
 */
export async function writeNoOp(path: string): Promise<void> {
  // A command comes wrapped and ends with Claude Code's own `pwd`, whatever the call says.
  const script = `#!/bin/sh
case $1 in
  *mcp-server.mjs | *mcp-server.mjs[\\'\\"]) exec ${quoted(process.execPath)} ${quoted(server)} ;;
esac
`;
  await writeFile(path, script);
  await chmod(path, 0o755);
}

/** The environment in which nothing leaves the machine. */
export const offline = {
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  NO_PROXY: '127.0.0.1,localhost',
};

/** The file a call would write, absolute; none for a call that writes none by itself. */
export function writtenBy(call: OracleCall, places: OraclePlaces): string | undefined {
  if (!['Edit', 'Write', 'NotebookEdit'].includes(call.tool)) return undefined;
  const path = call.input['file_path'] ?? call.input['notebook_path'];
  if (typeof path !== 'string') return undefined;
  return resolve(places.folder, path.replace(/^~(?=\/|$)/, places.home));
}

async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // Not there: it would be made where the link leads, or in the nearest folder that is there.
    const target = await readlink(path).catch(() => undefined);
    if (target !== undefined) return realPath(resolve(dirname(path), target));
    return join(await realPath(dirname(path)), 'new');
  }
}

/** @throws Error for a path that leads out of the oracle's places. */
export async function assertInside(path: string, places: OraclePlaces): Promise<void> {
  const root = dirname(places.folder) + sep;
  if ((await realPath(path)).startsWith(root)) return;
  throw new Error(`${path} is not in the oracle's places: it could really be written.`);
}

/** @throws Error for a call that, if a rule allowed it, would do something outside the oracle's places. */
export async function assertHarmless(call: OracleCall, places: OraclePlaces): Promise<void> {
  if (CHANGES_SESSION.has(call.tool))
    throw new Error(`${call.tool} changes the session and can't be asked about.`);
  const path = writtenBy(call, places);
  if (path !== undefined) await assertInside(path, places);
}
