import {
  flagsOf,
  operandsOf,
  optionValues,
  pathIn,
  type Invocation,
} from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { deleteEffect, writeEffect } from '../places/file-effects.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader } from './rules.ts';
import { asksWhatIf } from './windows.ts';

/** `rm`, and what does the same: what it takes away, and where that lies. */
function removal(isRecursive: (call: Invocation) => boolean, values = ''): EffectReader {
  return (call, facts) => {
    const recursive = isRecursive(call);
    const targets = operandsOf(call.words, values).filter(({ text }) => !/^\/[a-z]$/i.test(text));
    const found = targets.map((word) =>
      deleteEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts, {
        recursive,
      }),
    );
    return call.fed || targets.length === 0 ? [...found, ...unnamed(call, recursive)] : found;
  };
}

function unnamed({ fed }: Invocation, recursive: boolean): readonly Effect[] {
  if (!fed && !recursive) return [effect('medium', 'file_delete', 'deletes files')];
  return [effect('high', 'file_delete', 'deletes whatever it is given when it runs')];
}

/** In capitals too, since some file systems find the program so. */
const asksAll = ({ args }: Invocation): boolean =>
  flagsOf(args).some((arg) => /^-[a-z]*r[a-z]*$|^--recursive$|^-recurse$|^\/s$/i.test(arg));

/** PowerShell’s own: with `-WhatIf` it only says what it would do, behind a pipe it takes what it is given. */
const removesItem: EffectReader = (call, facts) => {
  if (asksWhatIf(call.args)) return [effect('low', 'shell_run', 'only shows what it would do')];
  const found = removal(goesDown, '-Path -LiteralPath')(call, facts);
  return call.piped ? [...found, ...unnamed({ ...call, fed: true }, false)] : found;
};

/** `-Recurse`, also shortened; `-Force` has an r, too. */
const goesDown = ({ args }: Invocation): boolean => args.some((arg) => /^-r(e\w*)?$/i.test(arg));

const never = (): boolean => false;

/** `find … -delete`, and its output to files. */
function findDeletes(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const writes = optionValues(call.args, /^-(fprint|fprint0|fprintf|fls)$/);
  const found: Effect[] = [
    effect('none', 'file_read', 'looks for files'),
    ...writes.map((path) => writeEffect({ path, text: path, cwd: call.cwd }, facts)),
  ];
  const deletes = ownArguments(call.args).includes('-delete');
  if (!deletes) return found;
  const end = call.words.findIndex(({ text }) => /^[-(!\\]/.test(text));
  const starts = call.words.slice(0, end === -1 ? undefined : end);
  const roots = starts.map((word) =>
    deleteEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts, {
      recursive: true,
    }),
  );
  const named =
    roots.some(({ tier }) => tier === 'critical') && !/-name|-path|-regex/.test(call.text);
  const follows = call.args.some((arg) => arg === '-follow');
  // As with `rm -r`: in temporary folders, or where all can be made again, there is little to lose.
  if (roots.length > 0 && !follows && roots.every(({ tier }) => tier === 'medium'))
    return [
      ...found,
      effect(
        'medium',
        'file_delete',
        'deletes every file that it finds where there is little to lose',
      ),
    ];
  return [
    ...found,
    effect(named ? 'critical' : 'high', 'file_delete', 'deletes every file that it finds'),
  ];
}

/** The arguments of `find` itself: without the commands it runs and the values of its tests. */
function ownArguments(args: readonly string[]): readonly string[] {
  let inside = false;
  return args.filter((arg, at) => {
    if (/^-(exec|execdir|ok|okdir)$/.test(arg)) inside = true;
    else if (inside && (arg === ';' || arg === '+')) inside = false;
    return !inside && !/^-i?(name|path|regex|wholename)$/.test(args[at - 1] ?? '');
  });
}

/** What can be taken out of the bin again is little lost, unless something looked for it meanwhile. */
const movesToBin: EffectReader = (call, facts) => [
  effect('medium', 'file_delete', 'moves files to the bin'),
  ...operandsOf(call.words).flatMap((word): readonly Effect[] => {
    const path = pathIn(word, call.cwd);
    const { kind } = placeOf(path, call.cwd, facts);
    const isGuard = kind === 'control' || kind === 'protected' || kind === 'system';
    if (!isGuard && !isCredentialFile(path ?? word.text)) return [];
    return [deleteEffect({ path, text: word.text, cwd: call.cwd }, facts, { recursive: false })];
  }),
];

/** Overwrites files so that nothing brings them back. */
const destroys: EffectReader = (call, facts) => [
  effect('high', 'file_delete', 'overwrites files beyond recovery'),
  ...removal(never, '-n -s --iterations --size --random-source')(call, facts),
];

/** `cmake -E rm -r …`: its own words for what a shell would do. */
const byCmake: EffectReader = (call, facts) => {
  const [option, verb = ''] = call.args;
  if (option !== '-E' || !/^(rm|remove|remove_directory)$/.test(verb)) return [];
  const own = { ...call, words: call.words.slice(2), args: call.args.slice(2) };
  return removal(verb === 'remove_directory' ? () => true : asksAll)(own, facts);
};

/** Programs that take away files. */
export const DELETION: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ['rm', removal(asksAll)],
  ['rmdir', removal(never)],
  ['unlink', removal(never)],
  ['srm', removal(asksAll)],
  ['rimraf', removal(() => true)],
  ['del-cli', removal(() => true)],
  ['del', removal(asksAll)],
  ['erase', removal(asksAll)],
  ['rd', removal(asksAll)],
  ['remove-item', removesItem],
  ['ri', removesItem],
  ...['trash', 'trash-put', 'rmtrash'].map((name) => [name, movesToBin] as const),
  ['shred', destroys],
  ['wipe', destroys],
  ['find', findDeletes],
  ['cmake', byCmake],
]);
