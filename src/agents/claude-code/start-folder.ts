/** Where a session's call comes from, as its hook message says it. */
export interface SessionPlace {
  /** The folder the session is in now. */
  readonly cwd: string;
  /** The session's own record; its folder is named after the folder the session was started in. */
  readonly transcriptPath: string;
}

/**
 * The folder a session was started in: the one whose `.claude/settings.json` it reads. The hook
 * message only tells where the session is now, which a `cd` changes.
 * @returns undefined where the session has left its folder, or keeps no record.
 */
export function startFolder({ cwd, transcriptPath }: SessionPlace): string | undefined {
  const slug = parts(transcriptPath).at(-2);
  return selfAndAncestors(cwd).find((folder) => slugOf(folder) === slug);
}

/** The name Claude Code gives a project's folder: everything but letters and digits is a `-` (measured). */
function slugOf(folder: string): string {
  return folder.replace(/[^A-Za-z0-9]/g, '-');
}

function selfAndAncestors(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder.length - 1; at > 0; at -= 1) {
    if (isSeparator(folder.charAt(at))) folders.push(folder.slice(0, at));
  }
  return folders;
}

function parts(path: string): readonly string[] {
  return path.split(/[\\/]/);
}

function isSeparator(char: string): boolean {
  return char === '/' || char === '\\';
}
