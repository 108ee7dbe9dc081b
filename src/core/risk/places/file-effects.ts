import { absolutePath } from '../../rules/absolute-path.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import type { Tier } from '../tier.ts';
import { isCredentialFile } from './credential-files.ts';
import { isPersonalFile } from './personal-files.ts';
import { placeOfFile } from './meant-place.ts';
import type { NamedFile } from './named-file.ts';
import { placeOf, type Place } from './path-place.ts';

/** A shell takes backslashes away that a program of Windows would read, so both spellings count. */
function holdsSecrets(path: string | null, text: string): boolean {
  return isCredentialFile(path ?? text) || (text.includes('\\') && isCredentialFile(text));
}

/** What writing or changing a file does. */
export function writeEffect(file: NamedFile, facts: FolderFacts): Effect {
  const { path, text } = file;
  const place = placeOfFile(file, facts);
  if (place.kind !== 'control' && holdsSecrets(path, text)) {
    return effect('high', 'file_write', `changes keys or passwords in ${text}`);
  }
  switch (place.kind) {
    case 'sink':
      return effect('none', 'shell_read', 'writes nothing');
    case 'control':
      return controlEffect(place, text);
    case 'protected':
      return effect('high', 'file_write', `changes ${text}, which Claude Code always asks about`);
    case 'device':
      return effect('critical', 'shell_admin', `writes to the device ${text}`);
    case 'system':
      return effect('high', 'shell_admin', `changes ${text}, a file of the system`);
    case 'project':
      return effect('low', 'file_write', `changes ${text}`);
    case 'temporary':
      return effect('low', 'file_write', `writes the temporary file ${text}`);
    case 'home':
    case 'elsewhere':
      return effect('medium', 'file_write', `changes ${text}, outside of the project`);
    case 'unknown':
      if (SOME_DEVICE.test(text)) {
        return effect('high', 'shell_admin', 'writes to a device that is only known when it runs');
      }
      return effect('medium', 'file_write', `writes to ${text}, which is only known when it runs`);
  }
}

