import type { SafeFlags } from './bash-flags.ts';

/**
 * The options with which programs run unasked, as Claude Code knows them (measured, option by option).
 */
const FLAGS: ReadonlyMap<string, SafeFlags> = new Map<string, SafeFlags>([
  [
    'grep',
    {
      attached: true,
      plain: 'abcEFGHhIiLlnoPqRrsTUuVvwxZz',
      number: 'mABC',
      text: 'defD',
      longPlain:
        'extended-regexp fixed-strings basic-regexp perl-regexp ignore-case no-ignore-case word-regexp line-regexp null-data no-messages invert-match version help byte-offset line-number line-buffered with-filename no-filename only-matching quiet silent text recursive dereference-recursive files-without-match files-with-matches count initial-tab null no-group-separator binary',
      longNumber: 'max-count before-context after-context context',
      longText:
        'regexp file label binary-files directories devices include exclude exclude-from exclude-dir group-separator color colour',
    },
  ],
  [
    'rg',
    {
      attached: true,
      plain: 'acFHhiLlnoqSuvw',
      number: 'dmABC',
      text: 'efgtT',
      longPlain:
        'fixed-strings ignore-case smart-case word-regexp count files-with-matches files-without-match type-list hidden no-ignore follow line-number column heading no-heading json only-matching quiet stats text version invert-match debug help',
      longNumber: 'max-depth max-count after-context before-context context',
      longText: 'regexp type type-not glob color',
    },
  ],
  [
    'fd',
    {
      plain: '01aFgHhIiLpqsV',
      number: 'dj',
      text: 'ceotES',
      longPlain:
        'hidden no-ignore no-ignore-vcs no-ignore-parent case-sensitive ignore-case glob regex fixed-strings absolute-path follow full-path print0 quiet show-errors one-file-system prune strip-cwd-prefix version help',
      longNumber: 'max-depth min-depth exact-depth batch-size threads max-results',
      longText:
        'exclude type extension size changed-within changed-before ignore-file color base-directory path-separator search-path owner and format hyperlink max-buffer-time',
    },
  ],
  ['which', { plain: 'apsVvw', longPlain: 'help version' }],
  ['arch', { plain: 'h', longPlain: 'help version' }],
  [
    'file',
    {
      plain: '0bchikLlnprsv',
      text: 'F',
      longPlain:
        'brief no-dereference dereference mime mime-type mime-encoding keep-going list no-buffer print0 preserve-date raw special-files version help apple',
      longText: 'exclude exclude-quiet separator',
    },
  ],
  [
    'sort',
    {
      plain: 'bCcdfghiMmnRrsuVz',
      text: 'ktS',
      longPlain:
        'ignore-leading-blanks dictionary-order ignore-case general-numeric-sort ignore-nonprinting month-sort human-numeric-sort numeric-sort random-sort reverse version-sort check merge stable unique zero-terminated help version',
      longNumber: 'batch-size parallel',
      longText: 'sort key buffer-size field-separator',
    },
  ],
  [
    'date',
    {
      plain: 'IRu',
      text: 'dr',
      longPlain: 'utc universal debug rfc-email help version',
      longText: 'date rfc-3339 reference',
      longAssigned: 'iso-8601',
    },
  ],
  [
    'hostname',
    {
      plain: 'AadfhIisVv',
      longPlain: 'version help alias all-fqdns domain fqdn long ip-address all-ip-addresses short',
    },
  ],
  [
    'ps',
    {
      goesOn: true,
      plain: 'AacdeFfHjLlmNTVwy',
      text: 'gnpqstuCGU',
      longPlain: 'help version forest headers no-headers deselect info',
      longNumber: 'width',
      longText: 'sort user pid quick-pid sid tty',
    },
  ],
  [
    'pgrep',
    {
      plain: 'acfiLlnoVvwx',
      text: 'dgrstuFGOPU',
      longPlain:
        'list-name list-full inverse lightweight count full ignore-case newest oldest exact logpidfile help version',
      longText:
        'delimiter pgroup group older parent session terminal euid uid pidfile runstates ns nslist',
    },
  ],
  ['lsof', { apart: true, plain: 'abCEFgHhiKLlNnOoPQRrSsTtUVvXx', text: 'cdekpuA' }],
  [
    'ss',
    {
      plain: '046abdEeHhilMmnOopSstuVwxZz',
      text: 'fA',
      longPlain:
        'numeric all listening options extended memory processes info tcp udp raw unix events summary context no-header ipv4 ipv6 packet dccp vsock bpf cgroup contexts help version oneline tos inet-sockopt tipc sctp mptcp tipcinfo',
      longText: 'family query socket',
    },
  ],
  ['netstat', { plain: 'agiLlmnrsv', text: 'fI' }],
  [
    'tree',
    {
      plain: 'AaCcDdFfghiJlNnpQqrSstUuvXx',
      number: 'L',
      text: 'HIPT',
      longPlain:
        'prune noreport filesfirst dirsfirst si du inodes device version help matchdirs ignore-case metafirst gitignore info fromfile fromtabfile fflinks nolinks hyperlink',
      longNumber: 'filelimit',
      longText: 'timefmt charset sort gitfile infofile hintro houtro',
    },
  ],
  ['man', { apart: true, plain: 'adfhkw', text: 'sS', longPlain: 'whatis apropos all' }],
  [
    'base64',
    {
      plain: 'Ddh',
      number: 'bw',
      text: 'i',
      longPlain: 'decode ignore-garbage help version',
      longNumber: 'wrap',
    },
  ],
  [
    'sha256sum',
    {
      plain: 'bctwz',
      longPlain: 'binary check tag text zero ignore-missing quiet status strict warn help version',
    },
  ],
  ['tput', { plain: 'Vx', text: 'T' }],
]);

/** Programs that take the options of another one. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['egrep', 'grep'],
  ['fgrep', 'grep'],
  ['fdfind', 'fd'],
  ['md5sum', 'sha256sum'],
  ['sha1sum', 'sha256sum'],
]);

/** The options with which a program runs unasked; undefined for one that isn't known by its options. */
export function readOnlyFlags(name: string): SafeFlags | undefined {
  return FLAGS.get(SAME.get(name) ?? name);
}
