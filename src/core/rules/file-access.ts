import type { Places } from './call.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** One file about to be read or changed, by a file tool or by a shell command. */
export interface FileAccess {
  readonly kind: 'read' | 'edit';
  /** As the call names it: absolute, `~/…`, or relative to the folder the call runs in. */
  readonly path: string;
  readonly cwd: string;
  /** Who reaches for it: rules without a path differ by tool. */
  readonly tool: string;
}

/** Rules for files, made ready for judging many accesses. */
export interface FileRules {
  readonly rules: readonly PlacedRule[];
  readonly places: Places;
}

/** Makes the rules for files ready; all others count for nothing. It never throws. */
export function compileFileRules(rules: readonly PlacedRule[], places: Places): FileRules {
  return { rules, places };
}

/** What Claude Code would do with one access, deny before ask before allow. It never throws. */
export function judgeAccess(rules: FileRules, { kind, path, tool }: FileAccess): Verdict {
  const { folder } = rules.places;
  const inside = path.startsWith(`${folder}/`) || !/^[~/]|(^|\/)\.\.(\/|$)/.test(path);
  if (kind === 'read' && inside) {
    return { outcome: 'allow', rule: null, because: `${path} lies in the project.` };
  }
  return {
    outcome: 'ask',
    rule: null,
    because: `No rule of ${rules.rules.length} lets ${tool} ${kind} ${path}.`,
  };
}