/** Also one by which a shell connects (`/dev/$(echo tcp)/…`). */
const SOME_DEVICE = /^["']?\/dev\/(?!pts\/)[^/]*[$`{*?[]/;

/** What writing a file anew does: of what it held nothing is left. */
export function overwriteEffect(file: NamedFile, facts: FolderFacts): Effect {
  const { path, text, cwd } = file;
  const { kind } = placeOf(path, cwd, facts);
  return DATABASE.test(path ?? text) && kind !== 'temporary'
    ? effect('high', 'file_write', `empties ${text}, data that no history brings back`)
    : writeEffect(file, facts);
}

/** A database that is in use, and no copy of one. */
const DATABASE = /\.(db|sqlite3?|mdb|rdb)["']?$/i;

function controlEffect({ what, critical }: Extract<Place, { kind: 'control' }>, text: string) {
  return effect(critical ? 'critical' : 'high', 'file_write', `changes ${what} (${text})`);
}

/** What reading a file does. */
export function readEffect({ path, text, cwd }: NamedFile, facts: FolderFacts): Effect {
  if (holdsSecrets(path, text)) {
    return effect('high', 'file_read', `reads keys or passwords from ${text}`, 'reads-secret');
  }
  if (isPersonalFile(path ?? text)) {
    return effect('high', 'file_read', `reads what is personal from ${text}`, 'reads-secret');
  }
  const absolute = path === null ? null : absolutePath(path, cwd, facts.home);
  if (absolute === null) {
    return SOME_DEVICE.test(text)
      ? effect('high', 'file_read', 'reads a device that is only known when it runs')
      : effect('none', 'file_read', `reads ${text}`);
  }
  const isDevice = absolute.startsWith('/dev/') && placeOf(path, cwd, facts).kind === 'device';
  return isDevice && !/^\/dev\/u?random$/.test(path ?? '')
    ? effect('high', 'file_read', `reads the device ${text}`)
    : effect('none', 'file_read', `reads ${text}`);
}

/** What taking away a file does, or a folder with all in it. */
export function deleteEffect(
  file: NamedFile,
  facts: FolderFacts,
  how: { readonly recursive: boolean },
): Effect {
  const { path, text } = file;
  const all = how.recursive ? `${text} and all that is in it` : text;
  const place = placeOfFile(file, facts);
  if (isRoot(file, facts)) return effect('critical', 'file_delete', `deletes ${all}`);
  const tier = DELETE_TIERS[place.kind];
  if (place.kind === 'control' && place.critical) {
    return effect('critical', 'file_delete', `deletes ${all}, and with it ${place.what}`);
  }
  if (holdsSecrets(path, text)) {
    return effect('high', 'file_delete', `deletes keys or passwords (${all})`);
  }
  if (DATA.test(path ?? text) && !how.recursive && place.kind !== 'temporary') {
    return effect('high', 'file_delete', `deletes ${text}, data that no history brings back`);
  }
  if (how.recursive && place.kind === 'project' && REMADE.test(path ?? ''))
    return effect('medium', 'file_delete', `deletes ${all}, which can be made again`);
  const isShared = how.recursive && SHARED.test(path ?? '');
  return effect(
    isShared ? 'high' : how.recursive ? tier.recursive : tier.plain,
    'file_delete',
    `deletes ${all}`,
  );
}

/** Folders that only tools write, and write again: packages, caches, what was compiled. */
const REMADE =
  /^(?!.*(?:^|\/)\.\.(?:\/|$)).*(?:^|\/)(node_modules|bower_components|__pycache__|\.(pytest|mypy|ruff)_cache|\.(tox|nox|next|nuxt|svelte-kit|turbo|parcel-cache|angular|gradle|vite|nyc_output|dart_tool|venv)|target|coverage|DerivedData)(\/|$)/;

/** Temporary folders as a whole: others keep theirs there, too. */
const SHARED = /^\/(private\/)?(tmp|var\/tmp|dev\/shm)\/?$/;

/** Databases and copies of them: they are kept out of a project’s history. */
const DATA = /\.(db|sqlite3?|mdb|rdb|dump|sql\.gz|bak|tfstate(\.backup)?)["']?$/i;

const DELETE_TIERS: Readonly<Record<Place['kind'], { plain: Tier; recursive: Tier }>> = {
  sink: { plain: 'high', recursive: 'high' },
  project: { plain: 'medium', recursive: 'high' },
  temporary: { plain: 'low', recursive: 'medium' },
  home: { plain: 'high', recursive: 'high' },
  elsewhere: { plain: 'high', recursive: 'high' },
  system: { plain: 'high', recursive: 'critical' },
  device: { plain: 'critical', recursive: 'critical' },
  control: { plain: 'high', recursive: 'critical' },
  protected: { plain: 'high', recursive: 'high' },
  unknown: { plain: 'high', recursive: 'high' },
};

/** What reading a folder with all that is in it does. */
export function readAllEffect(file: NamedFile, facts: FolderFacts): Effect {
  if (!holdsHome(file, facts) && !HOLDS_PERSONAL.test(file.path ?? '')) {
    return readEffect(file, facts);
  }
  const does = `reads all that is in ${file.text}, where keys and passwords lie too`;
  return effect('high', 'file_read', does, 'reads-secret');
}

const HOLDS_PERSONAL = /^(~|\/Users\/[^/]+)\/Library(\/Application Support)?\/?$/;

/** The home folder, or one around it; a session that lies there has no other. */
function holdsHome({ path, cwd }: NamedFile, facts: FolderFacts): boolean {
  const absolute = path === null ? null : absolutePath(path, cwd, facts.home);
  if (absolute === null || absolute === facts.folder) return false;
  return absolute === '/' || `${facts.home}/`.startsWith(`${absolute}/`);
}

/** The root, the home folder, a user’s folder, the project, or a folder around it; what `*` stands for counts. */
function isRoot({ path, cwd }: NamedFile, facts: FolderFacts): boolean {
  if (path === null) return false;
  const folder = path.replace(/(^|\/)(\*+|\*\.\*|\.\*|\{,\.\}\*)$/, '$1') || '.';
  const absolute = absolutePath(folder, cwd, facts.home);
  if (absolute === null) return false;
  const around = [facts.folder, facts.home, facts.gitRoot ?? facts.folder, cwd];
  return (
    /^\/[^/]*$/.test(absolute) ||
    /^\/(home|Users)\/[^/]+$/.test(absolute) ||
    around.some((known) => `${known}/`.startsWith(`${absolute}/`))
  );
}
