import type { Analysed } from '../../shell/analysis.ts';
import type { SimpleCommand } from '../../shell/simple-command.ts';
import type { ShellWord } from '../../shell/word.ts';

/**
 * Texts of a line that a shell reads a second time, and then runs what is in them: a command in the
 * square brackets of a value that is reckoned with (`x='a[$(id)]'; echo $((x))`), a text that is shown
 * as a prompt (`${x@P}`), names made up for programs (`BASH_ALIASES[ls]=…`). Measured with bash 5 and
 * zsh 5: each of them ran what was quoted.
 */
export function readTwice(script: string, { commands, looseWords }: Source): readonly ReadTwice[] {
  if (!/[$`([]/.test(script)) return [];
  const evaluates = commands.some(({ words: [program, first] }) =>
    program?.value === 'print' ? /^-\w*P/.test(first?.text ?? '') : program?.value === 'eval',
  );
  const kept = commands.flatMap(({ assignments }) =>
    assignments.filter(({ text, value }) => RUNS.test(literal(value ?? asList(text)))),
  );
  const all = [...commands.flatMap(inCommand), ...looseWords.filter(isRun)];
  const texts = new Set([...all, ...(evaluates ? kept : [])].map(({ text }) => text));
  return [...texts].map((text) => ({
    text,
    isSeen: !RUNS.test(literalIn(text)) && SUM.test(text),
  }));
}

/** A text that is read a second time. */
export interface ReadTwice {
  /** As written. */
  readonly text: string;
  /** What it holds are commands of a sum, which the line is known to run. */
  readonly isSeen: boolean;
}

const SUM = /\$\(\(|\$\[/;

type Source = Pick<Analysed, 'commands' | 'looseWords'>;

function inCommand({ words, assignments }: SimpleCommand): readonly { readonly text: string }[] {
  const [program, ...rest] = words;
  const name = program?.value ?? '';
  const set = assignments.filter(
    ({ text, value }) =>
      NAMES_PROGRAMS.test(text) || inBrackets(text) || isRun(value ?? asList(text)),
  );
  const pattern = COMPLETES.test(name) ? RUNS : RUNS_IN_BRACKETS;
  const reads = READ_AGAIN.test(name) ? rest.filter((word) => pattern.test(literal(word))) : [];
  const others = words.filter((word) => isShownAsPrompt(word) || isReckoned(word) || isOfZsh(word));
  return [...set, ...reads, ...others];
}

function isRun(word: ShellWord): boolean {
  return RUNS_IN_BRACKETS.test(literal(word)) || isShownAsPrompt(word) || isReckoned(word);
}

/** `*(e:'x':)` picks files by a command, and `${$(x):-y}` holds one where bash has none: both of zsh. */
function isOfZsh({ text, traits }: ShellWord): boolean {
  if (traits.has('glob') && QUALIFIER.test(text)) return true;
  return /\$\{+(\([^)]*\))?["']?\$\(/.test(text);
}

const QUALIFIER = /\((#q)?[\w.,^@/=*%-]*(e|\+)[:{"'[|]/;

/** A list is looked at as one word. */
function asList(text: string): ShellWord {
  return { text, value: null, traits: new Set(), variables: [] };
}

/** `a['$(id)']=1`: what stands in brackets in front of the sign is no word of its own. */
function inBrackets(text: string): boolean {
  const [, place] = /^\w+\[(.*?)\]\+?=/s.exec(text) ?? [];
  return place !== undefined && RUNS.test(literalIn(place));
}

/** `$(( $(curl …) + 1 ))`: what a command says is reckoned with, and so may run another. */
function isReckoned({ text, traits }: ShellWord): boolean {
  return traits.has('arithmetic') && RUNS.test(text.replace(COUNTS, ''));
}

/** What says no more than a number: the last of a pipeline. */
const COUNTS =
  /\$\((?!\()([^()`|]*\|)*\s*(wc|date|nproc|stat|expr|tput|getconf|grep\s+-c|git\s+rev-list\s+--count)\b[^()`|;&]*\)/g;

/** `${x@P}` of bash; `${(e)x}` and `${(%)x}` of zsh. */
function isShownAsPrompt({ text, variables }: ShellWord): boolean {
  return (
    variables.some((one) => /@P\}$|^\$\{\([^)]*[e%]/.test(one)) || /\$\{\([^)]*[e%]/.test(text)
  );
}

/** Builtins that reckon with their arguments, or take them for places in a list. */
const READ_AGAIN =
  /^(let|test|\[|printf|print|read|declare|typeset|local|export|readonly|integer|float|unset|mapfile|readarray|getopts|wait|compgen|complete)$/;

/** What these offer to choose from is expanded as a line would be. */
const COMPLETES = /^(compgen|complete)$/;

/** What stands for programs, or is one, by its name: of bash and of zsh. */
const NAMES_PROGRAMS =
  /^(BASH_ALIASES|BASH_CMDS|aliases|galiases|saliases|functions|commands|dis_functions)\[/;

const RUNS = /\$\((?!\()|`/;
const RUNS_IN_BRACKETS = /\[[^\]]*(\$\((?!\()|`)/s;

/** What a word holds that is no expansion: all that is quoted or escaped. */
function literal({ text, value }: ShellWord): string {
  return value ?? literalIn(text);
}

function literalIn(text: string): string {
  return [...text.matchAll(PIECE)]
    .map(([, single, escaped, expansion, plain]) =>
      expansion === undefined ? (single ?? escaped ?? plain ?? '') : ' ',
    )
    .join('');
}

/** In single quotes; behind a backslash; the beginning of an expansion; anything else. */
const PIECE = /'([^']*)'|\\(.)|(\$\(|`)|([^'\\])/gs;
