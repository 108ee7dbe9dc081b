import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Which of Claude Code's settings files. */
export type SettingsFile = 'user' | 'project' | 'local';

/** A throwaway HOME with a project folder in it, for an editor and whoever asks there. */
export interface Place {
  readonly home: string;
  readonly folder: string;
  path(file: SettingsFile): string;
  /** The bytes of a settings file as text; null where there is no file. */
  read(file: SettingsFile): Promise<string | null>;
  write(file: SettingsFile, text: string): Promise<void>;
  setMode(file: SettingsFile, mode: number): Promise<void>;
  /** Removes the file and what else is in its folder. */
  empty(file: SettingsFile): Promise<void>;
  /** Makes one more folder beside the project's. */
  another(name: string): Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Makes a place. There is nothing in it yet; not even a `.claude` folder. */
export async function makePlace(): Promise<Place> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'countersign-place-')));
  const make = async (name: string): Promise<string> => {
    const folder = join(root, name);
    await mkdir(folder);
    return folder;
  };
  const home = await make('home');
  const folder = await make('shop-api');
  const paths = {
    user: join(home, '.claude/settings.json'),
    project: join(folder, '.claude/settings.json'),
    local: join(folder, '.claude/settings.local.json'),
  };
  return {
    home,
    folder,
    path: (file) => paths[file],
    read: async (file) => (existsSync(paths[file]) ? readFile(paths[file], 'utf8') : null),
    async write(file, text) {
      await mkdir(dirname(paths[file]), { recursive: true });
      await writeFile(paths[file], text);
    },
    setMode: (file, mode) => chmod(paths[file], mode),
    empty: (file) => rm(dirname(paths[file]), { recursive: true, force: true }),
    another: make,
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}
