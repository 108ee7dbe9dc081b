import { operandsOf, optionValues, textsBelow } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import { verbOf, type EffectReader, type EffectRule } from './rules.ts';
import { written, writtenText } from './written.ts';

const ADMIN = 'shell_admin';

/** Options by which programs that else only look change something. */
export const LOOKING_OPTIONS: readonly EffectRule[] = [
  {
    ...{ tier: 'high', action: ADMIN, of: 'ss' },
    flag: /^(-K|--kill)$/,
    does: 'cuts connections of this machine',
  },
  {
    ...{ tier: 'high', action: ADMIN, of: 'arp' },
    flag: /^(-d|-s|-f|--delete|--set|--file)$/,
    does: 'changes which machines the network leads to',
  },
  {
    ...{ tier: 'medium', action: ADMIN, of: 'ipconfig' },
    verb: /^set\b|(^|\s)\/(release|renew|flushdns|registerdns|setclassid)/i,
    does: 'changes how this machine is on the network',
  },
  {
    ...{ tier: 'high', action: ADMIN, of: 'nvidia-smi' },
    flag: /^(-r|--gpu-reset|-pm|-pl|-c|-e|-mig|-lgc|-ac|--persistence-mode.*)$/,
    does: 'changes how a graphics card works',
  },
  {
    ...{ tier: 'high', action: ADMIN, of: 'hostname' },
    flag: /^(-F|--file.*|-b|--boot)$/,
    does: 'changes the machine’s name',
  },
  {
    ...{ tier: 'medium', action: 'file_write', of: 'codesign' },
    flag: /^(-s|--sign|--remove-signature)$/,
    does: 'changes who vouches for a program',
  },
  {
    ...{ tier: 'medium', action: 'file_write', of: 'hdiutil' },
    verb: /^(attach|mount|detach|unmount|eject|create|convert|resize|makehybrid|udifrez|compact|chpass)\b/,
    does: 'makes or opens an image of a disk',
  },
  {
    ...{ tier: 'high', action: 'file_delete', of: 'hdiutil' },
    verb: /^(erasekeys|burn|segment|flatten)\b/,
    does: 'writes over a disk, or the keys of one',
  },
  {
    ...{ tier: 'low', action: 'file_write', of: 'file' },
    flag: /^(-C|--compile)$/,
    does: 'writes a table of kinds of files',
  },
  {
    ...{ tier: 'high', action: ADMIN, of: 'ethtool' },
    flag: /^(-[EfAGKLMsUWX]|--(change-eeprom|flash|reset|set-\S+|change))$/,
    does: 'changes how a network card works',
  },
  {
    ...{ tier: 'low', action: 'shell_read', of: 'parallel' },
    flag: /^--dry-?run$/,
    does: 'only shows what it would run',
  },
];

/** Of these the value of an option is a file that is written. */
const OUTPUTS: Readonly<Record<string, RegExp>> = {
  sar: /^-o$/,
  info: /^(-o|--output)$/,
  less: /^(-[oO]|--(log-file|LOG-FILE))$/,
  pv: /^(-o|--output)$/,
  cloc: /^(--out|--report-file|--sum-reports-file)$/,
  sips: /^(-o|--out)$/,
};

/** `dasel put -f file …`, `xq -i . file`: a value in a file is changed. */
const changesValues: EffectReader = (call, facts) => {
  const isPut =
    call.name === 'dasel'
      ? /^(put|delete)\b/.test(verbOf(call))
      : call.args.some((arg) => /^(-i|--in-place|--inplace)$/.test(arg));
  if (!isPut) return [];
  const named = optionValues(call.args, /^(-f|--file|-o|--out)$/);
  return [
    ...named.map((path) => writtenText(path, call, facts)),
    ...operandsOf(call.words)
      .slice(1)
      .map((word) => written(word, call, facts)),
  ];
};

/** `sips -z 10 10 picture`: what it is told to do with a picture it does to the file. */
const changesPictures: EffectReader = (call, facts) =>
  call.args.some((arg) =>
    /^-([zZscrfipdMe]|-(resample|set|crop|rotate|flip|pad|delete|match)\w*)$/.test(arg),
  )
    ? operandsOf(call.words, '-s -o --out').map((word) => written(word, call, facts))
    : [];

/** `gawk -i inplace …`: the files are changed where they are. */
const awkInPlace: EffectReader = (call, facts) => {
  if (!optionValues(call.args, /^(-i|--include)$/).includes('inplace')) return [];
  return operandsOf(call.words, '-i -F -v -f --include')
    .slice(1)
    .map((word) => written(word, call, facts));
};

/** A desk calculator runs what stands behind a `!`, and may be fed it. */
const calculates: EffectReader = (call) => {
  if ([...call.args, ...textsBelow(call)].some((text) => text.includes('!')))
    return [effect('high', 'shell_run', 'runs other programs from within')];
  return call.piped
    ? [effect('medium', 'shell_run', 'reckons by what it is given to read')]
    : [effect('none', 'shell_read', 'only looks')];
};

export const LOOKING_OPTION_READERS: ReadonlyMap<string, EffectReader> = new Map<
  string,
  EffectReader
>([
  ...Object.entries(OUTPUTS).map(([name, option]): readonly [string, EffectReader] => [
    name,
    (call, facts) => [
      ...optionValues(call.args, option).map((path) => writtenText(path, call, facts)),
      ...(name === 'sips' ? changesPictures(call, facts) : []),
      effect('none', 'shell_read', 'only looks'),
    ],
  ]),
  ...['dasel', 'xq'].map((name) => [name, changesValues] as const),
  ...['gawk', 'awk'].map((name) => [name, awkInPlace] as const),
  ...['codesign', 'hdiutil'].map(
    (name) => [name, () => [effect('none', 'shell_read', 'only looks')]] as const,
  ),
  ['dc', calculates],
]);
