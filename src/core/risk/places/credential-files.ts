/** Files that hold keys, passwords or tokens, by their path as it is written. */
const CREDENTIALS: readonly RegExp[] = [
  /(^|\/)\.ssh(\/(?!.*\.pub$|known_hosts|authorized_keys|config$)|\/?$)/,
  /(^|\/)id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
  /(^|\/)\.(aws|azure|oci|kaggle|gnupg|docker|kube|pki|password-store|terraform\.d|vault-token|config\/(gcloud|gh|hub|op|doctl|rclone))(\/(?!.*\.pub$)|$)/,
  /(^|\/)(\.netrc|_netrc|\.pgpass|\.my\.cnf|\.npmrc|\.pypirc|\.git-credentials|\.htpasswd|\.s3cfg|\.boto|\.vault_pass|\.dockercfg)$/,
  /(^|\/)etc\/(shadow|gshadow|sudoers|master\.passwd|krb5\.keytab)\b/,
  /(^|\/)\.envrc$/,
  // What `.env*` stands for is among them.
  /(^|\/)\.env(?!\.(example|sample|template|dist)$)(\.[\w*?-]+)*\*?$/,
  /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|ovpn)$/i,
  // Code and texts that only speak of secrets hold none.
  /(^|\/)(?![\w.-]*\.(mdx?|rst|adoc|html|css|svg|png|tsx?|go|rs|java|kt|swift|c|h|cc|cpp|cs|scala)$)([\w.-]*(credential|secret)s?([.-][\w.-]*)?|service[-_]?account[\w.-]*)(\.(json|ya?ml|toml|ini|txt|env))?$/i,
  /(^|\/)[\w-]*passw(or)?ds?\.(txt|json|ya?ml|csv|ini|env|toml|xlsx?)$/i,
  /(^|\/)(Login Data|Cookies|cookies\.sqlite|logins\.json|key[34]\.db|[\w.-]+\.keychain(-db)?)$/,
  /(^|\/)proc\/[^/]+\/(environ|mem)$/,
  /(^|\/)(wallet\.dat|\.bitcoin|\.ethereum|\.electrum\/wallets|\.foundry\/keystores|\.config\/solana|keystore)(\/|$)/,
  /(^|\/)\.(litecoin|dogecoin|bitmonero|monero|exodus|electrum|near-credentials|sui\/sui_config|aptos|brownie\/accounts|lastpass)(\/|$)/,
  /(^|\/)(Application Support|AppData\/(Roaming|Local)|%(Local)?AppData%|\$env:(Local)?AppData|\.config)\/(Bitcoin|Litecoin|Dogecoin|Ethereum|Electrum|Exodus|atomic|Ledger Live|MetaMask|Monero|Zcash|Coinomi|Sparrow|Bitwarden[\w ]*|1Password[\w ]*|KeePass\w*)(\/|$)/i,
  /(^|\/)(Local Extension Settings|\.local\/share\/(keyrings|kwalletd))(\/|$)/,
  // What lets programs log in for somebody: agents, registries, builds, clouds.
  /(^|\/)(\.[\w.-]+\/([^/]+\/){0,3}auth|\.gemini\/(oauth_creds|google_accounts))\.json$/,
  /(^|\/)(\.m2\/settings(-security)?\.xml|\.gradle\/gradle\.properties|\.databrickscfg|\.snowsql\/config|\.config\/stripe\/config\.toml|\.config\/sops\/age\/keys\.txt|\.config\/(snowflake|linear|netlify|configstore)\/[^/]+|rclone\.conf)$/,
  /(^|\/)(\.config\/(pypoetry\/auth\.toml|pip\/pip\.conf|(glab-cli|flyctl|hcloud|linode-cli|scw|ngrok|github-copilot)\/[^/]+)|\.(circleci\/cli\.yml|(fly|mc|aliyun|pulumi|ngrok2|digitalocean|ibmcloud)\/(config|credentials|ngrok|access-token)\.?(json|ya?ml)?|cloudflared\/[^/]+\.(json|pem)|supabase\/access-token|(cache\/)?huggingface\/token|sentryclirc|msmtprc|fetchmailrc|authinfo|terraformrc))$/,
  /(^|\/)(etc\/kubernetes\/[\w.-]+\.conf|var\/lib\/kubelet\/(kubeconfig|pki\/.*)|etc\/rancher\/k3s\/k3s\.yaml|clouds\.yaml)$/,
  /(^|\/)etc\/(wireguard|NetworkManager\/system-connections|ssl\/private)(\/|$)/,
  /(^|\/)Library\/Keychains(\/|$)/,
  // Windows keeps them in its registry, in a database of its domain, and in folders of each user.
  /(^|\/)(config\/(RegBack\/)?(SAM|SECURITY|SYSTEM)|NTDS\.dit|(unattend|sysprep)\.xml|ConsoleHost_history\.txt)$/i,
  /(^|\/)Microsoft\/(Credentials|Protect|Vault)(\/|$)/i,
  /(^|\/)\.claude\/(\.credentials|sessions\/[^/]*\.key)/,
  /(^|\/)\.\w+_history$/,
  /(^|\/)(var\/)?run\/secrets\//,
  /\.tfstate(\.backup)?$/,
];

/** The same in two: to ask each by itself takes longer than all else there is to a path. */
const TOGETHER = ['', 'i'].map((flags) => {
  const alike = CREDENTIALS.filter((pattern) => pattern.flags === flags);
  return new RegExp(alike.map(({ source }) => `(?:${source})`).join('|'), flags);
});

/** What patterns are compared with: files that many machines have. */
const WELL_KNOWN =
  '/etc/shadow /etc/gshadow ~/.ssh/id_rsa ~/.ssh/id_ed25519 ~/.aws/credentials ~/.netrc ~/.git-credentials ~/.pgpass'.split(
    ' ',
  );

/** `/etc/sh?dow`, `~/.ss[h]/id_*`: a pattern that one of these fits, and that says more than a star. */
function standsForKeys(path: string): boolean {
  if (path.length > 80 || !/[?*[]/.test(path) || !/\w[^/]*$/.test(path) || !path.includes('/'))
    return false;
  const home = path.replace(/^(\$HOME|\$\{HOME\}|\/(home|Users)\/[^/]+|\/root)(?=\/)/, '~');
  const source = home
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\[(?!\^\/\])[^\]/]*\]/g, (set) => (set === '[^/]' ? set : '[^/]'));
  if (source.replaceAll('[^/]', '').includes('[')) return false;
  return WELL_KNOWN.some((file) => new RegExp(`^${source}$`).test(file));
}

/** What a variable that isn’t set is given counts as what it holds: `${FILE:-/etc/shadow}`. */
export function withDefaults(path: string): string {
  return path.includes('${') ? path.replace(/\$\{\w+:?[-=]([^{}]*)\}/g, '$1') : path;
}

/**
 * Whether a path names a file with keys, passwords or tokens. Quotes and `$HOME` may still stand in it,
 * and the backslashes of Windows.
 */
export function isCredentialFile(path: string): boolean {
  const bare = withDefaults(path).replace(/["']/g, '');
  const plain = bare.replaceAll('\\', '').replace(/\/{2,}/g, '/');
  if (TOGETHER.some((pattern) => pattern.test(plain)) || standsForKeys(plain)) return true;
  if (!bare.includes('\\')) return false;
  const slashed = bare.replace(/\\+/g, '/');
  return TOGETHER.some((pattern) => pattern.test(slashed));
}
