/** Files that hold keys, passwords or tokens, by their path as it is written. */
const CREDENTIALS: readonly RegExp[] = [
  /(^|\/)\.ssh(\/(?!.*\.pub$|known_hosts|config$)|\/?$)/,
  /(^|\/)id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
  /(^|\/)\.(aws|azure|oci|kaggle|gnupg|docker|kube|pki|password-store|terraform\.d|vault-token|config\/(gcloud|gh|hub|op|doctl|rclone))(\/(?!.*\.pub$)|$)/,
  /(^|\/)(\.netrc|_netrc|\.pgpass|\.my\.cnf|\.npmrc|\.pypirc|\.git-credentials|\.htpasswd|\.s3cfg|\.boto|\.vault_pass|\.dockercfg)$/,
  /(^|\/)etc\/(shadow|gshadow|sudoers|master\.passwd|krb5\.keytab)\b/,
  /(^|\/)\.env(?!\.(example|sample|template|dist)$)(\.[\w-]+)*$/,
  /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|ovpn)$/i,
  /(^|\/)([\w.-]*(credential|secret)s?([.-][\w.-]*)?|service[-_]?account[\w.-]*)(\.(json|ya?ml|toml|ini|txt|env))?$/i,
  /(^|\/)(Login Data|Cookies|cookies\.sqlite|logins\.json|key[34]\.db|[\w.-]+\.keychain(-db)?)$/,
  /(^|\/)proc\/[^/]+\/(environ|mem)$/,
  /(^|\/)(wallet\.dat|\.bitcoin|\.ethereum|keystore)(\/|$)/,
  /(^|\/)\.claude\/(\.credentials|sessions\/[^/]*\.key)/,
  /(^|\/)\.(bash|zsh|psql|mysql|python|node_repl)_history$/,
  /(^|\/)(var\/)?run\/secrets\//,
  /\.tfstate(\.backup)?$/,
];

/** Whether a path names a file with keys, passwords or tokens. Quotes and `$HOME` may still stand in it. */
export function isCredentialFile(path: string): boolean {
  const plain = path.replace(/["'\\]/g, '').replace(/\/{2,}/g, '/');
  return CREDENTIALS.some((pattern) => pattern.test(plain));
}
