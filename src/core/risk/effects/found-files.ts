import type { Invocation } from '../command/invocation.ts';
import { isAtLeast } from '../tier.ts';
import type { EffectReader } from './rules.ts';
import { written } from './written.ts';

/** `find folder -exec sed -i …`: what is changed lies in that folder, which counts where it guards something. */
const changesFound: EffectReader = (call, facts) => {
  if (!changes(call)) return [];
  const end = call.words.findIndex(({ text }) => /^[-(!\\]/.test(text));
  return call.words
    .slice(0, Math.max(end, 0))
    .map((word) => written(word, call, facts))
    .filter(({ tier }) => isAtLeast(tier, 'high'));
};

function changes({ args }: Invocation): boolean {
  return args.some((arg, at) => {
    if (!/^-(exec|execdir|ok|okdir)$/.test(args[at - 1] ?? '')) return false;
    const name = arg.slice(arg.lastIndexOf('/') + 1);
    return CHANGES.test(name) || (BY_OPTION.test(name) && args.slice(at).some(isInPlace));
  });
}

const CHANGES =
  /^(chmod|chown|chgrp|chattr|chflags|setfacl|mv|truncate|touch|tee|ln|patch|rename|trash|trash-put)$/;
const BY_OPTION = /^(g?sed|perl|ruby)$/;
const isInPlace = (arg: string): boolean => /^(-[A-Za-z]*i|--in-place)/.test(arg);

/** What is done to the files that `find` finds, beside taking them away. */
export const FOUND_FILES: ReadonlyMap<string, EffectReader> = new Map([['find', changesFound]]);
