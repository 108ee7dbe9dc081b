import type { Assignment } from '../shell/simple-command.ts';

/**
 * Variables that change nothing but how a program speaks or for which machine it builds. Claude Code
 * looks past these, and no others, when it looks for a rule to allow (measured).
 */
const SAFE = new Set([
  'NODE_ENV',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_CTYPE',
  'LC_TIME',
  'CHARSET',
  'CI',
  'TERM',
  'COLORTERM',
  'NO_COLOR',
  'FORCE_COLOR',
  'CLICOLOR',
  'CLICOLOR_FORCE',
  'LS_COLORS',
  'LSCOLORS',
  'GREP_COLOR',
  'GREP_COLORS',
  'GCC_COLORS',
  'TIME_STYLE',
  'BLOCK_SIZE',
  'BLOCKSIZE',
  'TZ',
  'RUST_BACKTRACE',
  'RUST_LOG',
  'GOOS',
  'GOARCH',
  'GOEXPERIMENT',
  'GO111MODULE',
  'CGO_ENABLED',
  'PYTHONUNBUFFERED',
  'PYTHONDONTWRITEBYTECODE',
  'PYTEST_DISABLE_PLUGIN_AUTOLOAD',
  'PYTEST_DEBUG',
  'ANTHROPIC_API_KEY',
  'DEBIAN_FRONTEND',
  'GIT_TERMINAL_PROMPT',
]);

/** Of these only the plain and the UTF-8 locales count as safe: others change how text is read. */
const LOCALES = new Set(['LANG', 'LC_ALL', 'LC_CTYPE']);

/** Whether a rule to allow may look past an assignment: a known name, and a plain value without quotes. */
export function isSafeAssignment({ name, text }: Assignment): boolean {
  if (!SAFE.has(name) || !/^\w+=[\w./:-]+$/.test(text)) return false;
  return !LOCALES.has(name) || /^\w+=(?:C|POSIX|(?:\S*\.)?UTF-?8)$/i.test(text);
}

/** Whether a program that only reads may have this set, to whatever fixed value. */
export function isSafeName({ name, text, value }: Assignment): boolean {
  const isFixed = /^\w+=$/.test(text) || (value?.value ?? null) !== null;
  return SAFE.has(name) && /^\w+=/.test(text) && isFixed;
}
