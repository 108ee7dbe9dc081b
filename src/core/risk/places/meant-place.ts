import { absolutePath } from '../../rules/absolute-path.ts';
import { isProtected } from '../../rules/protected-paths.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { withDefaults } from './credential-files.ts';
import { controlOf } from './control-files.ts';
import type { NamedFile } from './named-file.ts';
import { placeOf, type Place } from './path-place.ts';

/** The place of a file as a call names it: where its path leads, or what guarded place it can only mean. */
export function placeOfFile(file: NamedFile, facts: FolderFacts): Place {
  const meant = meantPlace(file, facts);
  if (meant !== null) return meant;
  const place = placeOf(file.path, file.cwd, facts);
  if (place.kind !== 'unknown') return place;
  const given = placeOf(unquoted(withDefaults(file.text)).replace(/^["']/, ''), file.cwd, facts);
  return GUARDED.has(given.kind) && withDefaults(file.text) !== file.text ? given : place;
}

/**
 * The guarded place that a path of Windows, or one below a variable, can only mean. Where a drive or
 * a variable leads is not known here, but `.ssh` and `PowerShell` profiles guard what they guard on
 * each of them.
 * @returns null where it names none
 */
function meantPlace(
  { path, text, cwd }: NamedFile,
  facts: FolderFacts,
): Extract<Place, { kind: 'control' | 'protected' | 'system' }> | null {
  const below =
    belowDrive(text) ??
    (path === null ? belowVariable(text) : belowDrive(fromFolder(path, cwd, facts)));
  const absolute = below === null ? null : absolutePath(below, '/', facts.home);
  if (absolute === null) return null;
  const control = controlOf(absolute, {
    ...facts,
    claudeDir: belowDrive(facts.claudeDir) ?? facts.claudeDir,
    protectedPaths: facts.protectedPaths.map((own) => belowDrive(own) ?? own),
  });
  if (control !== null) return { kind: 'control', ...control };
  if (isProtected(absolute)) return { kind: 'protected' };
  const isOnDrive = DRIVE.test(text) || DRIVE.test(path ?? '');
  return isOnDrive && OF_WINDOWS.test(absolute) ? { kind: 'system' } : null;
}

/** Places that count where a variable only may lead there. */
const GUARDED: ReadonlySet<Place['kind']> = new Set(['control', 'protected', 'system', 'device']);

const OF_WINDOWS = /^\/(Windows(?!\/Temp\/)|Program Files( \(x86\))?|ProgramData)(\/|$)/i;

/** What stands behind a drive (`C:`), or the whole of `.git\hooks`, which Windows reads as a path. */
const DRIVE = /^["']?(?:[A-Za-z]:|%\w+%|\$\{?env:\w+\}?|~(?=\\))(?=[\\/])/i;

function belowDrive(text: string): string | null {
  const drive = DRIVE.exec(text)?.[0];
  if (drive !== undefined) return unquoted(text.slice(drive.length)).replaceAll('\\', '/');
  return text.includes('\\') ? `/${unquoted(text).replaceAll('\\', '/')}` : null;
}

/** A session of Windows lies on a drive itself, and so does its home folder. */
function fromFolder(path: string, cwd: string, { home }: FolderFacts): string {
  if (DRIVE.test(path) || path.startsWith('/')) return path;
  return /^~(\/|$)/.test(path) ? home + path.slice(1) : `${cwd}/${path}`;
}

/** A folder that is computed: by a variable, or by what a command prints. */
const COMPUTED = /^["']?\$(?:\{\w+\}|\w+|\([^()`]*\))["']?(?=\/)/;

/** `CODEX_HOME` leads to `.codex`, `GIT_DIR` to `.git` and `XDG_CONFIG_HOME` to `.config`. */
const NAMED = /^["']?\$\{?(?:XDG_(?=CONFIG_HOME))?([A-Z]+)(?:_CONFIG)?_?(?:HOME|DIR)\}?["']?$/;

function belowVariable(text: string): string | null {
  const folder = COMPUTED.exec(text)?.[0];
  if (folder === undefined) return null;
  const name = /--git-(common-)?dir\b/.test(folder) ? 'git' : NAMED.exec(folder)?.[1];
  const below = unquoted(text.slice(folder.length));
  return name === undefined ? below : `/.${name.toLowerCase()}${below}`;
}

function unquoted(text: string): string {
  return text.replace(/["']$/, '');
}
