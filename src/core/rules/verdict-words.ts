import type { PlacedRule } from './placed-rule.ts';

/** A rule and its file, as a sentence names them. */
export function ruleIn({ text, file }: PlacedRule): string {
  return `${text} in ${file}`;
}

/** Why a part is asked about. */
export function nothingAllows(part: string): string {
  return `No rule allows \`${part}\`.`;
}

/** What a rule to deny all of Bash does. */
export function takesBashAway(rule: PlacedRule): string {
  return `${ruleIn(rule)} takes Bash away altogether.`;
}
