import type { RuleBehavior } from './placed-rule.ts';

/** Why no command can match the content of a Bash rule; null where one may (all measured). */
export function deadCommand(content: string, behavior: RuleBehavior): string | null {
  if (behavior === 'allow' && MOVED_BY_OPTION.test(content)) return MOVED_ASKS;
  if (content.endsWith(':*')) {
    const beginning = content.slice(0, -2);
    if (beginning === '' || /\s$/.test(beginning))
      return 'A “:*” right after a blank ends no word, so no command begins like that: write * alone.';
    return /^\s/.test(beginning) ? BLANKS : null;
  }
  if (content.includes('*')) return deadPattern(content.trim(), behavior);
  if (content !== content.trim()) return BLANKS;
  return behavior === 'allow' ? alwaysAsked(content) : null;
}

/** `cp -r …`, `mv a b -f`: whatever else stands in it, there is an option. */
const MOVED_BY_OPTION = /^(cp|mv)\s+(-|([^\s*'"$`;&|<>]+\s+)+-)/;
const MOVED_ASKS = 'With options, `cp` and `mv` are always asked.';

const BLANKS = 'Commands are compared without blanks around them: take them away.';

/** A pattern is compared with one simple command at a time, or one pipeline to deny and ask. */
function deadPattern(content: string, behavior: RuleBehavior): string | null {
  const bare = unquoted(content);
  const joint = (behavior === 'allow' ? /&&|\|\||[;|\n]/ : /&&|\|\||[;\n]/).exec(bare)?.[0];
  return joint === undefined || /["'`$()]/.test(bare)
    ? null
    : `Each command is compared by itself, so no pattern with ${JSON.stringify(joint)} in it can match: write one rule for each part.`;
}

/** Of the lines that are always asked about, these not even a rule with their very text lets through. */
function alwaysAsked(content: string): string | null {
  const bare = unquoted(content);
  return /^\([^()]*\)$|(?<![&>])&(?![&>])/.test(bare) && !/["'`$]/.test(bare)
    ? 'Claude Code always asks about what runs in the background or in parentheses.'
    : null;
}

function unquoted(content: string): string {
  return content.replace(/\\.|"[^"]*"|'[^']*'/gs, '');
}
