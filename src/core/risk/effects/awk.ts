import { optionValues } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';
import { writtenText } from './written.ts';

/** Programs of awk that run others or write files. */
const awk: EffectReader = (call, facts) => {
  const { args } = call;
  const program = withoutSeparators(
    args.filter((_, at) => !/^-[Fv]$/.test(args[at - 1] ?? '')).join(' '),
  );
  if (RUNS_FROM_AWK.test(program))
    return [effect('high', 'shell_run', 'runs other programs, or connects, from within')];
  if (/\bprint\w*[^;}]*>{1,2}\s*["\w$(]/.test(program)) {
    const named = [...program.matchAll(/>{1,2}\s{0,9}"([^"]*)"/g)].map(([, path]) => path ?? '');
    return [
      effect('medium', 'file_write', 'writes to files from within'),
      ...named.map((path) => writtenText(path, call, facts)),
    ];
  }
  if (optionValues(args, /^(-f|--file)$/).some((path) => /^(-|\/dev\/stdin)$/.test(path)))
    return [effect('high', 'shell_run', 'runs whatever it is given to read', 'runs-input')];
  if (args.some((arg) => /^(-f|--file.*|-i|--include.*|-l|--load.*)$/.test(arg)))
    return [effect('medium', 'shell_run', 'runs a program kept in a file')];
  return [effect('none', 'shell_read', 'works on text')];
};

/** A text of nothing but signs (`"|"`) is no pipe; where a quote stands in a pattern (`/"/`), texts can’t be told. */
function withoutSeparators(program: string): string {
  if (!program.includes('|') || /\/[^"/]*"[^"/]*\//.test(program)) return program;
  return program
    .replace(/"(?:[^"\\]|\\.)*"/g, (text) => (/^"[\s|,;:.=-]*"$/.test(text) ? '""' : text))
    .replace(/\|\s{0,9}"([^"\\]*)"(?=\s{0,9}([;}\n]|$))/g, (pipe, line: string) =>
      ORDERS.test(line) ? '' : pipe,
    );
}

/** Programs that only put text in order, with options that write to no file; nothing may be put to their name. */
const ORDERS =
  /^\s{0,9}(sort|uniq|head|tail|cat|wc|column|tac|nl|cut|tr)(\s+(-[a-np-su-zA-SU-Z0-9]+|-t\S+|\d+))*\s{0,9}$/;

/** `system(…)`, a pipe to or from a program, also one that a variable names, and awk’s own connections. */
const RUNS_FROM_AWK =
  /\bsystem\s*\(|\|\s*(&\s*)?(getline|"|sh\b)|"\s*\|\s*getline|\|\s*"[^"]*"|\|&|\bprint\w*\b[^;}|]*\|(?!\|)|\/inet[46]?\/(tcp|udp)\//;

/** What a program of awk does beside working on text. */
export const AWK: ReadonlyMap<string, EffectReader> = new Map(
  ['awk', 'gawk', 'mawk', 'nawk'].map((name) => [name, awk] as const),
);
