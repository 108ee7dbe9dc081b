import { optionValues } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader } from './rules.ts';

/** Options by which a program that does something else is told which program to run. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  'split gsplit': /^--filter(=|$)/,
  'sort gsort': /^--compress-program(=|$)/,
  'make gmake': /^(--eval(=|$)|SHELL=|-f-$|--file=-$|--makefile=-$)/,
  'npm pnpm yarn': /^--(script-shell|shell|node-options)(=|$)/,
  go: /^-{1,2}(exec|toolexec|vettool)(=|$)/,
  cargo: /^--config=?.*(runner|wrapper|linker)|^target\..*(runner|linker)|^build\.rustc/,
  'gcc g++ cc clang': /^-(wrapper|fplugin)/,
  // Its settings name programs: hooks, aliases, extensions, editors.
  hg: /^--config(=|$)/,
  actionlint: /^-{1,2}(shellcheck|pyflakes)=.*\//,
  tcpdump: /^-z$/,
  tshark: /^-X|^lua_script:/,
  wget: /^--use-askpass/,
  java: /^-(javaagent|agentlib|agentpath)/,
  'ld.so ld-linux-x86-64.so.2': /./,
  'apt apt-get dpkg': /(pre|post)-(invoke|install-pkgs)/i,
  rpm: /^(-E|--eval|--define)$/,
  rake: /^-e$/,
  zip: /^(-TT|--unzip-command)/,
  php: /^(-d\s*)?(auto_(pre|ap)pend_file|(zend_)?extension|allow_url_include|disable_functions)=/,
  nmap: /^--script(=|$)/,
  'journalctl systemctl loginctl': /^!/,
  'scp sftp': /^-S/,
  svn: /^--(diff3?|merge|editor)-cmd(=|$)/,
  'diff3 sdiff': /^--diff-program(=|$)/,
  'view rview': /^(-c|--cmd|-S|\+.*[!:(])/,
  'groff troff': /^-[a-zA-Z]*U/,
  'tex latex pdftex pdflatex xelatex luatex lualatex': /^-{1,2}(enable-)?(shell-escape|write18)$/,
  latexmk: /^(-e|-{1,2}shell-escape|-pdflatex=.*shell-escape.*)$/,
  'yt-dlp youtube-dl': /^--exec/,
  'gs ghostscript': /^-d(NOSAFER|DELAYSAFER)/,
  exiftool: /^-config$/,
  'convert magick mogrify identify montage composite': /^(msl|ephemeral):|^-script$|"\s*\|/,
  blender: /^--python/,
  'soffice libreoffice localc lowriter': /^macro:/,
  helm: /^--post-renderer(=|$)/,
  mpv: /^--scripts?(=|$)/,
  'xterm gnome-terminal konsole alacritty kitty': /^(-e|--|-x|--command(=|$))/,
  'pg_dump pg_basebackup': /^--(compress|target)=.*program/,
  'jest vitest mocha': /^--(require|config)=\/tmp/,
  hash: /^-p$|=/,
  zstyle: /^-e$/,
  set: /^-k$/,
  'nm objdump size': /^--plugin(=|$)/,
  'gawk awk': /^(-l|--load)(=|$)|^-l./,
  'bat batcat delta': /^--pager(=(?!["']?(less|more|cat|never|builtin)?["']?$)|$)/,
  ugrep: /^--(filter|pager|view)(=|$)/,
  'cowsay cowthink': /^-f.*\/|\.cow$/,
  openssl: /^-(engine|provider-path|load)$|^SO_PATH|\.(so|dylib|dll)$/,
  enable: /^-[a-z]*f$/,
  complete: /^-[a-z]*C$/,
  bind: /^-x$/,
  'mapfile readarray': /^-C$/,
};

/** Any option’s value that is a line for a shell. */
const SHELL_LINE = /^--?[\w-]+=["']?(\/(usr\/)?bin\/)?(ba|z|da|k)?sh -c\b/;

/** `--on-download-complete=/bin/sh`, `--conf-script='/tmp/x 1'`: what is run when something happens. */
const NAMES_HOOK =
  /^--(on-[a-z-]+|(conf|[a-z]+-hook)-script|[a-z]+-hook)=["']?(\/|~|\.{1,2}\/|.*\s)/;

const chooses =
  (option: RegExp): EffectReader =>
  ({ args }) =>
    args.some((arg, at) => option.test(arg) || isRead(option, arg, args[at + 1]))
      ? [effect('high', 'shell_run', 'runs a program of its caller’s choice')]
      : [];

/** `make -f /dev/stdin`: what it reads is what it runs. */
function isRead(option: RegExp, arg: string, next = ''): boolean {
  return (
    /^(-f|--file|--makefile)$/.test(arg) && option.test(`-f${next.replace('/dev/stdin', '-')}`)
  );
}

/** `node --require /tmp/hook.js`: what is loaded beside the program comes from out of the project. */
const preloads: EffectReader = ({ args, cwd }, facts) => {
  const loaded = optionValues(args, PRELOADS);
  const strange = loaded.find((module) => {
    if (/^(https?|data):/.test(module)) return true;
    return /^[/~.]/.test(module) && placeOf(module, cwd, facts).kind !== 'project';
  });
  return strange === undefined
    ? []
    : [effect('high', 'shell_run', `loads code from ${strange} besides`)];
};

const PRELOADS = /^(-r|--require|--import|--loader|--experimental-loader|--preload)$/;

/** What a program is told to run or to load by one of its options. */
export const CHOSEN_PROGRAMS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...Object.entries(OPTIONS).flatMap(([names, option]) =>
    names.split(' ').map((name) => [name, chooses(option)] as const),
  ),
  ...['node', 'nodejs', 'tsx', 'ts-node', 'bun', 'ruby'].map((name) => [name, preloads] as const),
]);

/** Whether an option’s value is a line for a shell, or what is run when something happens, whoever takes it. */
export function hasShellLine(args: readonly string[]): boolean {
  return args.some(
    (arg) =>
      (arg.includes('sh -c') && SHELL_LINE.test(arg)) ||
      (arg.startsWith('--') && NAMES_HOOK.test(arg)),
  );
}
