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
import { readAllEffect } from '../places/file-effects.ts';
import type { EffectReader } from './rules.ts';
import { written, writtenText } from './written.ts';

function packed(word: ShellWord, call: Invocation, facts: FolderFacts): Effect {
  return readAllEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts);
}

/** `tar`: what it unpacks, where, and what it can be told to run. */
const tar: EffectReader = (call, facts) => {
  const [first = ''] = call.args;
  const letters =
    call.args.filter((arg) => /^-[a-zA-Z]/.test(arg)).join('') +
    (/^[a-zA-Z]+$/.test(first) ? first : '');
  const has = (long: string, letter: string): boolean =>
    letters.includes(letter) || call.args.includes(long);
  const found: Effect[] = [];
  if (
    call.args.some((arg) =>
      /^(--to-command|--checkpoint-action(?!=(dot|echo\b.*|bell|sleep=\d+|totals|ttyout\b.*)$)|-I|--use-compress-program|--info-script|--new-volume-script|--rsh-command|-F)/.test(
        arg,
      ),
    )
  ) {
    found.push(effect('high', 'shell_run', 'runs a program of its caller’s choice'));
  }
  if (call.args.includes('--remove-files'))
    found.push(effect('high', 'file_delete', 'deletes what it packs'));
  if (
    call.args.some((arg) =>
      /^(-P|--absolute-names|--unlink-first|--recursive-unlink|--overwrite)$/.test(arg),
    )
  ) {
    found.push(effect('high', 'file_write', 'unpacks over files wherever the archive says'));
  }
  const folders = optionValues(call.args, /^(-C|--directory|--one-top-level)$/);
  if (has('--extract', 'x') || call.args.includes('--get')) {
    found.push(...folders.map((path) => writtenText(path, call, facts)));
    found.push(effect('low', 'file_write', 'unpacks files'));
  } else if (has('--list', 't')) {
    found.push(effect('none', 'file_read', 'lists what is in an archive'));
  } else {
    const at = call.args.findIndex((arg) => /^-?[a-zA-Z]*f$/.test(arg));
    const archive = call.words[at + 1];
    if (at !== -1 && archive !== undefined && archive.text !== '-')
      found.push(written(archive, call, facts));
    found.push(
      ...operandsOf(call.words.slice(1), '-f -C --exclude -T -X').map((word) =>
        packed(word, call, facts),
      ),
    );
    found.push(effect('low', 'file_write', 'packs files'));
  }
  return found;
};

/** Unpackers: with the folder they write to. */
function unpacks(folder: RegExp, lists: RegExp): EffectReader {
  return (call, facts) => {
    if (call.args.some((arg) => lists.test(arg)))
      return [effect('none', 'file_read', 'looks into an archive')];
    if (call.args.includes('-sdel'))
      return [effect('high', 'file_delete', 'deletes what it packs')];
    const into = optionValues(call.args, folder);
    const over = call.args.some((arg) => /^(-o\w*|-y|-aoa)$/.test(arg));
    return [
      effect(over ? 'medium' : 'low', 'file_write', 'unpacks files'),
      ...into.map((path) => writtenText(path, call, facts)),
    ];
  };
}

const packs: EffectReader = (call, facts) => [
  effect('low', 'file_write', 'packs files'),
  ...(flagsOf(call.args).some((arg) => /^(-m|--move|-T|-TT|--unzip-command.*|-sdel)$/.test(arg))
    ? [effect('high', 'file_delete', 'deletes what it packs, or runs a program')]
    : []),
  ...operandsOf(call.words, '-x -i -P -b -n -t').map((word, at) =>
    at === 0 ? written(word, call, facts) : packed(word, call, facts),
  ),
];

const compress: EffectReader = (call, facts) => {
  if (
    call.args.some((arg) =>
      /^(-c|-l|-t|--stdout|--list|--test|--help|--version|-V|-k?c|-dc|-cd|-tv|-lv)$/.test(arg),
    )
  ) {
    return [effect('none', 'file_read', 'looks into an archive')];
  }
  return operandsOf(call.words).map((word) => ({
    ...written(word, call, facts),
    does: `packs or unpacks ${word.text}`,
  }));
};

/** Programs that pack and unpack files. */
export const ARCHIVES: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ['tar', tar],
  ['bsdtar', tar],
  ['gtar', tar],
  ['unzip', unpacks(/^-d$/, /^(-l|-v|-t|-Z|-p|-z|-tl|-tq|-c|-\w*[lvtZpz]\w*)$/)],
  ['7z', unpacks(/^-o$/, /^(l|t|i|h|b)$/)],
  ['7zz', unpacks(/^-o$/, /^(l|t|i|h|b)$/)],
  ['7za', unpacks(/^-o$/, /^(l|t|i|h|b)$/)],
  ['unrar', unpacks(/^$/, /^(l|t|v|p)\w*$/)],
  ['zip', packs],
  ...[
    'gzip',
    'gunzip',
    'bzip2',
    'bunzip2',
    'xz',
    'unxz',
    'zstd',
    'unzstd',
    'lz4',
    'pigz',
    'compress',
    'uncompress',
  ].map((name) => [name, compress] as const),
]);
