import { MODES, type ModeName } from '../policy/modes.ts';

/** A mode as a person reads its name. */
export function modeLabel(mode: ModeName): string {
  return MODES[mode].label;
}

/** What a mode does, in a sentence. */
export function modeMeaning(mode: ModeName): string {
  return MODES[mode].meaning;
}

/** How many calls a mode would have let by, asked about and denied. */
export interface ForeseenCounts {
  readonly allow: number;
  readonly ask: number;
  readonly deny: number;
}

/**
 * What a mode would have done with the person’s last calls ("Of your last 120 calls: 96 go by, 22 wait,
 * 2 are denied.").
 * @param of how many calls were looked at; at least one
 */
export function foreseenWords({ allow, ask, deny }: ForeseenCounts, of: number): string {
  const calls = of === 1 ? 'your last call' : `your last ${of} calls`;
  const parts = [
    counted(allow, 'goes by', 'go by'),
    counted(ask, 'waits', 'wait'),
    counted(deny, 'is denied', 'are denied'),
  ];
  return `Of ${calls}: ${parts.flat().join(', ')}.`;
}

function counted(number: number, one: string, many: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
}
