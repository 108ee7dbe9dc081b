/**
 * The absolute path that a call means, with `.`, `..` and doubled slashes taken out.
 * @param path absolute, `~/…`, or relative to `cwd`
 * @returns null for anything that isn't plainly a POSIX path: what a drive letter or a backslash
 *   means depends on the machine, so it is never guessed.
 */
export function absolutePath(path: string, cwd: string, home: string): string | null {
  if (path !== path.trim() || /[\\\p{Cc}]|^[A-Za-z]:(?:\/|$)/u.test(path)) return null;
  const whole = /^~(?:\/|$)/.test(path)
    ? home + path.slice(1)
    : path.startsWith('/')
      ? path
      : `${cwd}/${path}`;
  if (!whole.startsWith('/') || whole.includes('\\')) return null;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/**
 * An absolute path as seen from a folder; empty for the folder itself.
 * @returns null where it is not inside.
 */
export function pathFrom(folder: string, path: string): string | null {
  const base = folder.replace(/\/+$/, '');
  if (path === base) return '';
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : null;
}
