/** The words of some lines, as a set. */
function setOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

/** Shells and interpreters: without a program of their own they run what is piped into them. */
const READERS = setOf(
  'sh bash zsh fish dash ash ksh csh tcsh mksh nu xonsh pwsh powershell cmd busybox toybox',
  'python pypy ipython node nodejs deno bun tsx ts-node perl ruby irb php lua luajit rscript r julia',
  'osascript tclsh expect jshell scala groovy elixir erl ghci guile racket sbcl',
);

/** These run their input as commands or arguments, whatever their own arguments are. */
const FEEDERS = setOf(
  'xargs parallel ssh at batch crontab su runuser chroot unshare nsenter screen tmux entr',
  'ed ex vi vim nvim emacs gdb psql mysql sqlite',
);

/**
 * Programs that run what they are given: a rule for any use of one would be a rule for anything.
 * Measured: `env *`, `sudo *`, `xargs *`, `bash *`, `timeout *`, `sed *` all cover other commands.
 */
const RUNNERS = new Set([
  ...READERS,
  ...FEEDERS,
  ...setOf(
    // Wrappers.
    'sudo doas pkexec env timeout time nice nohup stdbuf command builtin noglob exec eval source .',
    'coproc trap alias watch setsid ionice flock script strace ltrace chrt taskset unbuffer direnv',
    'caffeinate systemd-run watchexec dotenv cross-env gosu setpriv firejail bwrap proot rlwrap',
    // Tools with a language or a command among their arguments.
    'awk gawk mawk nawk sed gsed nano java find fd less more man nodemon',
    // Package runners, and builders of whatever a project says.
    'npx bunx pnpx uvx pipx nix nix-shell mise asdf volta corepack',
    'make gmake cmake just task rake mvn gradle gradlew ant sbt',
    // Fetchers and pipes to elsewhere.
    'curl wget aria2c http https nc ncat netcat socat telnet ftp scp sftp rsync rclone',
  ),
]);

const NPM_VERBS = setOf('install i ci add update test t run start ls list outdated audit view why');
const CONTAINER_VERBS = setOf('build ps images logs pull inspect info version');
const PLAN_VERBS = setOf('plan validate fmt version');

/**
 * What may be allowed for any use: known subcommands that neither run what they are given nor take
 * something away for good. Of a program we don't know, only the exact command is offered: `ip netns`
 * looks as harmless as `npm install`, and runs anything.
 */
const SAFE_VERBS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'git',
    setOf('add commit status diff log show blame switch merge cherry-pick revert mv describe'),
  ],
  ['npm', NPM_VERBS],
  ['pnpm', NPM_VERBS],
  // Its `run` takes any program for a script.
  ['yarn', setOf('install add test start list outdated audit why')],
  ['pip', setOf('install list show freeze check')],
  ['uv', setOf('sync lock add')],
  ['poetry', setOf('install add lock build')],
  ['bundle', setOf('install add list check')],
  ['ruff', setOf('check format')],
  ['cargo', setOf('build check test clippy fmt doc bench add update tree')],
  ['go', setOf('build test vet fmt mod list version')],
  ['dotnet', setOf('build test restore')],
  ['docker', CONTAINER_VERBS],
  ['podman', CONTAINER_VERBS],
  ['kubectl', setOf('get describe logs version explain top')],
  ['helm', setOf('list lint status version')],
  ['terraform', PLAN_VERBS],
  ['tofu', PLAN_VERBS],
  ['brew', setOf('info list search outdated deps')],
  ['gh', setOf('search status')],
]);

/** Whether a program runs what it is given, however it is spelt: by path, in capitals, with a version. */
export function isRunner(program: string): boolean {
  return isOneOf(RUNNERS, program);
}

/** Whether "any command that begins with these words" may be offered as a rule to allow. */
export function mayBeginRule(words: readonly string[]): boolean {
  const [program = '', verb = '', ...more] = words;
  if (SAFE_VERBS.get(program)?.has(verb) !== true) return false;
  // A flag in the beginning may take the next word: what follows would be anything.
  return more.every((word) => /^[a-z][\w:-]*$/i.test(word));
}

/**
 * Whether a command may run what another one writes. As a rule, `sh` would run any text piped into
 * it, in every command line where the rest is allowed.
 */
export function readsCommands(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (!isRunner(program) && !isOneOf(CONTAINERS, program)) return false;
  if (words.some((word) => isOneOf(FEEDERS, word) || STDIN.has(word))) return true;
  if (isOneOf(BECOMERS, program) && rest.some((word) => /^-\w*[si]$|^--\w/.test(word))) return true;
  const reader = words.map((word) => isOneOf(READERS, word)).lastIndexOf(true);
  return reader === -1 ? rest.every(isFlag) : !hasProgram(words.slice(reader + 1));
}

const CONTAINERS = setOf('docker podman kubectl');
const STDIN = setOf('- /dev/stdin');
/** With some flags these open a shell of their own. */
const BECOMERS = setOf('sudo doas');

/** Whether a shell or interpreter is told what to run. Other flags first could take the next word. */
function hasProgram([first, second]: readonly string[]): boolean {
  if (first === undefined) return false;
  if (!isFlag(first)) return true;
  return INFO_FLAGS.has(first) || (CODE_FLAGS.has(first) && second !== undefined);
}

const INFO_FLAGS = setOf('--version --help');
const CODE_FLAGS = setOf('-c -e -m -p -lc --eval --print');

function isFlag(word: string): boolean {
  return /^[-+]/.test(word);
}

function isOneOf(programs: ReadonlySet<string>, program: string): boolean {
  return spellings(program).some((name) => programs.has(name));
}

/** The names a program may be known by: its last path part in lower case, with and without its version. */
function spellings(program: string): readonly string[] {
  const bare = program.replace(/["']/g, '').replace(/^.*[\\/](?=.)/, '');
  const name = bare.toLowerCase().replace(/\.(exe|cmd|bat|com)$/, '');
  return [name, name.replace(/-?\d+(\.\d+)*[a-z]?$/, '')];
}
