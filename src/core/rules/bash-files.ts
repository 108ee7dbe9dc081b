import type { Call, Places } from './call.ts';
import type { CommandAccess } from './bash-access.ts';
import { compileFileRules, judgeAccess, type FileRules } from './file-access.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** The rules for files, as a command meets them. */
export interface CommandFiles {
  /** For redirections, and for what a command names that no rule for Bash covers. */
  readonly plain: FileRules;
  /** For the arguments of a command that a rule for Bash covers: it may work in the project. */
  readonly covered: FileRules;
  /** For commands where a bare rule allows all: only protected files and rules stand in the way. */
  readonly open: FileRules;
}

/**
 * Makes the rules for files ready for commands.
 * @param plain the same rules, as they are ready for the tools for files
 */
export function compileCommandFiles(
  plain: FileRules,
  rules: readonly PlacedRule[],
  places: Places,
): CommandFiles {
  const inProject = (): string => places.folder.replace(/[[\]*?\\]/g, '\\$&');
  let covered: FileRules | null = null;
  let open: FileRules | null = null;
  // Made when they are first asked for: most commands reach for no file.
  return {
    plain,
    get covered() {
      covered ??= compileFileRules([...rules, standIn(`Edit(/${inProject()}/**)`, places)], places);
      return covered;
    },
    get open() {
      open ??= compileFileRules(
        [...rules, standIn('Edit(//**)', places), standIn('Read(//**)', places)],
        places,
      );
      return open;
    },
  };
}

/** A rule that stands in no file: what a command may do anyway, said as a rule. */
function standIn(text: string, { folder }: Places): PlacedRule {
  return { text, behavior: 'allow', scope: 'command-line', file: '', root: folder };
}

/**
 * What Claude Code would do with one file that a command reaches for.
 * @returns null where it may.
 */
export function judgeCommandAccess(
  rules: FileRules,
  { kind, path, text, redirected, isOnlyDenied, isUnclear }: CommandAccess,
  cwd: Call['cwd'],
): Verdict | null {
  if (path === null) {
    if (isOnlyDenied) return null;
    if (isUnclear && kind === 'edit' && text.startsWith('-'))
      return {
        outcome: 'ask',
        rule: null,
        because: 'With options, `cp` and `mv` are always asked.',
      };
    const isNamed = redirected && kind === 'edit' && !/[$`]/.test(text);
    const because = isNamed
      ? `\`${text}\` writes a file by a name that no rule is compared with: that is asked.`
      : `Where \`${text}\` leads is only known when it runs: that is asked.`;
    return { outcome: 'ask', rule: null, because };
  }
  const found = judgeAccess(rules, { kind, path, cwd, tool: 'Bash' });
  if (found.outcome === 'allow' || (isOnlyDenied && found.outcome === 'ask')) return null;
  if (found.outcome === 'deny' || found.rule !== null || !redirected || kind === 'read')
    return found;
  return { ...found, because: `\`${text}\` writes a file: a Bash rule can’t allow that.` };
}
