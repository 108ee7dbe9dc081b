import type { ShellWord } from '../../shell/word.ts';

/** A command that another program runs. */
export type Carried =
  | {
      readonly kind: 'words';
      readonly words: readonly ShellWord[];
      readonly fed: boolean;
      readonly remote: boolean;
    }
  /** A line of shell; null where its text is only known when it runs. */
  | {
      readonly kind: 'script';
      readonly script: string | null;
      readonly fed: boolean;
      readonly remote: boolean;
    };

/** A line of shell that is run here, and gets nothing more. */
export const PLAIN_SCRIPT = { kind: 'script', fed: false, remote: false } as const;

/** Words that are one line of shell. */
export function carriedScript(
  words: readonly ShellWord[],
  { feeds, remote }: { readonly feeds?: boolean; readonly remote?: boolean },
): Carried {
  const isComputed = words.length === 0 || words.every(({ value }) => value === null);
  const script = words.map(({ value, text }) => value ?? text.replace(/^"(.*)"$/s, '$1')).join(' ');
  return {
    kind: 'script',
    script: isComputed && !/\s/.test(script) ? null : script,
    fed: feeds ?? false,
    remote: remote ?? false,
  };
}
