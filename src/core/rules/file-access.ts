import { absolutePath, pathFrom } from './absolute-path.ts';
import type { Places } from './call.ts';
import { findPattern, shelve, type FileShelf } from './file-shelf.ts';
import type { PlacedRule } from './placed-rule.ts';
import { isAmbiguous, isProtected } from './protected-paths.ts';
import { ruleVerdict } from './rule-verdict.ts';
import { namesTool } from './tool-name.ts';
import type { Verdict } from './verdict.ts';

/** One file about to be read or changed, by a file tool or by a shell command. */
export interface FileAccess {
  readonly kind: 'read' | 'edit';
  /** As the call names it: absolute, `~/…`, or relative to `cwd`. */
  readonly path: string;
  /** The folder the session is in: relative patterns are read from it, too. */
  readonly cwd: string;
  /** Who reaches for it, `Bash` for a command: rules without a path differ by tool. */
  readonly tool: string;
}

/** Rules for files, made ready for judging many accesses. */
export interface FileRules {
  readonly places: Places;
  readonly deny: FileShelf;
  readonly ask: FileShelf;
  readonly allow: FileShelf;
}

/** Makes the rules for files ready; all others count for nothing. It never throws. */
export function compileFileRules(rules: readonly PlacedRule[], places: Places): FileRules {
  return {
    places,
    deny: shelve(rules, 'deny', places),
    ask: shelve(rules, 'ask', places),
    allow: shelve(rules, 'allow', places),
  };
}

/** Whether any rule forbids to read some files. */
export function deniesReading({ deny }: Pick<FileRules, 'deny'>): boolean {
  return deny.read.fixed.size + deny.read.relative.size > 0;
}

/** Whether any rule forbids to read or to change some files. */
export function deniesFiles({ deny }: Pick<FileRules, 'deny'>): boolean {
  return deniesReading({ deny }) || deny.edit.fixed.size + deny.edit.relative.size > 0;
}

/** An access whose path is known. */
interface Known extends FileAccess {
  readonly absolute: string;
}

/**
 * What Claude Code would do with one access, deny before ask before allow. It is about the path as it
 * is named: whether that is a link, and where to, can't be seen from here, and Claude Code looks at
 * both (to deny, either counts; to allow, both have to be allowed). It never throws.
 */
export function judgeAccess(rules: FileRules, access: FileAccess): Verdict {
  const { cwd, path } = access;
  const absolute = absolutePath(path, cwd, rules.places.home);
  if (absolute === null) {
    return asks(`The path ${path} is not written plainly enough to tell which file it means.`);
  }
  const known = { ...access, absolute };
  return denial(rules, known) ?? demand(rules, known) ?? permission(rules, known);
}

function denial(rules: FileRules, access: Known): Verdict | null {
  const rule =
    barRule(rules.deny, access) ?? patternRule(rules, 'deny', access) ?? readBar(rules, access);
  return rule === null ? null : ruleVerdict('deny', rule, nameOf(access));
}

/** What may not be read may not be changed by the file tools either; a command that only writes it may (measured). */
function readBar(rules: FileRules, access: Known): PlacedRule | null {
  if (access.kind === 'read' || access.tool === 'Bash') return null;
  const reading: Known = { ...access, kind: 'read', tool: 'Read' };
  return barRule(rules.deny, reading) ?? patternRule(rules, 'deny', reading);
}

/** Rules to ask about files don't reach into commands, neither by arguments nor by redirections (measured). */
function demand(rules: FileRules, access: Known): Verdict | null {
  const rule =
    access.tool === 'Bash'
      ? null
      : (barRule(rules.ask, access) ?? patternRule(rules, 'ask', access));
  if (rule !== null) return ruleVerdict('ask', rule, nameOf(access));
  const wild = rules.deny.tooWild ?? rules.ask.tooWild;
  return wild === null
    ? null
    : asks(`${wild.text} is too long, or has too many stars, to be compared with a path.`);
}

/** A rule to deny or ask for a tool as a whole. It doesn't reach into commands (measured). */
function barRule({ whole }: FileShelf, { tool }: Known): PlacedRule | null {
  const found = whole.find(({ rule, placed }) => namesTool(rule.tool, placed.behavior, tool));
  return tool === 'Bash' ? null : (found?.placed ?? null);
}

/** A pattern to deny or ask is read from the folder the session started in and the one it is in (measured). */
function patternRule(
  { places, ...rules }: FileRules,
  behavior: 'deny' | 'ask',
  { kind, absolute, cwd }: Known,
): PlacedRule | null {
  return findPattern(rules[behavior][kind], absolute, [places.folder, cwd]);
}

function permission(rules: FileRules, access: Known): Verdict {
  const { kind, absolute } = access;
  // A command that reads takes such a name as it stands (measured): `git diff HEAD~1`.
  const isOdd = isAmbiguous(absolute) && !(kind === 'read' && access.tool === 'Bash');
  if (kind === 'edit' && (isOdd || isProtected(absolute))) {
    return asks(`Claude Code always asks before it changes ${access.path}.`);
  }
  if (kind === 'read' && !isOdd && isInside(rules.places.folder, absolute)) {
    const because = `Claude Code doesn’t ask for ${nameOf(access)}: it lies in the project.`;
    return { outcome: 'allow', rule: null, because };
  }
  const rule = wholeRule(rules, access) ?? (isOdd ? null : namedRule(rules.allow, access));
  return rule === null
    ? asks(`No rule allows ${nameOf(access)}.`)
    : ruleVerdict('allow', rule, nameOf(access));
}

/** To allow, `Tool` is for every file and `Tool(*)` for those in the project; neither is for commands (measured). */
function wholeRule({ allow, places }: FileRules, { tool, absolute }: Known): PlacedRule | null {
  if (tool === 'Bash') return null;
  const inside = isInside(places.folder, absolute);
  const found = allow.whole.find(
    ({ rule }) => rule.tool === tool && (rule.content === null || inside),
  );
  return found?.placed ?? null;
}

/** Who may change a file may read it, too, unless by a command (measured). */
function namedRule(allow: FileShelf, { kind, tool, absolute, cwd }: Known): PlacedRule | null {
  const found = findPattern(allow[kind], absolute, [cwd]);
  if (found !== null || kind === 'edit' || tool === 'Bash' || isProtected(absolute)) return found;
  return findPattern(allow.edit, absolute, [cwd]);
}

function isInside(folder: string, path: string): boolean {
  return pathFrom(folder, path) !== null;
}

function asks(because: string): Verdict {
  return { outcome: 'ask', rule: null, because };
}

function nameOf({ kind, path }: FileAccess): string {
  const file = path === '' ? 'the folder it is in' : path;
  return kind === 'read' ? `reading ${file}` : `changes to ${file}`;
}
