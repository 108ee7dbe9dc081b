import type { Places } from './call.ts';
import { relativePath } from './file-path.ts';
import { rung, warned } from './offer-list.ts';
import type { Behavior, Rung, RungOffer } from './offers.ts';
import { formatRule } from './rule.ts';

/** A file for which rules are offered. */
export interface OfferedFile {
  /** `Edit(…)` covers writing a file too, and reading it; `Read(…)` in deny, changing it (measured). */
  readonly tool: 'Edit' | 'Read';
  /** Absolute. */
  readonly path: string;
  readonly places: Places;
}

/** What Claude Code would do to a file, as a person says it. */
const VERBS = {
  Edit: { allow: 'changing', deny: 'changing' },
  Read: { allow: 'reading', deny: 'reading (and changing)' },
} as const;

/**
 * The ladder of a file: the file, its folder, the whole project.
 * @returns none where a rule can't name the path without fitting other files too.
 */
export function fileRungs(file: OfferedFile, behavior: Behavior): readonly RungOffer[] {
  const { tool, path, places } = file;
  if (!isPlainPath(path)) return [];
  const verb = VERBS[tool][behavior];
  const inside = relativePath(places.folder, path);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const name = inside ?? path;
  const rungs = [pathRung('file', `${verb} ${name}`, file, path)];
  if (inside === null) {
    if (behavior === 'deny' ? folder !== '' : mayOpen(folder, places)) {
      const wide = pathRung('folder', `${verb} all below ${folder}`, file, `${folder}/**`);
      rungs.push(warned(wide, behavior === 'allow' ? OUTSIDE : null));
    }
    return rungs;
  }
  if (folder !== places.folder) {
    const below = relativePath(places.folder, folder) ?? folder;
    rungs.push(pathRung('folder', `${verb} all below ${below}`, file, `${folder}/**`));
  }
  return [
    ...rungs,
    pathRung('project', `${verb} all of this project`, file, `${places.folder}/**`),
  ];
}

const OUTSIDE = 'This folder lies outside the project.';

/** `/…` is read from the project's folder, `//…` from the root (measured). */
function pathRung(
  kind: Rung,
  reach: string,
  { tool, places }: OfferedFile,
  path: string,
): RungOffer {
  const rule = (content: string): readonly string[] => [
    formatRule({ tool, content: content.replace(/[[\]]/g, String.raw`\$&`) }),
  ];
  const anywhere = rule(`/${path}`);
  const inside = relativePath(places.folder, path);
  const project = inside === null ? anywhere : rule(`/${inside}`);
  return { ...rung(kind, reach), rules: { project, local: anywhere, user: anywhere } };
}

/** Rules are patterns as in a .gitignore file, where these mean something, and there is no plain way out. */
export function isPlainPath(path: string): boolean {
  if (!/^\/[^/]/.test(path) || /[*?!#{}\\~]/.test(path)) return false;
  return path
    .slice(1)
    .split('/')
    .every((part) => part !== '' && part === part.trim() && part !== '.' && part !== '..');
}

/**
 * Whether all of a folder outside the project may be allowed: not the root, a home folder or what
 * holds one, not the system’s own folders, and none that is hidden or where programs keep keys.
 */
export function mayOpen(folder: string, { folder: project, home, claudeDir }: Places): boolean {
  const parts = folder.split('/').slice(1);
  if (parts.some((part) => part.startsWith('.'))) return false;
  if (parts.length < 2 && folder !== '/tmp') return false;
  if (/^\/(home|Users|mnt|media|Volumes|private)\/[^/]+$/.test(folder)) return false;
  if (KEPT_BY_PROGRAMS.test(folder)) return false;
  return ![project, home, claudeDir].some((kept) => `${kept}/`.startsWith(`${folder}/`));
}

/** Where programs of macOS and Windows keep keys, mail and what browsers remember, and what holds these. */
const KEPT_BY_PROGRAMS =
  /^\/(home|Users)\/[^/]+\/(Library(\/(Application Support|Containers|Group Containers|Keychains|Cookies|Safari|Mail|Messages|Accounts)(\/.*)?)?|AppData(\/.*)?)$/i;
