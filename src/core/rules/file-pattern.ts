import type { RuleBehavior } from './placed-rule.ts';

/** The pattern in a `Read(…)` or `Edit(…)` rule. */
export interface FilePattern {
  /** The folder it is read from; null for the one the session is in at the time. */
  readonly root: string | null;
  /** In the syntax of a .gitignore file. */
  readonly glob: string;
  /** `!…`: takes out of what the rules before it in the same file match. */
  readonly isNegative: boolean;
}

/** Whether a pattern is one that matches nothing, since Claude Code reads an escaped `?` as no letter (measured). */
export function isInert({ glob }: FilePattern): boolean {
  return /(?<!\\)(?:\\\\)*\\\?/.test(glob);
}

/** The folders a pattern may be read from. */
export interface PatternRoots {
  /** For one leading slash: the root of the rule's settings file. */
  readonly source: string;
  readonly home: string;
}

/**
 * Reads the pattern of a rule: `//abs`, `~/home`, `/of-the-settings'-root`, or relative (measured).
 * A pattern that ends in `/**` means the folder itself too. Where only one name stands before that, it
 * is a folder at any depth to deny and to ask, but only the one right here to allow.
 */
export function readFilePattern(
  content: string,
  behavior: RuleBehavior,
  roots: PatternRoots,
): FilePattern {
  const { root, body: anchored } = anchor(content, roots);
  // To allow it is a comment, which matches nothing (measured).
  const isComment = anchored.startsWith('#') && behavior === 'allow';
  const written = anchored.startsWith('#') && !isComment ? `\\${anchored}` : anchored;
  // Below a named folder, `/**/` is for what lies right in it, too (measured).
  const body = /[^/*]/.test(written) ? written.replace(/\/\*\*\/$/, '/**/*') : written;
  const stripped = /[^/]\/+\*\*$/.test(body) ? body.slice(0, -3) : body;
  const wasStripped = stripped !== body;
  const isOneName = !/\/./.test(stripped.replace(/^!/, ''));
  const glob =
    behavior === 'allow' &&
    root === null &&
    wasStripped &&
    isOneName &&
    stripped !== '**' &&
    !isComment
      ? stripped.replace(/^(!?)/, '$1/')
      : stripped;
  return { root, glob, isNegative: glob.startsWith('!') };
}

function anchor(
  content: string,
  { source, home }: PatternRoots,
): { readonly root: string | null; readonly body: string } {
  if (content.startsWith('//')) return { root: '/', body: content.replace(/^\/+/, '/') };
  if (content.startsWith('~/')) return { root: home, body: content.replace(/^~\/+/, '/') };
  if (content.startsWith('/')) return { root: source, body: content };
  return { root: null, body: content.startsWith('./') ? content.slice(2) : content };
}

/**
 * The folder below the root in which all lies that a pattern matches, in lower case (patterns don't
 * tell small letters from capitals, measured); empty where it may be anywhere below the root.
 */
export function literalFolder({ glob }: FilePattern): string {
  if (!/\/./.test(glob)) return '';
  const parts = glob.replace(/^\//, '').split('/');
  const end = parts.findIndex((part) => !/^[\w.@+-]+$/.test(part));
  return (end === -1 ? parts : parts.slice(0, end)).join('/').toLowerCase();
}
