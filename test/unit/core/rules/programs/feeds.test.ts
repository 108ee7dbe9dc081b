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
    ...['python /dev/fd/0', 'node /proc/self/fd/0', 'bash -l', 'bash +x', 'bash -eux', 'bash -ux'],
    ...['sh --login', 'bash --norc', 'zsh --noprofile -', 'python -c', 'bash --posix -B -O'],
    ...['node --no-warnings', 'node --check', 'bash --nosuch x.sh', 'bash -e'],
    // The dash of a shell’s `-e` says nothing of what runs.
    ...['bash -e -x', 'bash -E -x', 'bash -xe -s', 'bash -e /dev/stdin', 'sh -e +x', 'bash -e -'],
    ...[
      'mariadb db',
      'sqlite x.db',
      'duckdb x.db',
      'mongosh',
      'mongo db',
      'runuser dev',
      'psql -U me',
    ],
    ...['sqlite3 -json x.db', 'mysql -u root', 'su -l dev', 'su'],
    ...['parallel', 'gxargs rm', 'xargs -I {} rm {}', 'xargs -P 4 -0 sh', 'xargs -n 1 -L 2 mv'],
    ...['batch', 'ex x', 'vi x', 'gdb x', 'ftp host', 'sftp host', 'dc', 'emacs'],
    ...['gawk -f -', 'sed -f -', 'gmake -f /dev/stdin', 'crontab -', 'just -f -', '. /dev/stdin'],
    ...['doas -s', 'sudo --login', 'sudo --shell', 'sudo -Es', 'doas -u x -i'],
    ...['ssh -T host', 'nsenter -t 1', 'unshare -r', 'script f', 'nix-shell x', 'chroot x'],
    ...['timeout 5 sh', 'nohup bash', 'command sh', 'exec python', 'nice sh', 'time sh', 'arch sh'],
    ...[
      'podman run -i x sh',
      'oc exec x bash',
      'uv tool run python',
      'pnpm dlx node',
      'yarn exec sh',
    ],
    ...['docker attach x sh', 'nix shell sh', 'pipenv shell zsh', 'lxc exec x sh', 'bunx ts-node'],
    ...['ssh host bash', 'ssh host sudo sh', 'env xargs rm', 'sudo psql', 'timeout 5 vim'],
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
    ...[
      'bash --help',
      'node --help',
      'node -v',
      'sh -h',
      'python -V',
      'perl -version',
      'vim --version',
    ],
    ...['sudo --version', 'bash -B x.sh', 'bash -e x.sh', 'python -u x.py', 'sh -?'],
    ...['ruby -e x', 'node --eval x', 'node --print x', 'pwsh -Command x', 'perl -pe x'],
    ...['perl -ne x', 'python -m x', 'node -r x y', 'perl -E x', 'bash --norc --version'],
    ...['psql -f x', 'psql -l', 'psql --command=x', 'psql --list', 'psql --file x', 'psql -tc x'],
    ...['mysql --execute=x', 'mysql --execute x', 'mariadb -Nex db', 'mysql --version'],
    ...['sqlite3 -version', 'sqlite3 --version', 'duckdb -c x', 'duckdb -s x', 'duckdb x.db sql'],
    ...['mongosh --eval x', 'mongosh --file x', 'mongo --eval=x', 'su --command=x', 'su dev -c ls'],
    ...['runuser -lc ls', 'sqlite x.db sql', 'xargs head', 'xargs -r tail -n 1', 'xargs ls'],
    ...[
      'xargs -d x grep',
      'xargs -s 9 -a f stat',
      'xargs -E x -R 2 -S 1 du',
      'xargs test',
      'xargs jq .',
    ],
    ...['command -v sh', 'command -V bash', 'docker ps sh', 'docker cp sh x', 'kubectl logs sh'],
    ...['ssh -T host ls', 'chroot x ls', 'nsenter -t 1 ls x', 'env', 'nice ls', 'sudo -u x ls'],
    ...['awk -f x', 'make -f x', 'crontab x', 'just build', 'source x.sh', 'sed -f x'],
    ...['git run sh', 'poetry show python', 'npm test sh', 'docker build -'],
  ])('%s: no', (command) => {
    expect(runsItsInput(command.split(' '))).toBe(false);
  });
});
