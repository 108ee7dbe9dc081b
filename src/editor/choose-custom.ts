import type { CustomMode } from '../core/policy/modes.ts';
import { customRows, customStart, withWord, wordRows } from './custom-mode-rows.ts';
import { pickRow } from './pick-row.ts';

/** What a person made of the custom mode: all of it at once, or that they rather write it. */
export type CustomAnswer =
  { readonly kind: 'custom'; readonly custom: CustomMode } | { readonly kind: 'write' };

/**
 * Lets the person say what the custom mode does, line by line; nothing is kept before they say so.
 * @returns undefined where they left it.
 */
export async function chooseCustom(before: CustomMode): Promise<CustomAnswer | undefined> {
  let custom = customStart(before);
  for (;;) {
    const chosen = await pickRow(
      customRows(custom),
      'The Custom Mode',
      'Choose a line to change it. It is the same wherever Custom is set',
    );
    if (chosen === undefined) return undefined;
    const step = chosen.value;
    if (step.kind === 'keep') return { kind: 'custom', custom };
    if (step.kind === 'write') return { kind: 'write' };
    const word = await pickRow(
      wordRows(custom, step),
      `The Custom Mode: ${chosen.label}`,
      'What becomes of it?',
    );
    // Left, it is back at the whole.
    if (word !== undefined) custom = withWord(custom, step, word.value);
  }
}
