import { expect, it } from 'vitest';
import { looksSecret } from '../../../../src/core/rules/secrets.ts';

it.each([
  ...['API_KEY=abc make', 'curl -H "X-Api-Key: abc" x', 'foo --password hunter', 'foo --token=abc'],
  ...['curl -u me:pw https://x', 'git clone https://me:pw@x.org/a', 'curl -H "Cookie: a=b" x'],
  ...['SIGNING_KEY=abc x', 'GH_PAT=abc gh x', 'curl -H "Authorization: Basic dXNlcjpwYXNz" x'],
  ...[
    'sshpass -p pw ssh x',
    'mysql -u root -ppw db',
    'docker login -u me -p pw x',
    'redis-cli -a pw',
  ],
  ...['unzip -P pw a.zip', 'openssl enc -aes-256-cbc -k pw', 'openssl x -passin pass:pw'],
  ...[
    'echo "-----BEGIN RSA PRIVATE KEY-----"',
    'foo sk-ant-api03-abcdefghij',
    'x glpat-abcdefghij12',
  ],
  ...['foo --api-key abc', 'x access_key=1', 'private-key: 1', 'accountkey=x', 'auth_key = x'],
  ...['signing-key=x', 'encryption_key=x', 'master-key=x', 'license-key=x', 'passwd=x', 'pwd: x'],
  ...['pass=x', 'password=x', 'passphrase=x', 'passcode=x', 'credential=x', 'credentials: x'],
  ...['signature=x', 'secret = x', '"token": "x"', 'my-secret-1: x', 'x -token y', 'x --db-pass y'],
  ...['authorization: x', "auth' = x", 'Bearer x', 'curl --user me:pw', 'curl --user=me:pw x'],
  ...['x ftp://:pw@h', 'AWS_KEY=x', 'X_PSK=1', 'DB_CREDS=x', 'DB_CRED=x', 'X_AUTH=y', 'A_DSN=x'],
  ...['A1_SALT=x', 'x basic abcdefgh', 'BASIC YWJjZGVmZ2g=', '-----BEGIN PRIVATE KEY'],
  ...['podman login -ppw', 'helm registry login -p pw', 'az login -p pw', 'oc login -p pw'],
  ...['skopeo login -p pw', 'buildah login -p pw', 'sshpass -ppw', 'sshpass -v -p pw ssh'],
  ...['mysqldump -ppw', 'mariadb -ppw', 'mongosh -ppw', 'mongodump x -ppw', '7z a -ppw', '7za -px'],
  ...['redis-cli -h x -a pw', 'zip -P pw a', 'unzip -q -Ppw a', 'ldapmodify -wpw', 'openssl -kpw'],
  ...[
    'htpasswd -nb me pw',
    'htpasswd x -cb me',
    'https -a me:pw',
    'http x -a me:pw',
    'HTTP -a a:b',
  ],
  ...['ghp_abcdefghij', 'sk-abcdefghij', 'xoxb-abcdefghij', 'npm_abcdefghij', 'hf_abcdefghij'],
  ...['AKIAABCDEFGH1234', 'ASIAABCDEFGHIJKL', 'AIzaabcdefghijklmnopqrst', 'eyJabcdefghij'],
  ...['SG.abcdefghij', 'ya29.abcdefghij', 'ATATTabcdefghij', 'x 0123456789abcdefABCD'],
  ...['git show 9fceb02d0ae598e95dc970b74767f19372d61af8', 'foo-abcdefghij0123456789-x'],
  ...['htpasswd -b f me pw', 'ldapsearch -x -w pw', 'http -a me:pw x.org'],
])('sees a secret in %s', (text) => {
  expect(looksSecret(text)).toBe(true);
});

it.each([
  ...['npm run test', 'mkdir -p src/a', 'docker run -p 80:80 nginx', 'git log --author me'],
  ...['cp -p a b', 'ssh -p 22 host', 'zip -r a.zip b', 'docker compose -p x up', 'ls keys'],
  ...[
    'x basic abc',
    'x --pass',
    'curl -u me',
    'ssh://git@host:22/x',
    'https://host/a:b@c',
    'X_KEYS=1',
  ],
  ...[
    'docker login',
    'docker run -p 80',
    'mysql -p',
    'redis-cli -a',
    'zip -P',
    'ghp_abc',
    'AKIA1234',
  ],
  ...['AIzaabc', 'eyJabc', 'SG.abc', 'ya29.abc', 'xghp_abcdefghij', 'abcdefghijklmnopqrstuvwxyz'],
  ...['12345678901234567890', 'aaaaaaaaaaaaaaaaaaaaaaaaa1', 'abcdefghijklmnopqr1', 'openssl x -k'],
  ...[
    'htpasswd -c f me',
    'http -a me',
    'ldapsearch -w',
    '_KEY=x',
    'a_KEY=x',
    'tokens x',
    'author=x',
  ],
  ...['cargo test passes', 'python -m pytest tests/test_password.py', 'make sign'],
])('sees none in %s', (text) => {
  expect(looksSecret(text)).toBe(false);
});
