import type { BashList, BashRules } from './bash-rules.ts';

/**
 * Whether a line may be one that a rule to deny or to ask for some commands knows. Most are not, and
 * to find all texts under which one may be known costs more than to see that here.
 * @returns false only where no text of the line begins as any such rule does.
 */
export function mayConcern({ deny, ask }: BashRules, source: string): boolean {
  return !PLAIN.test(source) || mayBegin(deny, source) || mayBegin(ask, source);
}

/** In such a line each word of a command stands as it is: nothing is quoted, and nothing put in later. */
const PLAIN = /^[\w\s./:=@,+%;|&<>()-]*$/;

function mayBegin({ byWord, anyWord }: BashList, source: string): boolean {
  if (anyWord.length > 0) return true;
  for (const word of byWord.keys()) if (source.includes(word)) return true;
  return false;
}
