const SECRET_NAME =
  '(?:(?:api|access|private|account|auth|signing|encryption|master|license)[_-]?key|token|secret|pass(?:w(?:or)?d|phrase|code)?|pwd|credentials?|cookie|signature)';

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
  // FOO_KEY=…, for names in capitals.
  /\b[A-Z][A-Z0-9_]*_(?:KEY|PAT|PSK|CREDS?|AUTH|DSN|SALT)=\S/,
  /\bbasic\s+[A-Za-z0-9+/=]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY/i,
  // Programs that take a password behind a flag of one letter.
  /\b(?:sshpass|(?:docker|podman|helm|az|oc|skopeo|buildah)\s(?:.*\s)?login)\s(?:.*\s)?-p\s*\S/,
  /\b(?:mysql\w*|mariadb\w*|mongo\w*|7z\w?)\s(?:.*\s)?-p\S/,
  /\bredis-cli\s(?:.*\s)?-a\s*\S|\b(?:un)?zip\s(?:.*\s)?-P\s*\S|\bldap\w+\s(?:.*\s)?-w\s*\S/,
  /\bopenssl\s(?:.*\s)?-k\s*\S|\bhtpasswd\s(?:.*\s)?-\w*b|\bhttps?\s(?:.*\s)?-a\s*\S+:\S/i,
  // Tokens that name their maker.
  /\b(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|github_pat|glpat|npm|pypi|hf|xox[a-z]|whsec|shpat|dop_v1|dckr_pat|gsk|xai|nvapi|lin_api|figd|glsa|hvs|sntrys)[-_][A-Za-z0-9_-]{10,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bAIza[\w-]{20,}|\beyJ[\w-]{10,}|\bSG\.[\w-]{10,}|\bya29\.[\w-]{10,}|\bATATT[\w-]{10,}/,
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
