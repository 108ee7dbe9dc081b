/** The newest lines of a program's output, for the message when it fails. */
export interface LastWords {
  add(line: string): void;
  /** In one line, without what could be a secret; '' where nothing was said. */
  text(): string;
}

/** How many lines are kept. */
const KEPT = 3;
/** How many characters of each are shown. */
const SHOWN = 200;

/** Keeps the newest lines of a program's output. */
export function keepLastWords(): LastWords {
  let lines: string[] = [];
  return {
    add(line) {
      lines = [...lines, line].slice(-KEPT);
    },
    text: () => lines.map((line) => withoutSecrets(line).slice(0, SHOWN)).join(' · '),
  };
}

/**
 * A line without what could be a secret: users, queries and fragments of addresses, values that are
 * named as secret, and long strings of letters and digits, as tokens and keys are.
 */
export function withoutSecrets(line: string): string {
  return line
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1…@')
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s?#]*)[?#]\S*/gi, '$1')
    .replace(
      /\b([\w-]*(?:token|secret|password|passwd|passphrase|credential|authorization|api[-_]?key))(["']?\s*[:=]\s*["']?|\s+)(?:(?:bearer|basic)\s+)?[^\s"',;]+/gi,
      '$1$2…',
    )
    .replace(/(?<![\w.-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}(?![\w.-])/g, '…');
}
