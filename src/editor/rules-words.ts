import { basename } from 'node:path';
import { relativePath } from '../core/rules/file-path.ts';
import type { RuleBehavior } from '../core/rules/placed-rule.ts';
import type { ListedRule, RuleKind, RulesFile, RulesView } from '../core/rules/rules-view.ts';
import { visibleLine } from '../core/visible.ts';
import { shortPath } from './short-path.ts';

/** How the Rules view names files. */
export interface FileNames {
  /** Whose sessions a file holds for, in plain words. */
  readonly scope: (file: RulesFile) => string;
  /** A file's path, as short as it stays plain. */
  readonly path: (file: string) => string;
}

/**
 * The names of the files of a view. Where it shows one project alone, that is not named again and again.
 * @param home the person's home folder, which paths are told from
 */
export function fileNames({ files }: RulesView, home: string): FileNames {
  const folders = [...new Set(files.flatMap((file) => file.folders))];
  const [project, ...others] = folders;
  const only = others.length === 0 ? project : undefined;
  return {
    scope: (file) =>
      scopeWords(file, only === undefined ? file.folders.map(nameOf).join(', ') : 'This project'),
    path(file) {
      const inside = only === undefined ? null : relativePath(only, file);
      return visibleLine(inside ?? shortPath(file, home));
    },
  };
}

function nameOf(folder: string): string {
  return visibleLine(basename(folder));
}

function scopeWords({ scope }: RulesFile, project: string): string {
  switch (scope) {
    case 'managed':
      return 'Your organisation';
    case 'command-line':
      return 'Given at the start';
    case 'local':
      return `${project}, only you`;
    case 'project':
      return `${project}, for everyone`;
    case 'user':
      return 'All your projects';
  }
}

/** What a group of rules speaks of. */
export const KIND_WORDS: Readonly<Record<RuleKind, string>> = {
  command: 'Commands',
  files: 'Files',
  web: 'Web',
  mcp: 'MCP',
  agents: 'Agents',
  other: 'Other',
};

/** What a rule does, in a sentence. */
export const BEHAVIOR_SENTENCES: Readonly<Record<RuleBehavior, string>> = {
  deny: 'Claude Code refuses what this rule matches, whatever other rules say.',
  ask: 'Claude Code asks about what this rule matches, even where another rule allows it.',
  allow: 'Claude Code does what this rule matches without asking.',
};

/** What a rule is good for, in a few words and in sentences. */
export interface StandingWords {
  readonly brief: string;
  readonly whole: string;
}

/** What a rule is good for beside the others. */
export function standingWords(standing: ListedRule['standing'], names: FileNames): StandingWords {
  switch (standing.kind) {
    case 'in-force':
      return { brief: 'in force', whole: 'It is in force.' };
    case 'dead':
      return {
        brief: `dead: ${standing.why.replace(/\.$/, '')}`,
        whole: `It is dead: ${standing.why}`,
      };
    case 'shadowed':
    case 'covered': {
      const brief = `${standing.kind} by ${visibleLine(standing.by)} in ${names.path(standing.file)}`;
      return { brief, whole: `It is ${brief}. ${standing.why}`.trim() };
    }
  }
}
