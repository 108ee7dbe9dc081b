import type { Redirect } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { inLine, type PartEffect } from './assessment.ts';
import { pathIn } from './command/invocation.ts';
import { effect } from './effect.ts';
import type { FolderFacts } from './folder-facts.ts';
import { overwriteEffect, readEffect, writeEffect } from './places/file-effects.ts';

/** What is read or written by a redirection. */
export function redirectEffects(
  one: Redirect,
  cwd: string,
  facts: FolderFacts,
): readonly PartEffect[] {
  if (one.kind !== 'file') return [];
  const { operator, target, access } = one;
  const part = `${operator} ${target.text}`;
  if (isConnection(target)) {
    return [
      inLine(part, effect('high', 'web_send', 'opens a connection through which anything can go')),
    ];
  }
  const file = { path: pathIn(target, cwd), text: target.text, cwd };
  if (access === 'read') return [inLine(part, readEffect(file, facts))];
  const writes = operator.includes('>>') ? writeEffect : overwriteEffect;
  return [inLine(part, writes(file, facts))];
}

/** Whether a file is none but a way to another machine (`/dev/tcp/host/port`). */
export function isConnection({ value, text }: ShellWord): boolean {
  return /^\/dev\/(tcp|udp)\//.test(value ?? text);
}
