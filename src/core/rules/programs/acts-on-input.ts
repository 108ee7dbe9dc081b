import { wordsOf } from './cli.ts';
import { isOneOf } from './runners.ts';
import { has } from './told-words.ts';

/**
 * Whether a program does what it reads, without being told which file to read: it changes files as a
 * patch says, unpacks an archive, or sends the text to someone.
 * @param words the program and its arguments, each as written
 */
export function actsOnInput(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  return ACTING.some(([names, acts]) => isOneOf(names, program) && acts(rest));
}

/**
 * Whether what a command works on is what is piped in: `kubectl apply -f -`, `curl -d @-`. Where such a
 * word stands for the output, for a branch, or for a text that is only kept or shown, it is none.
 */
export function namesInput(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (isOneOf(SHOWING, program)) return false;
  return rest.some((word, at) => {
    const found = INPUT.exec(word);
    if (found === null || (word === '-' && isOneOf(BRANCHING, program))) return false;
    // The option that it belongs to is written with it, or the word before.
    const option = found[1]?.replace('=', '') ?? words[at] ?? '';
    return !OUTPUT.test(option);
  });
}

/** The same of a command that another one runs, wherever it begins. */
export function innerNamesInput(words: readonly string[]): boolean {
  return !words.some((word) => isOneOf(SHOWING, word)) && namesInput(['', ...words]);
}

/** The standard input, alone or behind its option. */
const INPUT =
  /^(-{1,2}[\w-]+=|-[A-Za-z]+|[\w.]+=)?(?:@?-|(?:.*:\/\/)?\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0))$/;

/** Behind these a dash is the output, a place to go on from, or a message. */
const OUTPUT =
  /^(-\w*[oOCF]|--(output|output-document|out|continue-at|entitlements|body-file|notes-file|dump-header|stderr))$/;

/** These show, count, pack or convert what they read. */
const SHOWING = new Set(
  wordsOf(`
    cat bat head tail less more wc sort uniq cut tr grep egrep fgrep rg ag ack diff comm paste nl tac rev
    jq yq xq column fold od xxd hexdump strings base64 base32 openssl gpg sha1sum sha256sum shasum
    md5sum md5 b2sum cksum gzip gunzip zcat bzip2 bunzip2 xz unxz zstd tar bsdtar cpio echo printf env
    ffmpeg ffprobe convert magick identify pandoc file cd su tee black prettier shellcheck shfmt
    ruff eslint clang-format rustfmt isort dot
  `),
);

/** To these a dash alone is where one was before. */
const BRANCHING = new Set(['git']);

type Acting = readonly [ReadonlySet<string>, (rest: readonly string[]) => boolean];

const ACTING: readonly Acting[] = [
  [
    new Set(
      wordsOf(`
        iptables-restore ip6tables-restore chpasswd debconf-set-selections
        mail mailx mutt sendmail msmtp socat
      `),
    ),
    () => true,
  ],
  [new Set(wordsOf('nc ncat netcat')), (rest) => !has(rest, /^-\w*[zh]/)],
  [new Set(['crontab']), (rest) => rest.length === 0 || has(rest, INPUT)],
  [new Set(['dpkg']), (rest) => rest.includes('--set-selections')],
  [new Set(['patch']), (rest) => !has(rest, /^(-\w*i|--input)/) && plain(rest).length < 2],
  [new Set(['cpio']), (rest) => has(rest, /^(-\w*[ip]|--(extract|pass-through))/)],
  [new Set(wordsOf('tar bsdtar gtar')), unpacksInput],
  [new Set(wordsOf('docker podman nerdctl')), (rest) => isTold(rest, 'load', /^(-i|--input)/)],
  [new Set(['git']), appliesInput],
];

/** A `tar` that unpacks, from no file or from the one that a dash stands for. */
function unpacksInput(rest: readonly string[]): boolean {
  const [first = ''] = rest;
  const unpacks = /^[a-zA-Z]*x/.test(first) || has(rest, /^(-[a-zA-Z]*x|--(extract|get)$)/);
  if (!unpacks) return false;
  const isFile = /^[a-zA-Z]*f/.test(first) || has(rest, /^(-[a-zA-Z]*f|--file)/);
  return !isFile || has(rest, INPUT);
}

function appliesInput(rest: readonly string[]): boolean {
  if (rest.includes('fast-import')) return true;
  if (rest.includes('update-ref')) return rest.includes('--stdin');
  const verb = rest.findIndex((word) => word === 'apply' || word === 'am');
  if (verb === -1 || has(rest, /^--(abort|continue|skip|quit|show-current-patch)/)) return false;
  return plain(rest.slice(0, verb)).length < 2 && plain(rest.slice(verb + 1)).length === 0;
}

/** Whether the first word says what is done, and none of the options from where. */
function isTold(rest: readonly string[], verb: string, from: RegExp): boolean {
  return plain(rest)[0] === verb && !has(rest, from);
}

function plain(words: readonly string[]): readonly string[] {
  return words.filter((word) => !word.startsWith('-') || word === '-');
}
