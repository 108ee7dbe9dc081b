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
import { deleteEffect, readAllEffect, readEffect } from '../places/file-effects.ts';
import type { EffectReader } from './rules.ts';
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
    if (kind === 'move' && target.some(({ text }) => text === '/dev/null')) {
      found.push(effect('high', 'file_delete', 'moves to where nothing is kept'));
    }
    if (kind === 'move') found.push(...sources.map((word) => taken(word, call, facts)));
    if (call.fed) found.push(effect('medium', 'file_write', 'writes whatever files it is given'));
    return found;
  };
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
  const given = call.args.some((arg) => /^(-[nErsz]*[ef]|--expression.*|--file.*)$/.test(arg));
  const operands = operandsOf(call.words, '-e --expression -f --file -l');
  const files = given ? operands : operands.slice(1);
  const scripts = [
    ...(given
      ? optionValues(call.args, /^(-[nErsz]*e|--expression)$/)
      : operands.slice(0, 1).map(({ value, text }) => value ?? text)),
  ];
  const runs = scripts.some((script) =>
    /(^|[;\n{}]|\d|\$|\/)\s*e(\s|$)|(^|[;\n}])\s*s(.)(?:(?!\3).)*\3(?:(?!\3).)*\3[gpimIM0-9]*e/.test(
      script,
    ),
  );
  const writes = scripts.some((script) =>
    /(^|[;\n{}\d$/])\s*[wW]\s+\S|(^|[;\n}])\s*s(.)(?:(?!\3).)*\3(?:(?!\3).)*\3[gpimIM0-9]*w\s/.test(
      script,
    ),
  );
  return [
    ...(runs ? [effect('high', 'shell_run', 'runs other programs from within')] : []),
    ...(writes ? [effect('medium', 'file_write', 'writes to files from within')] : []),
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
  effect('medium', 'file_write', 'cuts off files'),
];

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
  ['patch', () => [effect('medium', 'file_write', 'changes files by a patch')]],
  ['split', () => [effect('low', 'file_write', 'writes pieces of a file')]],
  ['csplit', () => [effect('low', 'file_write', 'writes pieces of a file')]],
  ['truncate', truncate],
  ['fallocate', () => [effect('medium', 'file_write', 'makes a file of any size')]],
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
      ...optionValues(call.args, /^-(in|inkey|key|CAkey)$/)
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
