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
  ...['htpasswd -b f me pw', 'ldapsearch -x -w pw', 'http -a me:pw x.org'],
])('sees a secret in %s', (text) => {
  expect(looksSecret(text)).toBe(true);
});

it.each([
  ...['npm run test', 'mkdir -p src/a', 'docker run -p 80:80 nginx', 'git log --author me'],
  ...['cp -p a b', 'ssh -p 22 host', 'zip -r a.zip b', 'docker compose -p x up', 'ls keys'],
  ...['cargo test passes', 'python -m pytest tests/test_password.py', 'make sign'],
])('sees none in %s', (text) => {
  expect(looksSecret(text)).toBe(false);
});
