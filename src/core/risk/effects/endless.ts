import { flagsOf, type Invocation } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';

/** In words that follow the part’s name. */
export const FILLS = 'writes without end, until the disk is full';

/** What never ends, kept in a file, or held back until its end. */
const endless: EffectReader = (call) => {
  if (!isEndless(call)) return [];
  const keeps = call.redirects.some(
    (one) =>
      one.kind === 'file' && one.access === 'write' && !/^["']?\/dev\//.test(one.target.text),
  );
  if (keeps) return [effect('high', 'file_write', FILLS)];
  const holds = /^(tail|tac|sort|shuf|rev)$/.test(call.name ?? '');
  return holds ? [effect('high', 'shell_run', 'reads what never ends')] : [];
};

function isEndless({ name, args }: Invocation): boolean {
  if (name === 'yes') return true;
  const isCounted = flagsOf(args).some((flag) => /^(-n|-c|-N|--bytes|--lines)\b/.test(flag));
  const readsAll = args.some((arg) => /^\/dev\/(zero|full|u?random)$/.test(arg));
  return readsAll && !(isCounted && /^(od|xxd|hexdump|head)$/.test(name ?? ''));
}

/** Programs that pass on what they read. */
export const ENDLESS: ReadonlyMap<string, EffectReader> = new Map(
  'yes cat tail tac sort shuf rev tee base64 base32 xxd od hexdump tr strings gzip xz zstd bzip2'
    .split(' ')
    .map((name) => [name, endless] as const),
);
