import type { Invocation } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';

const ADMIN = 'shell_admin';

/** `sudo program …` acts with raised rights; without a program it may only be asked about them. */
const raises: EffectReader = (call) => {
  const own = ownOptions(call);
  const asks = own.some((option) => ASKS.test(option));
  const lists = own.some((option) => LISTS.test(option));
  const isAlone = own.length === call.args.length;
  return lists || (isAlone && asks)
    ? [effect('medium', ADMIN, 'asks about raised rights')]
    : [effect('high', ADMIN, 'acts with raised rights')];
};

/** The options in front of the program, with their values: the program’s own say nothing here. */
function ownOptions({ args }: Invocation): readonly string[] {
  let at = 0;
  while (at < args.length && /^-./.test(args[at] ?? '') && args[at] !== '--') {
    at += TAKES_VALUE.test(args[at] ?? '') ? 2 : 1;
  }
  return args.slice(0, at);
}

// A letter that takes a value ends its cluster: `-uroot` holds no `-t`.
const TAKES_VALUE =
  /^(-[AbBEeHiKkNnPSsVv]*[CDghpRrTtUu]|--(close-from|chdir|group|host|prompt|chroot|role|command-timeout|type|other-user|user))$/;
const LISTS = /^(-[AbBEeHiKkNnPSsVv]*[lV]|--(list|version|help))$/;
const ASKS = /^(-[AbBEeHiKkNnPSsVv]*[vkK]|--(validate|reset-timestamp|remove-timestamp))$/;

/** Programs that let another one act for somebody else. */
export const RAISED_RIGHTS: ReadonlyMap<string, EffectReader> = new Map(
  ['sudo', 'doas'].map((name) => [name, raises] as const),
);
