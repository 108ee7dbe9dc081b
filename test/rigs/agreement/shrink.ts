import { askAll, type AskAllOptions } from '../oracle/ask-all.ts';
import type { OracleQuestion } from '../oracle/oracle.ts';
import { compare, type Comparison } from './compare.ts';

type Settings = OracleQuestion['settings'];

/** A rule, and the file and list it stands in. */
type Seat = readonly [file: string, behavior: string, rule: string];

/** Where each rule of settings stands. */
function seatsOf(settings: Settings): readonly Seat[] {
  return Object.entries(settings).flatMap(([file, lists]) =>
    Object.entries(lists).flatMap(([behavior, rules]) =>
      (rules as readonly string[]).map((rule) => [file, behavior, rule] as const),
    ),
  );
}

function seated(seats: readonly Seat[]): Settings {
  const settings: Record<string, Record<string, string[]>> = {};
  for (const [file, behavior, rule] of seats) ((settings[file] ??= {})[behavior] ??= []).push(rule);
  return settings;
}

const isSame = (one: Comparison, other: Comparison) =>
  one.theirs === other.theirs && one.ours.outcome === other.ours.outcome;

/** Takes away, one after the other, the rules that a disagreement doesn't need. */
export async function shrink(
  found: readonly Comparison[],
  options: AskAllOptions = {},
): Promise<readonly Comparison[]> {
  let current = found;
  const rounds = Math.max(0, ...found.map(({ question }) => seatsOf(question.settings).length));
  for (let round = rounds - 1; round >= 0; round -= 1) {
    const asked = current.flatMap((one, at) => {
      const seats = seatsOf(one.question.settings);
      if (round >= seats.length) return [];
      const settings = seated(seats.filter((_, index) => index !== round));
      return [{ at, question: { ...one.question, settings } }];
    });
    const answers = await askAll(
      asked.map(({ question }) => question),
      options,
    );
    const next = [...current];
    asked.forEach(({ at, question }, index) => {
      const [smaller] = answers[index]!.length === 0 ? [] : compare(question, answers[index]!);
      if (smaller && isSame(smaller, next[at]!)) next[at] = { ...smaller, side: next[at]!.side };
    });
    current = next;
  }
  return current;
}
