import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the git working tree a folder lies in, or null. In a worktree `.git` is a file. */
export function gitRoot(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : gitRoot(parent);
}

/**
 * The root of the repository that a working tree belongs to: its own, or for a worktree the main
 * one. Anybody can write a `.git` file, so the repository has to name the worktree too.
 */
export function mainRoot(root: string): string {
  try {
    if (statSync(join(root, '.git')).isDirectory()) return root;
    const named = /^gitdir: (.+)$/m.exec(readFileSync(join(root, '.git'), 'utf8'))?.[1];
    const own = resolve(root, named ?? '');
    const [, main] = /^(.+)[\\/]\.git[\\/]worktrees[\\/][^\\/]+$/.exec(own) ?? [];
    if (main === undefined) return root;
    const back = readFileSync(join(own, 'gitdir'), 'utf8').trim();
    return resolve(own, back) === join(root, '.git') ? main : root;
  } catch {
    // Something is missing or not ours to read: then it is no worktree that we could speak of.
    return root;
  }
}
