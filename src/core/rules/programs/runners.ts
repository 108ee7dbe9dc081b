import { wordsOf } from './cli.ts';

/** Shells: without a program of their own they run what is piped into them. */
const SHELLS = wordsOf(`
  sh bash zsh fish dash ash ksh csh tcsh mksh nu xonsh pwsh powershell cmd busybox toybox
`);

/** Interpreters, which do the same. */
const INTERPRETERS = wordsOf(`
  python pypy ipython node nodejs deno bun tsx ts-node perl ruby irb php lua luajit rscript r julia
  osascript tclsh expect jshell scala groovy elixir erl ghci guile racket sbcl
  gnuplot octave
`);

/** Whatever wraps, fetches or runs something else: a rule for any use of one is a rule for anything. */
const OTHERS = wordsOf(`
  xargs parallel ssh at batch crontab su runuser chroot unshare nsenter screen tmux entr
  ed ex vi vim nvim emacs gdb psql mysql mariadb sqlite3 duckdb sqlite
  sudo doas pkexec env timeout time nice nohup stdbuf command builtin noglob exec eval source .
  coproc trap alias watch setsid ionice flock script strace ltrace chrt taskset unbuffer direnv
  caffeinate systemd-run watchexec dotenv cross-env gosu setpriv firejail bwrap proot rlwrap
  awk gawk mawk nawk sed gsed nano java find fd less more man nodemon
  npx bunx pnpx uvx pipx nix nix-shell mise asdf volta corepack
`);

/** Programs that run what the project’s build files say. */
const BUILDERS = wordsOf('make gmake cmake just task rake mvn gradle gradlew ant sbt');

/** Programs that load from the network, or send there, what they are told. */
const FETCHERS = wordsOf(`
  curl wget aria2c http https nc ncat netcat socat telnet ftp scp sftp rsync rclone
`);

const READERS = new Set([...SHELLS, ...INTERPRETERS]);
const BUILDING = new Set(BUILDERS);
const FETCHING = new Set(FETCHERS);
const RUNNERS = new Set([...READERS, ...OTHERS, ...BUILDERS, ...FETCHERS]);

/** Whether a program runs what it is given, however it is spelt: by path, in capitals, with a version. */
export function isRunner(program: string): boolean {
  return isOneOf(RUNNERS, program);
}

/** Whether a runner runs what build files say, moves what it is told over the network, or runs what it is given. */
export function runnerKind(program: string): 'builder' | 'fetcher' | 'other' {
  if (isOneOf(BUILDING, program)) return 'builder';
  return isOneOf(FETCHING, program) ? 'fetcher' : 'other';
}

/** Whether a program runs what it reads, unless it is told what to run. */
export function isReader(program: string): boolean {
  return isOneOf(READERS, program);
}

/** Whether a program is one of some, however it is spelt. */
export function isOneOf(programs: ReadonlySet<string>, program: string): boolean {
  return spellings(program).some((name) => programs.has(name));
}

/** The names a program may be known by: its last path part in lower case, with and without its version. */
function spellings(program: string): readonly string[] {
  const bare = program.replace(/["'\\]/g, '').replace(/^.*\/(?=.)/, '');
  const name = bare.toLowerCase().replace(/\.(exe|cmd|bat|com)$/, '');
  return [name, name.replace(/-?\d+(\.\d+)*[a-z]?$/, '')];
}
