/**
 * A path as seen from a folder above it, with its own kind of separators.
 * @returns null where the path does not lie inside the folder, or is not written plainly enough to tell.
 */
export function relativePath(folder: string, path: string): string | null {
  if (/(^|[\\/])\.\.?([\\/]|$)/.test(path)) return null;
  const base = folder.replace(/[\\/]+$/, '');
  const rest = path.slice(base.length);
  return path.startsWith(base) && /^[\\/][^\\/]/.test(rest) ? rest.slice(1) : null;
}
