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
import {
  deleteEffect,
  overwriteEffect,
  readAllEffect,
  readEffect,
} from '../places/file-effects.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader } from './rules.ts';
import { sedDeeds } from './sed-script.ts';
import { written, writtenText } from './written.ts';

function read(word: ShellWord, call: Invocation, facts: FolderFacts): Effect {
  return readEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts);
}

/** Every operand is changed. */
function changesAll(values = ''): EffectReader {
  return (call, facts) => {
    const found = operandsOf(call.words, values).map((word) => written(word, call, facts));
    return call.fed || found.length === 0
      ? [...found, effect('medium', 'file_write', 'changes whatever files it is given')]
      : found;
  };
}

/** `cp`, `mv`, `ln`, `install`: the last one is written, the others read or taken away. */
function transfers(
  kind: 'copy' | 'move' | 'link',
  values = '-t --target-directory -S --suffix -m --mode -o --owner -g --group',
): EffectReader {
  return (call, facts) => {
    const into = optionValues(call.args, /^(-t|--target-directory)$/);
    const operands = operandsOf(call.words, values);
    const target = into.length > 0 ? [] : operands.slice(-1);
    const sources = into.length > 0 ? operands : operands.slice(0, -1);
    const found = [
      ...into.map((path) => writtenText(path, call, facts)),
      ...target.map((word) => written(word, call, facts)),
    ];
    const all = flagsOf(call.args).some((arg) => /^(-[raR]|--recursive|--archive)$/.test(arg));
    const reads = all ? readAllEffect : readEffect;
    if (kind === 'copy') {
      found.push(
        ...sources.map((word) =>
          reads({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
        ),
      );
    }
    if (kind === 'link') found.push(...sources.flatMap((word) => leadsTo(word, call, facts)));
    if (sources.some(({ text }) => text === '/dev/null')) {
      if (call.fed) found.push(effect('high', 'file_delete', 'empties whatever files it is given'));
      found.push(
        ...target.map((word) =>
          overwriteEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
        ),
      );
    }
    if (kind === 'move' && target.some(({ text }) => /^(\/dev\/null|nul:?)$/i.test(text))) {
      found.push(effect('high', 'file_delete', 'moves to where nothing is kept'));
    }
    if (kind === 'move') found.push(...sources.map((word) => taken(word, call, facts)));
    if (call.fed) found.push(effect('medium', 'file_write', 'writes whatever files it is given'));
    return found;
  };
}

/** By a link, what looks like a file of the project is one that guards something, or holds keys. */
function leadsTo(word: ShellWord, call: Invocation, facts: FolderFacts): readonly Effect[] {
  const place = placeOf(pathIn(word, call.cwd), call.cwd, facts);
  const isGuard = place.kind === 'control' && place.critical;
  if (!isGuard && read(word, call, facts).mark !== 'reads-secret') return [];
  return [effect('high', 'file_write', `leads to ${word.text} by another name`)];
}

/** What is moved is gone from where it was; inside the project that does little harm. */
function taken(word: ShellWord, call: Invocation, facts: FolderFacts): Effect {
  const gone = deleteEffect(
    { path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd },
    facts,
    { recursive: false },
  );
  const does = `moves ${word.text} away`;
  return gone.tier === 'medium' || gone.tier === 'low'
    ? effect('low', 'file_write', does)
    : { ...gone, does };
}

/** Nothing is written unless some option says so. */
function writesBy(option: RegExp, quiet: Effect): EffectReader {
  return (call, facts) => [
    quiet,
    ...optionValues(call.args, option)
      .filter((path) => path !== '-')
      .map((path) => writtenText(path, call, facts)),
  ];
}

const TEXT = effect('none', 'shell_read', 'works on text');

const sed: EffectReader = (call, facts) => {
  const inPlace = call.args.some((arg) => /^(-[nErsz]*i.*|--in-place.*|-I.*)$/.test(arg));
  const attached = call.args.flatMap((arg) => /^-[nErsz]*e(.+)$/s.exec(arg)?.slice(1) ?? []);
  const given =
    attached.length > 0 ||
    call.args.some((arg) => /^(-[nErsz]*[ef]|--expression.*|--file.*)$/.test(arg));
  const operands = operandsOf(call.words, '-e --expression -f --file -l');
  const files = given ? operands : operands.slice(1);
  const scripts = [
    ...(given
      ? [...attached, ...optionValues(call.args, /^(-[nErsz]*e|--expression)$/)]
      : operands.slice(0, 1).map(({ value, text }) => value ?? text)),
  ];
  const deeds = scripts.map(sedDeeds);
  return [
    ...(deeds.some(({ runs }) => runs)
      ? [effect('high', 'shell_run', 'runs other programs from within')]
      : []),
    ...deeds.flatMap(({ writes }) =>
      writes.flatMap((path) => [
        effect('medium', 'file_write', 'writes to files from within'),
        writtenText(path, call, facts),
      ]),
    ),
    ...(inPlace
      ? files.map((word) => written(word, call, facts))
      : files.map((word) => read(word, call, facts))),
    ...(inPlace && (call.fed || files.length === 0)
      ? [effect('medium', 'file_write', 'changes whatever files it is given')]
      : []),
    TEXT,
  ];
};

/** `perl -pi`, `ruby -i`: the files are changed where they are. */
const inPlace: EffectReader = (call, facts) =>
  call.args.some((arg) => /^-[a-zA-Z0-9]*i(\..*)?$|^-pi/.test(arg))
    ? operandsOf(call.words, '-e -E').map((word) => written(word, call, facts))
    : [];

const truncate: EffectReader = (call, facts) => [
  ...operandsOf(call.words, '-s --size -r --reference').map((word) => {
    const gone = deleteEffect(
      { path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd },
      facts,
      { recursive: false },
    );
    return { ...gone, does: `cuts off ${word.text}` };
  }),
  call.fed
    ? effect('high', 'file_delete', 'cuts off whatever files it is given')
    : effect('medium', 'file_write', 'cuts off files'),
];

/** `fallocate -p`: a hole is made in a file that has something in it. */
const allocates: EffectReader = ({ args, words }) =>
  args.some((arg) => /^(-[pczd]|--(punch-hole|collapse-range|zero-range|dig-holes))$/.test(arg)) &&
  operandsOf(words, '-o -l --offset --length').length > 0
    ? [effect('high', 'file_delete', 'takes away what is in a file')]
    : [effect('medium', 'file_write', 'makes a file of any size')];

/** `split file prefix`, `csplit -f prefix`: where the pieces go. */
const pieces: EffectReader = (call, facts) => [
  effect('low', 'file_write', 'writes pieces of a file'),
  ...(call.name === 'csplit'
    ? optionValues(call.args, /^(-f|--prefix)$/).map((path) => writtenText(path, call, facts))
    : operandsOf(call.words, '-a -b -C -l -n -t --filter')
        .slice(1, 2)
        .map((word) => written(word, call, facts))),
];

/** The second file that it is given is written. */
const writesLast: EffectReader = (call, facts) =>
  operandsOf(call.words, '-f -s -w -c -g -l -o -S --skip-fields --skip-chars --check-chars')
    .slice(1, 2)
    .map((word) => written(word, call, facts));

/** Programs that write, change, copy, move, pack or unpack files. */
export const WRITES: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ['cp', transfers('copy')],
  ['copy', transfers('copy')],
  ['ditto', transfers('copy')],
  ['install', transfers('copy')],
  ['mv', transfers('move')],
  ['move', transfers('move')],
  ['rename', () => [effect('medium', 'file_write', 'renames files')]],
  ['ln', transfers('link')],
  ['link', transfers('link')],
  ['tee', changesAll('--output-error')],
  ['touch', changesAll('-d -t -r --date --reference')],
  ['mkdir', changesAll('-m --mode')],
  ['mkfifo', changesAll('-m --mode')],
  ['mknod', changesAll('-m --mode')],
  ['sponge', changesAll()],
  ['out-file', changesAll()],
  ['set-content', changesAll('-Value')],
  ['add-content', changesAll('-Value')],
  ['new-item', changesAll('-Value -ItemType -Type -Target')],
  [
    'patch',
    (call, facts) => [
      effect('medium', 'file_write', 'changes files by a patch'),
      ...optionValues(call.args, /^(-d|--directory|-o|--output)$/).map((path) =>
        writtenText(path, call, facts),
      ),
      ...operandsOf(call.words, '-p -i -d -D -F -g -r -z -B -V -Y').map((word) =>
        written(word, call, facts),
      ),
    ],
  ],
  ['split', pieces],
  ['csplit', pieces],
  [
    'cpio',
    writesBy(/^(-D|--directory)$/, effect('medium', 'file_write', 'packs or unpacks files')),
  ],
  ['uniq', writesLast],
  ['xxd', writesLast],
  ['shuf', writesBy(/^(-o|--output)$/, TEXT)],
  ['iconv', writesBy(/^(-o|--output)$/, TEXT)],
  ['truncate', truncate],
  ['fallocate', allocates],
  ['sed', sed],
  ['gsed', sed],
  ['perl', inPlace],
  ['ruby', inPlace],
  ['sort', writesBy(/^(-o|--output)$/, TEXT)],
  ['base64', writesBy(/^(-o|--output)$/, TEXT)],
  ['tree', writesBy(/^-o$/, TEXT)],
  [
    'yq',
    (call, facts) =>
      call.args.some((arg) => /^(-i|--inplace|-\w*i)$/.test(arg))
        ? operandsOf(call.words)
            .slice(1)
            .map((word) => written(word, call, facts))
        : [TEXT],
  ],
  [
    'openssl',
    (call, facts) => [
      ...optionValues(call.args, /^-(out|keyout|writerand)$/).map((path) =>
        writtenText(path, call, facts),
      ),
      // A certificate is shown to everyone; what signs one is not.
      ...optionValues(
        call.args,
        /^(x509|crl)$/.test(call.args[0] ?? '')
          ? /^-(inkey|key|CAkey|signkey)$/
          : /^-(in|inkey|key|CAkey)$/,
      )
        .map((path) =>
          readEffect({ path: /[$`]/.test(path) ? null : path, text: path, cwd: call.cwd }, facts),
        )
        .filter(() => !/s_client|verify|-pubout|-pubin|-noout/.test(call.text)),
      effect(
        /^(x509|list|version|help|s_client|verify|dgst|rand|ciphers|asn1parse|crl|ecparam|speed|prime)$/.test(
          call.args[0] ?? '',
        )
          ? 'none'
          : 'low',
        'shell_read',
        'works with keys and sums',
      ),
    ],
  ],
]);
