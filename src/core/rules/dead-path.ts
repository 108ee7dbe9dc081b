import type { Places } from './call.ts';
import { pathFrom } from './absolute-path.ts';
import { isInert, readFilePattern, type FilePattern } from './file-pattern.ts';
import type { PlacedRule } from './placed-rule.ts';
import { isProtected } from './protected-paths.ts';
import type { Rule } from './rule.ts';

/** Why no file can match the content of a Read or Edit rule; null where one may. */
export function deadPath(rule: Rule, placed: PlacedRule, places: Places): string | null {
  const content = rule.content ?? '';
  const roots = { source: placed.root, home: places.home };
  const pattern = readFilePattern(content, placed.behavior, roots);
  return (
    deadGlob(pattern) ??
    misplaced(content, placed, places) ??
    (rule.tool === 'Edit' && placed.behavior === 'allow' ? deadProtected(pattern) : null)
  );
}

function deadGlob(pattern: FilePattern): string | null {
  const { glob } = pattern;
  if (/^#/.test(glob)) return 'A path that begins with # is read as a remark: write \\# for it.';
  if (/^[/.\s]*$/.test(glob)) return 'This names no file: write ** for everything below.';
  if (/(^|\/)\.{1,2}(\/|$)/.test(glob)) {
    return 'A path in a rule can’t hold “.” or “..” as a part: write it out, //from/the/top.';
  }
  if (/^\s/.test(glob)) return 'The blank before the path is taken for a part of it.';
  return isInert(pattern) ? 'A ? can’t be escaped: put it in brackets, [?].' : null;
}

/** Paths with one leading slash that were meant to start somewhere else. */
function misplaced(content: string, placed: PlacedRule, places: Places): string | null {
  if (!/^\/[^/]/.test(content)) return null;
  const meant = [places.folder, places.home, '/home', '/Users'].some(
    (folder) => folder !== '/' && pathFrom(folder, content) !== null,
  );
  if (meant) {
    return `With one slash a path is read from ${placed.root}: write two for this one, /${content}.`;
  }
  const [, first = ''] = content.split('/');
  return placed.scope === 'user' && !/[*?[]/.test(first) && !CLAUDE_FOLDER.includes(first)
    ? `In your own settings a path with one slash is read from ${placed.root}, where there is no ${first}: write ~/… or //….`
    : null;
}

/** What there is in Claude Code's own folder, as far as it is known. */
const CLAUDE_FOLDER = [
  ...['projects', 'plans', 'todos', 'tasks', 'memory', 'skills', 'commands', 'agents', 'plugins'],
  ...['rules', 'hooks', 'worktrees', 'output-styles', 'history.jsonl', 'CLAUDE.md', 'sessions'],
  ...['settings.json', 'settings.local.json', 'shell-snapshots', 'statsig', 'debug', 'cache'],
  ...['file-history', 'paste-cache', 'ide', 'teams', 'session-env', 'backups', 'keybindings.json'],
];

/** Why Claude Code asks before it changes any file that a pattern matches; null where it may not. */
function deadProtected({ root, glob }: FilePattern): string | null {
  const parts = (root ?? '').split('/').concat(glob.split('/').map(leastProtected));
  const folder = parts.filter((part) => part !== '').join('/');
  // Not all that is below `.claude` is protected.
  const isWhole = /(^|\/)\.claude(?:\/worktrees)?$/i.test(folder);
  return isProtected(folder) && !isWhole
    ? 'Claude Code always asks before it changes such files, whatever the rules allow.'
    : null;
}

/** Of what a part of a pattern may stand for, something that protects nothing. */
function leastProtected(part: string): string {
  if (/^\*\*+$/.test(part)) return 'worktrees/any';
  return /[*?[\]\\!]/.test(part) ? 'worktrees' : part;
}
