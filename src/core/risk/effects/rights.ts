import { flagsOf, operandsOf, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { writeEffect } from '../places/file-effects.ts';
import { placeOf } from '../places/path-place.ts';
import { verbOf, type EffectReader } from './rules.ts';

/** Who may run or change a file that guards something is as much as what stands in it. */
const rights: EffectReader = (call, facts) => {
  const files = operandsOf(call.words).map((word) => ({
    ...{ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd },
  }));
  const all = flagsOf(call.args).some((flag) => /^(-R|--recursive|\/t)$/i.test(flag));
  return files.flatMap((file): readonly Effect[] => {
    const { kind } = placeOf(file.path, call.cwd, facts);
    if (kind === 'control') return [writeEffect(file, facts)];
    if (!all || (kind !== 'system' && kind !== 'device')) return [];
    const isWhole = /^\/[^/]*\/?\*?$/.test(file.path ?? '');
    return isWhole
      ? [effect('critical', 'shell_admin', 'changes the rights of a whole system')]
      : [effect('high', 'shell_admin', 'changes the rights of the system’s files')];
  });
};

/** A shell, or a file that guards something or runs by itself, in the hands of a program that isn’t known. */
export function handedGuard(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const shells = call.args.some((arg) => SHELL.test(arg))
    ? [effect('high', 'shell_run', 'isn’t known, and is handed a shell')]
    : [];
  if (ONLY_LOOKS.test(verbOf(call))) return shells;
  const guards = operandsOf(call.words).flatMap((word) => {
    // A plain word names no such file, and there may be thousands.
    if (!/[./~]/.test(word.text)) return [];
    const place = placeOf(pathIn(word, call.cwd), call.cwd, facts);
    if (place.kind !== 'control') return [];
    const does = `isn’t known, and is handed ${place.what} (${word.text})`;
    return [effect('high', 'file_write', does)];
  });
  return [...shells, ...guards];
}

const SHELL = /^["']?\/(usr\/)?bin\/(ba|z|da|k)?sh\b|\bsh -[ic]\b/;

const ONLY_LOOKS =
  /^(diff|cat|show|view|list|ls|get|check|lint|status|info|validate|verify|print|help)\b/;

/** Programs that change who owns files, or who may do what with them. */
export const RIGHTS: ReadonlyMap<string, EffectReader> = new Map(
  ['chmod', 'chown', 'chgrp', 'chflags', 'chattr', 'setfacl', 'icacls', 'attrib', 'takeown'].map(
    (name) => [name, rights] as const,
  ),
);
