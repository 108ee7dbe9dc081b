const READING = new Set(
  'status log diff show blame describe rev-parse rev-list ls-files cat-file merge-base for-each-ref grep shortlog'.split(
    ' ',
  ),
);

/** Whether a git call only reads; the words are those behind `git`. */
export function isReadOnlyGit([verb, ...rest]: readonly string[]): boolean {
  return (
    READING.has(verb ?? '') && !rest.some((word) => /^--(output|ext-diff|open-files)/.test(word))
  );
}
