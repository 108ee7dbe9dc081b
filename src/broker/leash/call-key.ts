import type { ArrivingCall } from './leash-judge.ts';

/** A longer text is not kept in mind, in UTF-16 units. */
const LONGEST = 4_000;

/**
 * What tells a call and its place from others, for who remembers what it means: agents run the same
 * tests and look at the same files over and over.
 * @returns null for a call that is hardly made twice, or is too large to be kept in mind
 */
export function callKey({ tool, input, cwd, folder, subject }: ArrivingCall): string | null {
  if (subject.kind !== 'command' && subject.kind !== 'read') return null;
  const key = JSON.stringify([tool, cwd, folder, input]);
  return key.length > LONGEST ? null : key;
}
