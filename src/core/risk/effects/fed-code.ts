import { operandsOf, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';

/** Stands for what `xargs`, `parallel` or `find` put in. */
const PLACEHOLDER = /\{\d*[/.]{0,2}\}|^%$/;

/** Options whose value is code, or says which code is loaded. */
const CODE =
  /^(-[cefmMrRIE]|--(eval|exec|execute|file|require|import|loader|include|experimental-loader|init-file|rcfile|print))$/;

const RUNS = effect('high', 'shell_run', 'runs code that is only known when it runs', 'runs-input');

/** What is put in may be the script, a module, or the code itself. */
const interpreter: EffectReader = (call) =>
  call.fed && !onlyChecks(call) && isCodeFed(call) ? [RUNS] : [];

/** With these it only reads the code, and runs none of it. */
function onlyChecks({ name, args }: Invocation): boolean {
  const quiet = /sh$/.test(name ?? '') ? /^(-n|--noexec)$/ : /^--check$/;
  return args.some((arg) => quiet.test(arg) || (name === 'php' && arg === '-l'));
}

function isCodeFed({ name, args, words }: Invocation): boolean {
  const option = args.some(
    (arg, at) =>
      PLACEHOLDER.test(arg) &&
      ((CODE.test(args[at - 1] ?? '') && !isLine(name, args[at - 1])) ||
        (arg.startsWith('-') && isInFront(args, at))),
  );
  const hasCode = args.some((arg) => /^(-\w*[ceEp]|--eval|--print|-m)$/.test(arg));
  const [file] = operandsOf(words);
  return option || (!hasCode && PLACEHOLDER.test(file?.text ?? ''));
}

/** What a line of shell does with what is put in is looked at program by program. */
function isLine(name: string | null, option: string | undefined): boolean {
  return option === '-c' && /sh$/.test(name ?? '');
}

function isInFront(args: readonly string[], at: number): boolean {
  return !args.slice(0, at).includes('--');
}

/** awk runs its first operand, unless a file holds the program. */
const awk: EffectReader = (call) => {
  if (!call.fed) return [];
  const given = call.args.some((arg) => /^(-\w*[fe]|--(file|source|exec))/.test(arg));
  const missing = !given && operandsOf(call.words, '-F -v').length === 0;
  return missing || isCodeFed(call) ? [RUNS] : [];
};

/** What is put in may be the verb, or an option of the verb. */
const git: EffectReader = (call): readonly Effect[] => {
  if (!call.fed) return [];
  const [verb] = operandsOf(call.words, '-C --git-dir --work-tree');
  const chosen =
    verb === undefined ||
    PLACEHOLDER.test(verb.text) ||
    call.args.some((arg, at) => /^-.*\{\d*\}/.test(arg) && isInFront(call.args, at));
  return chosen ? [effect('high', 'git_write', 'does what is only known when it runs')] : [];
};

/** Further arguments at its end may be `-delete` or `-exec`. */
const find: EffectReader = ({ fed, args }) =>
  fed && !args.some((arg) => PLACEHOLDER.test(arg))
    ? [effect('high', 'file_delete', 'may be told to delete or to run by what it is given')]
    : [];

const evaluates: EffectReader = ({ fed }) => (fed ? [RUNS] : []);

const INTERPRETERS =
  'sh bash zsh dash ash ksh mksh fish python python2 python3 pypy pypy3 node nodejs deno bun tsx ts-node perl ruby php lua rscript r julia tclsh';

/** Programs for which what `xargs` and its like put in may be code. */
export const FED_CODE: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...INTERPRETERS.split(' ').map((name) => [name, interpreter] as const),
  ...['awk', 'gawk', 'mawk', 'nawk'].map((name) => [name, awk] as const),
  ['git', git],
  ['find', find],
  ['eval', evaluates],
]);
