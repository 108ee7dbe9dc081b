import { wordsOf, type Cli, type Trust } from './cli.ts';

/** They show the state of the machine, or sums and sizes of files, whatever their flags. */
const PLAIN = wordsOf(`
  uname whoami id groups nproc uptime df free lscpu lsblk vmstat iostat ps pstree sw_vers users who w
  locale getent cal basename dirname realpath readlink sleep tty logname factor
  sha1sum sha224sum sha256sum sha384sum sha512sum md5sum b2sum cksum sum shasum
  tokei duf mdls mdfind lsusb lspci system_profiler
`);

/**
 * They show what a file holds, and can neither write one nor run anything (which is why `sort`,
 * `uniq`, `tree`, `yq`, `xxd`, `zstdcat` and the pagers are not among them, nor `nm`,
 * which loads a `--plugin`, nor `rg`, which runs programs with `--pre` and is otherwise free).
 */
const READS_FILES = wordsOf(`
  jq zcat xzcat bzcat gzcat zipinfo cut tr paste fold nl tac rev expand unexpand
  join od hexdump strings objdump readelf size otool dwarfdump column hexyl
`);

function all(trust: Trust, programs: readonly string[]): Readonly<Record<string, Cli>> {
  return Object.fromEntries(programs.map((program) => [program, { whole: trust }]));
}

/** Programs that only look. */
export const UTILITIES: Readonly<Record<string, Cli>> = {
  ...all('plain', PLAIN),
  ...all('reads-files', READS_FILES),
  // In these the flag says what is done, and no later one changes it.
  unzip: { actions: { plain: ['-l', '-v', '-Z'] } },
};
