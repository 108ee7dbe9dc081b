import type { Places } from '../../../../src/core/rules/call.ts';
import type { PlacedRule, RuleBehavior, Scope } from '../../../../src/core/rules/placed-rule.ts';

export const FOLDER = '/home/dev/proj';
export const HOME = '/home/dev';
export const CLAUDE_DIR = '/home/dev/.claude';

export const PLACES: Places = { folder: FOLDER, home: HOME, claudeDir: CLAUDE_DIR };

/** A rule as it stands in a settings file; in the project's unless told. */
export function placed(
  text: string,
  behavior: RuleBehavior = 'allow',
  scope: Scope = 'project',
  place: Partial<Pick<PlacedRule, 'file' | 'root'>> = {},
): PlacedRule {
  const root = scope === 'user' ? CLAUDE_DIR : FOLDER;
  return { text, behavior, scope, file: `${root}/${scope}.json`, root, ...place };
}
