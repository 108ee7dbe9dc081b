import { flagsOf, operandsOf, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { writeEffect } from '../places/file-effects.ts';
import { placeOfFile } from '../places/meant-place.ts';
import { verbOf, type EffectReader } from './rules.ts';

/** Who may run or change a file that guards something is as much as what stands in it. */
const rights: EffectReader = (call, facts) => {
  const files = operandsOf(call.words).map((word) => ({
    ...{ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd },
  }));
  const all = flagsOf(call.args).some((flag) => /^(-R|--recursive|\/t)$/i.test(flag));
  return files.flatMap((file): readonly Effect[] => {
    const { kind } = placeOfFile(file, facts);
    if (kind === 'control')
      return !all && keepsToOwner(call) && LOGINS.test(file.path ?? '')
        ? []
        : [writeEffect(file, facts)];
    if (call.name === 'chmod' && opens(call.args) && isCredentialFile(file.path ?? file.text))
      return [effect('high', 'file_write', `lets others read ${file.text}, where keys lie`)];
    if (call.name === 'chmod' && call.args.some((arg) => LETS_CHANGE.test(arg)))
      return [effect('high', 'file_write', `lets everybody change ${file.text}`)];
    if (!all || (kind !== 'system' && kind !== 'device')) return [];
    const isWhole = /^\/[^/]*\/?\*?$/.test(file.path ?? '');
    return isWhole
      ? [effect('critical', 'shell_admin', 'changes the rights of a whole system')]
      : [effect('high', 'shell_admin', 'changes the rights of the system’s files')];
  });
};

/** `chmod 600`, and `700` for a folder: nobody but the owner is let in. */
function keepsToOwner({ name, args }: Invocation): boolean {
  return name === 'chmod' && /^0?[467]00$/.test(args[0] ?? '');
}

/** Keys, and who may log in: read by programs that want nobody else to see them. */
const LOGINS = /\/\.ssh(\/[^/]*)?$/;

/** Whether a mode lets anybody but the owner in: `644`, `g+r`, `a=r`. */
function opens(args: readonly string[]): boolean {
  return args.some((arg) => /^[0-7]?[0-7](?!00$)[0-7]{2}$|^[ugoa,]*[goa][ugoa]*[+=]\w/.test(arg));
}

/** A list of rights, as macOS keeps them: `+a 'everyone allow write'`. */
const LETS_CHANGE = /\beveryone\s+allow\b.*\b(write|append|delete|chown|add_)/;

/** A shell, or a file that guards something or runs by itself, in the hands of a program that isn’t known. */
export function handedGuard(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const shells = call.args.some((arg) => SHELL.test(arg))
    ? [effect('high', 'shell_run', 'isn’t known, and is handed a shell')]
    : [];
  if (CHECKERS.test(call.name ?? '') || ONLY_LOOKS.test(verbOf(call))) return shells;
  const guards = operandsOf(call.words).flatMap((word) => {
    // A plain word names no such file, and there may be thousands.
    if (!/[./~]/.test(word.text)) return [];
    const file = { path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd };
    const place = placeOfFile(file, facts);
    if (place.kind !== 'control' && place.kind !== 'device') return [];
    const what = place.kind === 'control' ? place.what : 'a device';
    return [effect('high', 'file_write', `isn’t known, and is handed ${what} (${word.text})`)];
  });
  return [...shells, ...guards];
}

const SHELL = /^["']?\/(usr\/)?bin\/(ba|z|da|k)?sh\b|\bsh -[ic]\b/;

/** They only say what they think of a file, whatever their options. */
const CHECKERS = /^(yamllint|hadolint|shellcheck|check-jsonschema)$/;

const ONLY_LOOKS =
  /^(diff|cat|show|view|list|ls|get|check|lint|status|info|validate|verify|print|help)\b/;

/** Programs that change who owns files, or who may do what with them. */
export const RIGHTS: ReadonlyMap<string, EffectReader> = new Map(
  ['chmod', 'chown', 'chgrp', 'chflags', 'chattr', 'setfacl', 'icacls', 'attrib', 'takeown'].map(
    (name) => [name, rights] as const,
  ),
);
