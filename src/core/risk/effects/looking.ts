import type { ShellWord } from '../../shell/word.ts';
import {
  flagsOf,
  operandsOf,
  optionValues,
  pathIn,
  type Invocation,
} from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { readAllEffect, readEffect } from '../places/file-effects.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader } from './rules.ts';
import { isSecretName } from './secrets.ts';

/** Every operand is a file that is shown, copied or summed up; a number or a sign is none that matters. */
const readsAll: EffectReader = (call, facts) => [
  ...environment(call.args),
  ...operandsOf(call.words).map((word) =>
    readEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
  ),
];

/** Words for what gives access. */
const SECRET = /(passw(or)?d|passphrase|secret|token|api.?key|private.?key|credential)/i;

/** Folders outside of the project in which programs keep what they need: `~`, `~/.config`, `/etc`. */
function keepsSettings(word: ShellWord, call: Invocation, facts: FolderFacts): boolean {
  const path = pathIn(word, call.cwd);
  const { kind } = placeOf(path, call.cwd, facts);
  if (kind !== 'home' && kind !== 'system') return false;
  return kind === 'system' || /^(~|\/(home|Users)\/[^/]+)\/?$|\/\.[^./]/.test(path ?? '');
}

/** The first operand is what is looked for. */
const searches: EffectReader = (call, facts) => {
  if (call.args.some((arg) => /^(--pre|--hostname-bin|--pager|--open)(=|$)/.test(arg))) {
    return [effect('high', 'shell_run', 'runs a program of its caller’s choice')];
  }
  const isGiven = call.args.some((arg) =>
    /^(-e|-f|--regexp|--file)(=|$)|^-(p|P)(attern|ath)$/.test(arg),
  );
  const operands = operandsOf(
    call.words,
    '-e -f -A -B -C -m -d -D --include --exclude --exclude-dir --color -g -t -T -M -j --glob --type',
  );
  const patterns = isGiven
    ? optionValues(call.args, /^(-e|--regexp|-[pP]attern)$/)
    : operands.slice(0, 1).map(({ text }) => text);
  const files = isGiven ? operands : operands.slice(1);
  const hunts =
    patterns.some((one) => SECRET.test(one)) &&
    files.some((word) => keepsSettings(word, call, facts));
  if (call.name === 'jq' && jqProgram(call.args).some((one) => SHOWS_ENVIRONMENT.test(one))) {
    return [effect('high', 'file_read', 'shows all that is set, secrets too', 'reads-secret')];
  }
  const goesDown =
    !/^(jq|xq|dasel|findstr|select-string|.*grep)$/.test(call.name ?? '') ||
    flagsOf(call.args).some((arg) => /^(-r|-R|--recursive|--dereference-recursive)$/.test(arg));
  const reads = goesDown ? readAllEffect : readEffect;
  return [
    effect('none', 'shell_read', 'only looks'),
    ...(hunts
      ? [
          effect(
            'high',
            'file_read',
            'looks for keys or passwords outside of the project',
            'reads-secret',
          ),
        ]
      : []),
    ...files.map((word) =>
      reads({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
    ),
    ...patternFiles(call, facts),
  ];
};

/** `grep -f file`: what it looks for stands in a file, whose lines show by what is found. */
function patternFiles({ name, args, cwd }: Invocation, facts: FolderFacts): readonly Effect[] {
  return /^(jq|xq|dasel)$/.test(name ?? '')
    ? []
    : optionValues(args, /^(-f|--file)$/).map((path) =>
        readEffect({ path, text: path, cwd }, facts),
      );
}

/** What may be jq’s program: no name or value of a variable. */
function jqProgram(args: readonly string[]): readonly string[] {
  const isNamed = (at: number): boolean =>
    /^--(arg|argjson|slurpfile|rawfile)$/.test(args[at] ?? '');
  return args.filter((arg, at) => !arg.startsWith('-') && !isNamed(at - 1) && !isNamed(at - 2));
}

/** `env` and `$ENV` of jq, as a whole; `.env` is a part of what it reads. */
const SHOWS_ENVIRONMENT = /(?<![.$\w"])(env|\$ENV)\b(?!\s{0,3}[.[\w"])/;

/** A pager is told by an option to run a program of its caller's choice. */
const pages: EffectReader = (call, facts) => {
  const runs = call.args.some((arg) => /^(-P|--pager\b|-H|--html\b|\+.*!)/.test(arg));
  if (runs) return [effect('high', 'shell_run', 'runs a program of its caller’s choice')];
  return call.name === 'man' ? quiet(call, facts) : readsAll(call, facts);
};

/** Shows what variables hold, secret ones too. */
const showsVariables: EffectReader = ({ name, args, remote }) => {
  const named = args.find(
    (arg) => /(key|token|secret|passw|credential)/i.test(arg) || isSecretName(arg),
  );
  const shows = name === 'printenv' || (name !== 'env' && args[0] === '-p');
  if (shows && named !== undefined) return [effect('high', 'file_read', 'shows a secret variable')];
  if (name === 'set' && args.some((arg, at) => arg === '+o' && args[at + 1] === 'history'))
    return [effect('high', 'shell_run', 'switches off the record of commands')];
  if (listsAll(name ?? '', args)) {
    const where = remote ? ' elsewhere' : '';
    return [
      effect('high', 'file_read', `shows all that is set${where}, secrets too`, 'reads-secret'),
    ];
  }
  return [effect('none', 'shell_read', 'shows or sets variables')];
};

/** Without names it shows what every variable holds; `set -x` is another thing. */
function listsAll(name: string, args: readonly string[]): boolean {
  if (name === 'set') return args.length === 0;
  // `env A=1` without a program shows them, too.
  if (name === 'env') return args.every((arg) => /^(-0|--null|[A-Za-z_]\w*=.*)$/s.test(arg));
  return (
    /^(printenv|export|declare|typeset)$/.test(name) &&
    args.every((arg) => /^-([0px]+|-null)$/.test(arg))
  );
}

/** PowerShell shows variables as if they were files: `dir env:`, `Get-Content Env:TOKEN`. */
const listsFolder: EffectReader = ({ args }) => environment(args);

function environment(args: readonly string[]): readonly Effect[] {
  const names = args.flatMap((arg) => /^env:[\\/]*(.*)$/i.exec(arg)?.[1] ?? []);
  return names.some((name) => name === '' || name.includes('*') || isSecretName(name))
    ? [effect('high', 'file_read', 'shows what is set, secrets too', 'reads-secret')]
    : [effect('none', 'shell_read', 'only looks')];
}

const quiet: EffectReader = () => [effect('none', 'shell_read', 'only looks')];

/** `ps auxe`: an `e` without a dash has it show what variables of other programs hold. */
const showsPrograms: EffectReader = ({ args }) =>
  args.some((arg) => /^[a-zA-Z]*e[a-zA-Z]*$|^-E$/.test(arg)) &&
  !args.some((arg) => /^(-[eACpPuUGgtsoO]|--\w.*)$/.test(arg))
    ? [
        effect(
          'high',
          'file_read',
          'shows what is set for other programs, secrets too',
          'reads-secret',
        ),
      ]
    : [effect('none', 'shell_read', 'only looks')];

const inShell: EffectReader = ({ name, args }) =>
  name === 'unset' && args.some((arg) => /^HIST/.test(arg))
    ? [effect('high', 'shell_run', 'switches off the record of commands')]
    : [effect('none', 'shell_read', 'changes nothing but this shell')];

function all(names: string, reader: EffectReader): readonly (readonly [string, EffectReader])[] {
  return names.split(/\s+/).map((name) => [name, reader] as const);
}

/** Programs that only look, and words of the shell that change nothing outside of it. */
export const LOOKING: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...all(
    'cat head tail bat tac nl od hexdump xxd hexyl strings rev cut paste column fold fmt pr wc uniq comm join diff cmp colordiff delta icdiff sdiff zcat bzcat xzcat zless zmore view base32 base64 base58 md5sum sha1sum sha256sum sha512sum shasum cksum sum b2sum get-content gc type readlink realpath gron fx jc htmlq iconv textutil glow mdcat plutil lz4cat zstdcat expand unexpand ul look tsort',
    readsAll,
  ),
  ...all(
    'grep egrep fgrep rg ag ack zgrep ugrep jq xq dasel findstr select-string ripgrep',
    searches,
  ),
  ...all('man less more', pages),
  ...all('ls dir gci get-childitem', listsFolder),
  ['ps', showsPrograms],
  ...all('env printenv export declare typeset set local readonly', showsVariables),
  ...all(
    'll pwd echo printf which whereis whatis apropos info help file stat du df free uptime whoami id groups who w users uname hostname arch nproc lscpu lsblk lsusb lspci lsof pgrep pstree top htop btop vmstat iostat mpstat sar netstat ss date cal seq yes expr bc factor numfmt test [ [[ true false sleep basename dirname tput clear reset locale getconf getent nm objdump readelf size ldd otool file-roller dmesg journalctl last lastlog lastb finger tty stty sw_vers system_profiler mdfind mdls ioreg vm_stat fs_usage sample symbols dwarfdump lipo spctl tokei cloc scc sloccount duf dust exa eza lsd fd fdfind fzf tr shuf pv ts watch-list getopt getopts tldr cheat neofetch fastfetch screenfetch cowsay figlet lolcat jobs times hash umask compgen complete bind ulimit command builtin wait break continue return exit shift : let read readarray mapfile pushd popd dirs cd setopt unsetopt shopt zstyle autoload fg bg suspend logout caller enable exec trap disown alias history get-location get-process get-service get-help get-date write-host write-output out-string measure-object sort-object where-object foreach-object select-object ver vol where tasklist ipconfig systeminfo findmnt blkid lsmod modinfo getfacl getcap lsattr aa-status sestatus getenforce nvidia-smi sensors acpi upower lshw inxi dmidecode hostid logname pathchk mktemp acpi arp chcon-list pmap ipcs lsns lslocks prtstat slabtop tload namei make-list',
    quiet,
  ),
  ...all(
    'wait break continue return exit shift : true false cd pushd popd dirs unset unalias read let',
    inShell,
  ),
]);
