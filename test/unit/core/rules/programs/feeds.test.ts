import { describe, expect, it } from 'vitest';
import { runsItsInput } from '../../../../../src/core/rules/programs/feeds.ts';

describe('runsItsInput', () => {
  it.each([
    ...['sh', 'bash -s', 'bash -s arg', 'bash -o pipefail', '/bin/sh', 'BASH', '"bash"', 'bash -x'],
    ...['python3', 'python3 -', 'python3 -u', 'python3.12', 'node', 'node --import tsx', 'perl -w'],
    ...['sudo bash', 'sudo -s', 'sudo -u root -i', 'env bash', 'docker exec -i c sh', 'su dev'],
    ...[
      'xargs',
      'xargs -n1 rm',
      'xargs sh -c x',
      'sudo xargs rm',
      'parallel rm',
      'ssh host',
      'ed file',
    ],
    ...[
      'psql mydb',
      'mysql db',
      'sqlite3 x.db',
      'bash /dev/stdin',
      'make -f -',
      'awk -f -',
      'vim x y',
    ],
    ...[
      'kubectl exec -i x -- psql',
      'poetry run python',
      'npx node',
      'xargs git push',
      'xargs rg x',
    ],
    ...['source /dev/stdin', 'chroot /mnt', 'at now'],
  ])('%s: yes', (command) => {
    expect(runsItsInput(command.split(' '))).toBe(true);
  });

  it.each([
    ...['bash x.sh', 'bash -c ls', 'bash -xc ls', 'python3 x.py', 'python3 -m pytest', 'node -e 1'],
    ...[
      'perl -ne print',
      'bash --version',
      'node -v',
      'sudo ls',
      'env A=1 ls',
      'ssh host ls',
      'su -c ls',
    ],
    ...[
      'docker exec c ls',
      'docker pull python',
      'docker run node:20 node x.js',
      'kubectl get pods',
    ],
    ...['psql -c x', 'mysql -e x', 'sqlite3 x.db .tables', 'xargs cat', 'xargs -0 -n 1 grep x'],
    ...[
      'xargs -I {} wc -l {}',
      'xargs eslint',
      'awk x',
      'sed s/a/b/',
      'make',
      'npm',
      'uv python list',
    ],
    ...['cat', 'jq .', 'git commit', 'find . -name node'],
  ])('%s: no', (command) => {
    expect(runsItsInput(command.split(' '))).toBe(false);
  });
});
