import { actsOnInput, innerNamesInput, namesInput } from './acts-on-input.ts';
import { wordsOf } from './cli.ts';
import { opensConsole } from './opens-console.ts';
import { isOneOf, isReader } from './runners.ts';
import { has, operands } from './told-words.ts';
import { safeAction } from './safe-action.ts';

/**
 * Whether a command may run what another one writes, or do what that says. As a rule, `sh` would run
 * any text piped into it, in every command line where the rest is allowed. It rather sees too many.
 * @param words the program and its arguments, each as written
 */
export function runsItsInput(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (rest.length === 1 && INFO.has(rest[0] ?? '')) return false;
  if (isReader(program)) return !isToldWhat(rest) || opensConsole(rest) || namesInput(words);
  if (isOneOf(ALWAYS, program)) return true;
  if (isOneOf(WITH_ARGUMENTS, program)) return feedsArguments(rest);
  if (isOneOf(LANGUAGES, program)) return rest.some((word) => STDIN.test(word));
  const query = [...QUERIES].find(([names]) => isOneOf(names, program))?.[1];
  if (query !== undefined) return !query(rest);
  if (program === 'command' && /^-[vV]$/.test(rest[0] ?? '')) return false;
  if (opensConsole(words) || actsOnInput(words)) return true;
  const runs = rest.some((word) => RUNNING_VERBS.has(word));
  if (!isOneOf(WRAPPERS, program) && !(runs && isOneOf(BY_VERB, program))) return namesInput(words);
  if (innerReads(program, rest)) return true;
  if (
    isOneOf(BECOMERS, program) &&
    rest.some((word) => /^-\w*[si]$|^--(login|shell)$/.test(word))
  ) {
    return true;
  }
  const inner = rest.findIndex((word) => isReader(word) || isOneOf(INNER, word));
  if (inner !== -1) return runsItsInput(rest.slice(inner));
  return isOneOf(SHELL_OPENERS, program) && operands(rest).length < 2;
}

/** Whether what a wrapper runs opens a console, does what it reads, or writes it where only root may. */
function innerReads(program: string, rest: readonly string[]): boolean {
  if (isOneOf(BECOMERS, program) && rest.some((word) => isOneOf(KEEPERS, word))) return true;
  // To `env` a dash means to start from nothing.
  const words = isOneOf(ENV, program) ? rest.filter((word) => word !== '-') : rest;
  return (
    words.some((_, at) => {
      const inner = words.slice(at);
      return opensConsole(inner) || actsOnInput(inner);
    }) || innerNamesInput(words)
  );
}

const STDIN = /^(-|.*\/dev\/stdin|.*\/dev\/fd\/0|.*\/proc\/self\/fd\/0)$/;
const INFO = new Set(wordsOf('--version --help -version -help -V -v -h -?'));

/** These run their input as commands, whatever their arguments are. */
const ALWAYS = new Set(
  wordsOf(
    'at batch ed ex vi vim nvim emacs gdb lldb iex pry psysh dc m4 ftp sftp lftp smbclient telnet',
  ),
);
/** These make arguments of it. */
const WITH_ARGUMENTS = new Set(wordsOf('xargs parallel gxargs'));
/** Their program is an argument, unless a flag says where else it comes from. */
const LANGUAGES = new Set(wordsOf('awk gawk mawk nawk sed gsed make gmake source . just'));

/** These run a program that stands among their arguments. */
const WRAPPERS = new Set(
  wordsOf(`
    sudo doas pkexec env timeout time nice nohup stdbuf command builtin noglob exec watch setsid
    ionice flock script strace ltrace chrt taskset unbuffer caffeinate systemd-run dotenv
    cross-env gosu setpriv firejail bwrap proot rlwrap chroot unshare nsenter ssh arch
    npx bunx pnpx uvx nix-shell
  `),
);
/** These do with some verbs. */
const BY_VERB = new Set(
  wordsOf(`
    docker podman nerdctl kubectl oc docker-compose podman-compose lxc uv poetry pipenv pdm rye mise
    asdf volta nix devbox bundle pnpm npm yarn conda mamba direnv pipx
  `),
);
const RUNNING_VERBS = new Set(wordsOf('run exec x dlx shell tool attach'));
/** With some flags these open a shell of their own. */
const BECOMERS = new Set(wordsOf('sudo doas'));
/** These write what they read to a file. */
const KEEPERS = new Set(wordsOf('tee sponge'));
const ENV = new Set(['env']);

