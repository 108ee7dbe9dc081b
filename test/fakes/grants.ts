import type { Grant } from '../../src/core/grants/grant.ts';
import type { PlacedRule, RuleBehavior } from '../../src/core/rules/placed-rule.ts';

/** A grant of `npm test` with any arguments for five times, with any field replaced. */
export function aGrant(fields: Partial<Grant> = {}): Grant {
  return {
    id: 'g1',
    rules: ['Bash(npm test *)'],
    folder: '/home/dev/proj',
    limit: { kind: 'times', left: 5 },
    by: 'proj',
    givenAt: 1_000,
    used: 0,
    ...fields,
  };
}

/** A rule in the user's settings file. */
export function aRule(behavior: RuleBehavior, text: string): PlacedRule {
  const root = '/home/dev/.claude';
  return { text, behavior, scope: 'user', file: `${root}/settings.json`, root };
}
