const SECRET_NAME =
  '(?:api[_-]?key|access[_-]?key|private[_-]?key|token|secret|passw(?:or)?d|passphrase|pwd|credentials?)';

const SIGNS: readonly RegExp[] = [
  // FOO_TOKEN=…, --token=…, "password": …, X-Api-Key: …
  new RegExp(String.raw`${SECRET_NAME}[\w-]*["']?\s*[=:]\s*\S`, 'i'),
  // --password …
  new RegExp(String.raw`(?:^|\s)--?(?:\w+-)*${SECRET_NAME}\s+\S`, 'i'),
  // Authorization: …, Bearer …
  /\bauth(?:orization)?["']?\s*[=:]\s*\S|\bbearer\s/i,
  // curl -u name:password, https://name:password@host
  /(?:^|\s)(?:-u|--user)[\s=]*\S+:\S/,
  /:\/\/[^\s/@]*:[^\s/@]+@/,
  // Tokens that name their maker.
  /\b(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|github_pat|glpat|npm|pypi|hf|xox[a-z])[-_][A-Za-z0-9_-]{10,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bAIza[\w-]{20,}|\beyJ[\w-]{10,}/,
];

/**
 * Whether a text looks as if it held a password, a key or a token. A rule is kept in a file that is
 * often shared, so such a text never becomes one. It rather sees too many.
 */
export function looksSecret(text: string): boolean {
  return SIGNS.some((sign) => sign.test(text)) || text.split(/[^A-Za-z0-9]+/).some(looksRandom);
}

/** A long run of letters and digits, as chance makes it: hashes and keys, no words. */
function looksRandom(word: string): boolean {
  return word.length >= 20 && /\d/.test(word) && /[A-Za-z]/.test(word) && new Set(word).size >= 10;
}