/** Programs for databases: each with what tells that the query stands among the arguments. */
const QUERIES: ReadonlyMap<ReadonlySet<string>, (rest: readonly string[]) => boolean> = new Map([
  [
    new Set(['psql']),
    (rest) =>
      has(rest, /^(-\w*[cfl]|--(command|file|list|version|help)(=.*)?)$/) && !has(rest, STDIN),
  ],
  [
    new Set(wordsOf('mysql mariadb')),
    (rest) => has(rest, /^(-\w*e.*|--(execute|version|help)(=.*)?)$/),
  ],
  [
    new Set(wordsOf('sqlite sqlite3')),
    (rest) => has(rest, /^-{1,2}version$/) || operands(rest).length >= 2,
  ],
  [new Set(['duckdb']), (rest) => has(rest, /^-{1,2}(c|s|version)$/) || operands(rest).length >= 2],
  [new Set(wordsOf('mongosh mongo')), (rest) => has(rest, /^--(eval|file|version)/)],
  [
    new Set(['redis-cli']),
    (rest) =>
      !rest.includes('--pipe') &&
      (operands(rest, /^-[hpsanuri]$|^--(user|pass)$/).length > 0 || has(rest, REDIS_SHOWS)),
  ],
  [
    new Set(wordsOf('sqlcmd cqlsh clickhouse-client')),
    (rest) => has(rest, /^(-[eQqif]|--(query|execute|file|version)(=.*)?|config|query|open)$/),
  ],
  [new Set(wordsOf('su runuser')), (rest) => has(rest, /^(-\w*c|--command(=.*)?)$/)],
]);

const REDIS_SHOWS = /^--(scan|stat|bigkeys|memkeys|hotkeys|latency|version|help)/;

const INNER = new Set([
  ...ALWAYS,
  ...WITH_ARGUMENTS,
  ...[...QUERIES.keys()].flatMap((names) => [...names]),
]);
/** Without a command behind a place to go to, these open a shell. */
const SHELL_OPENERS = new Set(wordsOf('chroot unshare nsenter script nix-shell'));

/** What `xargs` runs gets its arguments from the input: that must be safe with any. */
function feedsArguments(rest: readonly string[]): boolean {
  let at = 0;
  while (rest[at]?.startsWith('-') === true) at += /^-[InPLdsaERS]$/.test(rest[at] ?? '') ? 2 : 1;
  const inner = rest.slice(at);
  if (LOOKERS.has(inner[0] ?? '')) return false;
  return safeAction(inner) === null;
}

/** Programs that only show what they are pointed to. */
const LOOKERS = new Set(
  wordsOf('cat head tail grep egrep fgrep zgrep wc ls echo printf stat file du diff test'),
);

/** Whether a shell or interpreter is told what to run: code, a module or a file. */
function isToldWhat(rest: readonly string[]): boolean {
  let at = 0;
  while (rest[at] !== undefined && !CODE.test(rest[at] ?? '')) {
    const word = rest[at] ?? '';
    if (INFO.has(word)) return true;
    if (!word.startsWith('-') && !word.startsWith('+')) return !STDIN.test(word);
    if (!HARMLESS.test(word) && !LOADING.test(word)) return false;
    at += LOADING.test(word) ? 2 : 1;
  }
  const told = rest[at + 1];
  // Behind the `-e` of a shell, which only says when to stop, another option may come.
  return told !== undefined && !/^[-+]/.test(told) && !STDIN.test(told);
}

/** The next word is what runs. */
const CODE = /^(-[a-z]*[ceEmpr]|--eval|--print|-Command)$/;

/** Flags with a value that is loaded before what runs. */
const LOADING = /^--(import|require|loader|env-file)$/;

/** Flags without a value that leave open what runs. Others could take the next word. */
const HARMLESS = /^(-[BEOSbnuqvxl]|-e?u?x|--(norc|noprofile|login|posix|no-warnings|check))$/;
