import { constants } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { settingsProblem, type SettingsProblem } from '../problem.ts';
import { errnoOf } from './errno.ts';

/** A settings file as it stands on disk at one moment. */
export type FileState =
  | {
      readonly kind: 'missing';
      readonly file: string;
      /** Whether the folder it belongs in is there. */
      readonly folderExists: boolean;
    }
  | {
      readonly kind: 'present';
      readonly file: string;
      /** The file itself, behind any links. */
      readonly realFile: string;
      /** Whether `file` is itself a link. */
      readonly isLink: boolean;
      /** Every byte of it as text, a byte order mark included. */
      readonly text: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    };

/** No settings file is larger; reading more would only hold up the editor. In bytes. */
const largest = 1024 * 1024;

/**
 * Reads a settings file without changing anything.
 * @returns its state, or the problem that keeps it from being read or edited safely.
 */
export async function readSettingsFile(file: string): Promise<FileState | SettingsProblem> {
  try {
    const realFile = await realpath(file);
    return await readRealFile(file, realFile);
  } catch (error) {
    return await whyUnreadable(file, error);
  }
}

async function readRealFile(file: string, realFile: string): Promise<FileState | SettingsProblem> {
  const kind = await stat(realFile);
  if (kind.isDirectory()) return settingsProblem('is-a-folder', file);
  if (!kind.isFile()) return settingsProblem('not-a-file', file);
  const handle = await open(realFile, constants.O_RDONLY);
  try {
    const { size, mode, uid, gid } = await handle.stat();
    if (size > largest) return settingsProblem('too-large', file);
    const text = decode(await handle.readFile());
    if (text === null) return settingsProblem('not-utf8', file);
    const isLink = (await lstat(file)).isSymbolicLink();
    return { kind: 'present', file, realFile, isLink, text, mode: mode & 0o7777, uid, gid };
  } finally {
    await handle.close();
  }
}

/** Exact both ways: what is encoded again gives the same bytes. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function whyUnreadable(file: string, error: unknown): Promise<FileState | SettingsProblem> {
  switch (errnoOf(error)) {
    case 'ENOENT':
      return await whyMissing(file);
    case 'ENOTDIR':
      return settingsProblem('folder-unusable', file, dirname(file), error);
    case 'ELOOP':
      return settingsProblem('link-loop', file, '', error);
    case 'EACCES':
    case 'EPERM':
      return settingsProblem('not-permitted', file, '', error);
    default:
      return settingsProblem('not-read', file, '', error);
  }
}

async function whyMissing(file: string): Promise<FileState | SettingsProblem> {
  if (await isThere(file)) return settingsProblem('dangling-link', file);
  const folder = dirname(file);
  const folderExists = await isThere(folder);
  if (folderExists && !(await isFolder(folder))) {
    return settingsProblem('folder-unusable', file, folder);
  }
  return { kind: 'missing', file, folderExists };
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
