// What a fresh clone needs before anything of it can run. Plain JavaScript without packages,
// because it runs before there are any.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout, absolute. */
export const checkout = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Programs of the machine: by any of these names, from these Debian packages, wanted for this. The
 * services that come with them are left off: the tests start what they need themselves.
 */
const programs = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    packages: ['chromium', 'fonts-dejavu-core'],
    why: 'the browser that VS Code is driven in',
  },
  'firefox-esr': {
    names: ['firefox-esr'],
    packages: ['firefox-esr'],
    why: 'the other browser that stands in for a phone',
  },
  tmux: { names: ['tmux'], packages: ['tmux'], why: 'the terminal that Claude Code is driven in' },
  make: { names: ['make'], packages: ['make'], why: "building VS Code's native modules" },
  'g++': { names: ['g++'], packages: ['g++'], why: "building VS Code's native modules" },
  python3: { names: ['python3'], packages: ['python3'], why: "building VS Code's native modules" },
  sshd: {
    names: ['sshd'],
    packages: ['openssh-server', 'openssh-client'],
    services: ['ssh.service', 'ssh.socket'],
    why: 'the far end of the tunnel that is tested',
  },
  nginx: {
    names: ['nginx'],
    packages: ['nginx-light'],
    services: ['nginx.service'],
    why: 'the proxy before the tunnel that is tested',
  },
  openssl: {
    names: ['openssl'],
    packages: ['openssl'],
    why: 'the certificates of the tunnel that is tested',
  },
};

/** Ends this program with a plain message when Node is older than the tools can bear. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Countersign is built with Node 20.19 or newer; this is ${process.versions.node}.`);
  console.error('Get a newer one from https://nodejs.org and try again.');
  process.exit(1);
}

/**
 * Installs packages unless node_modules is what package-lock.json says.
 * @returns {boolean} whether anything was installed
 * @throws when npm fails
 */
export function installPackages() {
  const modules = join(checkout, 'node_modules');
  // A link leads to another checkout's packages, which are not ours to change.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  if (matchesLock(modules)) return false;
  // Not on stdout, which may be another program's to read.
  console.error('Installing packages from npm …');
  // Not `npm ci`: it refuses a lock file that lacks the binaries of platforms other than the one it
  // was written on. This takes the versions of the lock file just the same, and leaves it alone.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return true;
}

/** Compares the lock file with the one npm leaves inside node_modules when it is through. */
function matchesLock(modules) {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const versions = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const have = versions(installed);
  return Object.entries(versions(join(checkout, 'package-lock.json'))).every(
    // Optional ones are left out where they are for another platform.
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  );
}

/**
 * Installs the missing programs with apt-get where that can be done without asking for a password.
 * @param {(keyof typeof programs)[]} wanted
 * @returns {string[]} one sentence for each program that is still missing, saying how to get it
 */
export function installPrograms(wanted = Object.keys(programs)) {
  const missing = wanted.filter((name) => !present(name));
  const become = missing.length > 0 ? superuser() : undefined;
  if (become !== undefined) {
    const packages = missing.flatMap((name) => programs[name].packages);
    console.log(`Installing ${packages.join(', ')} with apt-get …`);
    aptGet(become, ['update']);
    install(
      become,
      packages,
      missing.flatMap((name) => programs[name].services ?? []),
    );
  }
  return missing
    .filter((name) => !present(name))
    .map((name) => {
      const { packages, why } = programs[name];
      const install = `sudo apt-get install ${packages.join(' ')}`;
      return `${name} is missing (${why}). On Debian and Ubuntu: ${install}`;
    });
}

// Servers lie where only root looks for programs.
const SBIN = 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin;';

function present(name) {
  if (name === 'chromium' && existsSync(process.env.COUNTERSIGN_CHROMIUM ?? '')) return true;
  return programs[name].names.some((each) => succeeds('sh', ['-c', `${SBIN} command -v ${each}`]));
}

/** What to put before apt-get: nothing for root, sudo where it asks nothing, undefined otherwise. */
function superuser() {
  if (!succeeds('sh', ['-c', 'command -v apt-get'])) return undefined;
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

function aptGet(become, args) {
  asRoot(`apt-get ${args[0]}`, become, ['apt-get', '-q', ...args]);
}

/**
 * Installs packages so that no service of them runs, neither now nor after the next start of the
 * machine: while it installs, Debian's policy for starting services (invoke-rc.d(8)) is "no".
 */
function install(become, packages, services) {
  const script = `
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
      trap 'rm -f "$policy"' EXIT
      trap 'exit 1' INT TERM HUP
      printf '#!/bin/sh\\nexit 101\\n' > "$policy" && chmod 755 "$policy" || exit 1
    fi
    apt-get -q install -y --no-install-recommends ${packages.join(' ')} || exit 1
    command -v systemctl > /dev/null || exit 0
    for service in ${services.join(' ')}; do
      systemctl disable "$service" || true
      if [ -d /run/systemd/system ]; then systemctl stop "$service" || true; fi
    done`;
  asRoot('apt-get install', become, ['sh', '-c', script]);
}

function asRoot(what, become, command) {
  const [program, ...args] = [...become, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) console.error(`${what} failed:\n${stdout}${stderr}`);
}

const succeeds = (program, args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
