import { visibleLine } from '../core/visible.ts';
import type { Call } from '../core/rules/call.ts';
import type { Verdict } from '../core/rules/verdict.ts';

/** The longest command that is told whole, in characters. */
const LONGEST = 80;

const OUTCOMES: Readonly<Record<Verdict['outcome'], string>> = {
  allow: 'Claude Code does this without asking',
  ask: 'Claude Code asks',
  deny: 'Claude Code refuses',
};

/**
 * What Claude Code would do with a call, by which rule and why, in a few sentences.
 * @param pathOf a file's path, as short as it stays plain
 */
export function verdictSentence(
  call: Call,
  verdict: Verdict,
  pathOf: (file: string) => string,
): string {
  const { rule, because, outcome } = verdict;
  const file = rule?.file ?? null;
  const why = file === null ? because : because.replaceAll(file, pathOf(file));
  return `${briefOf(call)} — ${OUTCOMES[outcome]}. ${visibleLine(why)}`;
}

function briefOf({ tool, input }: Call): string {
  const { command } = input;
  const whole = visibleLine(typeof command === 'string' ? command : tool);
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole;
}
