import { operandsOf, optionValues } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';
import { writtenText } from './written.ts';

const WRITES = /^(-o|--output|--out-dir|-MF|-MJ)$/;

/** A compiler loads code into itself, or runs other programs, by these. */
const CHOOSES =
  /^(-B|-wrapper|-specs?=|--specs?=|-fplugin|-fpass-plugin|-load|--?plugin|-fuse-ld=.*\/|--ld-path|-Wl,.*-plugin|-C(=|$)?linker=|-C.*\blinker=|--codegen=linker=|linker=|-Zcodegen-backend|-Z?proc-macro|-?-?processor(-?path)?$|-J-(javaagent|agentlib|agentpath|Xbootclasspath)|-Xplugin)/;

/** What is asked of a compiler that makes nothing. */
const ASKS =
  /^(--version|-V|-v|-vV|--help|-help|-dumpversion|-dumpmachine|-print-.*|--print(=.*)?|-###|--target-help|-version)$/;

/** A compiler, an assembler, a linker, or what puts objects together. */
const compiles: EffectReader = (call, facts) => {
  const { args, words } = call;
  if (args.some((arg) => CHOOSES.test(arg)))
    return [effect('high', 'shell_run', 'runs a program of its caller’s choice')];
  const asks = args.length === 0 || args.some((arg) => ASKS.test(arg));
  if (asks && operandsOf(words, '-o -x').length === 0)
    return [effect('none', 'shell_read', 'only says what it is')];
  const files = optionValues(args, call.name === 'javac' ? /^-d$/ : WRITES);
  return [
    effect('low', 'shell_run', 'makes programs of code'),
    ...files.filter((path) => path !== '-').map((path) => writtenText(path, call, facts)),
  ];
};

/** `ar rcs archive objects`: the archive is written, unless it is only listed or taken apart. */
const archives: EffectReader = (call, facts) => {
  if (call.args.some((arg) => arg.startsWith('--plugin')))
    return [effect('high', 'shell_run', 'runs a program of its caller’s choice')];
  const [letters = '', path] = call.args.filter((arg) => !arg.startsWith('--'));
  return /[dmqrs]/.test(letters) && path !== undefined
    ? [writtenText(path, call, facts)]
    : [
        effect('none', 'shell_read', 'looks into an archive'),
        ...optionValues(call.args, /^--output$/).map((one) => writtenText(one, call, facts)),
      ];
};

/** Programs that make programs, and put what they are made of together. */
export const COMPILING: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...'gcc cc c++ g++ clang clang++ ld as rustc javac'
    .split(' ')
    .map((name) => [name, compiles] as const),
  ['ar', archives],
]);
