import type { ListedRule, RulesFile } from '../../src/core/rules/rules-view.ts';

/** A rule to allow a command that is in force, with any field replaced. */
export function aListed(text: string, fields: Partial<ListedRule> = {}): ListedRule {
  return {
    text,
    behavior: 'allow',
    kind: 'command',
    line: 4,
    standing: { kind: 'in-force' },
    ...fields,
  };
}

/** The settings files of one project and its person, each holding these rules. */
export function aFile(
  scope: RulesFile['scope'],
  rules: readonly ListedRule[],
  fields: Partial<RulesFile> = {},
): RulesFile {
  return {
    scope,
    file: FILES[scope],
    folders: scope === 'project' || scope === 'local' ? ['/home/dev/proj'] : [],
    content: { kind: 'read', rules, untrusted: null },
    ...fields,
  };
}

const FILES: Readonly<Record<RulesFile['scope'], string>> = {
  managed: '/etc/claude-code/managed-settings.json',
  'command-line': '/home/dev/other.json',
  local: '/home/dev/proj/.claude/settings.local.json',
  project: '/home/dev/proj/.claude/settings.json',
  user: '/home/dev/.claude/settings.json',
};
