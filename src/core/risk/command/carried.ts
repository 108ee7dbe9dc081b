import { isRunner, runnerTargets } from '../../rules/bash-runners.ts';
import type { ShellWord } from '../../shell/word.ts';
import { carrierOf, type Carrier } from './carriers.ts';
import { carriedScript, PLAIN_SCRIPT, type Carried } from './carried-script.ts';
import { operandsOf } from './invocation.ts';
import { keptLines } from './kept-lines.ts';
import { setsUpShell } from './shell-setup.ts';

/** What a program runs by its arguments; empty for one that runs nothing else. */
export function carriedBy(name: string, words: readonly ShellWord[]): readonly Carried[] {
  if (name === 'find') return foundExecs(words);
  if (name === 'git') return gitRuns(words);
  if (name === 'command' && ASKS.test(words[0]?.text ?? '')) return askedAbout(words.slice(1));
  if (/^(python|pypy)[\d.]*$/.test(name)) return moduleRun(words);
  const kept = keptLines(name, words);
  if (kept !== null) return kept;
  if (name === 'eval' && setsUpShell(words)) return [];
  if (name === 'powershell') {
    const bare = bareLine(words);
    if (bare !== null) return [bare];
  }
  if (name === 'foreach-object' || name === '%') return blockParts(words);
  if (name === 'env') {
    const split = envScript(words);
    if (split !== null) return [split];
  }
  if (name === 'parallel') {
    if (words.some(({ text }) => /^--dry-?run$/.test(text))) return [];
    const lines = fedLines(words);
    if (lines.length > 0) return lines;
    const own = carrierOf(name);
    if (own !== undefined) return [...carriedWith(own, words), ...joinedLine(own, words)];
  }
  const carrier = carrierOf(name);
  if (carrier !== undefined) return carriedWith(carrier, words);
  if (!isRunner(name)) return [];
  // The runner's own word is put back in front: places count from it.
  const [first] = words;
  if (first === undefined) return [];
  return runnerTargets(name, [first, ...words], 0).map((target) =>
    target.kind === 'script'
      ? { ...PLAIN_SCRIPT, script: target.text }
      : carriedWords(words.slice(target.at - 1), {}),
  );
}

const ASKS = /^-[pvV]*[vV][pvV]*$/;

/** `command -v git` asks where programs are. With more than names behind it, it may be no such question. */
function askedAbout(words: readonly ShellWord[]): readonly Carried[] {
  const isPlain = words.every(({ text }) => !text.startsWith('-'));
  const start = words.findIndex(({ text }) => !text.startsWith('-'));
  return isPlain || start === -1 ? [] : [carriedWords(words.slice(start), {})];
}

/** `python -m pip …`: a program that goes by the same name. */
function moduleRun(words: readonly ShellWord[]): readonly Carried[] {
  const at = words.findIndex(({ text }) => !/^-[uBEIsSOb]+$/.test(text));
  const isProgram = words[at]?.text === '-m' && PROGRAMS.test(words[at + 1]?.text ?? '');
  return isProgram ? [carriedWords(words.slice(at + 1), {})] : [];
}

const PROGRAMS = /^(pip|pipx|uv|poetry|twine|conda|ansible)$/;

/** `powershell Remove-Item x`: without an option that says so, too, the words behind the others are a line. */
function bareLine(words: readonly ShellWord[]): Carried | null {
  const at = words.findIndex(
    ({ text }, place) =>
      !text.startsWith('-') && !POWERSHELL_VALUES.test(words[place - 1]?.text ?? ''),
  );
  const options = words.slice(0, at === -1 ? undefined : at);
  if (at === -1 || options.some(({ text }) => /^-(c|command|f|file)$/i.test(text))) return null;
  return carriedScript(words.slice(at), {});
}

const POWERSHELL_VALUES =
  /^-(ex\w*|ep|w|windowstyle|v|version|o\w+|inputformat|psconsolefile|configurationname|wd|workingdirectory|e|ec|en\w*)$/i;

/**
 * `ForEach-Object { Remove-Item $_ }`: what a block of PowerShell runs for each thing that it is given.
 * A part that begins with no word (`$_.Name`) is an expression.
 */
function blockParts(words: readonly ShellWord[]): readonly Carried[] {
  const block = words
    .map(({ text }) => text)
    .join(' ')
    .replace(/[{}]/g, ' ');
  return block
    .split(/[|;]/)
    .map((part) => part.replace(/^\s*(-(process|begin|end)\s+)?/i, '').trim())
    .filter((part) => /^[a-z][\w.-]*(\s|$)/i.test(part))
    .map((script) => ({ kind: 'script', script, fed: true, remote: false }));
}

/** `parallel ::: 'program a' 'program b'`: without a command of its own each argument is one. */
function fedLines(words: readonly ShellWord[]): readonly Carried[] {
  const at = words.findIndex(({ text }) => /^:::/.test(text));
  const own = behindOptions(
    carrierOf('parallel') ?? {},
    words.slice(0, at === -1 ? undefined : at),
  );
  if (own.length > 0) return [];
  // Without any argument it runs the lines that it reads.
  if (at === -1) {
    const isAsked = words.some(({ text }) => /^(--help|--version|--citation|-V)$/.test(text));
    return isAsked ? [] : [{ kind: 'script', script: null, fed: true, remote: false }];
  }
  return words.slice(at + 1).map(({ value }) => ({ ...PLAIN_SCRIPT, script: value }));
}

/** `parallel` makes one line of its words again, so quotes inside of them count: `parallel sh -c '"rm {}"'`. */
function joinedLine(carrier: Carrier, words: readonly ShellWord[]): readonly Carried[] {
  const at = words.findIndex(({ text }) => /^:::/.test(text));
  const own = behindOptions(carrier, words.slice(0, at === -1 ? undefined : at));
  if (own.length < 2 || !own.some(({ value }) => value !== null && /["']/.test(value))) return [];
  return [carriedScript(own, carrier)];
}

/** `env -S 'A=1 program …' more`: the line, and what stands behind it. */
function envScript(words: readonly ShellWord[]): Carried | null {
  const at = words.findIndex(({ text }) => /^(-[a-zA-Z0]*S|--split-string(=|$))/.test(text));
  const option = words[at];
  if (option === undefined) return null;
  const attached = (option.value ?? option.text).replace(/^(-[a-zA-Z0]*S|--split-string=?)/, '');
  const rest = words.slice(at + 1).map(({ value, text }) => value ?? text);
  return { ...PLAIN_SCRIPT, script: [attached, ...rest].join(' ') };
}

function carriedWith(carrier: Carrier, words: readonly ShellWord[]): readonly Carried[] {
  const { script, behind, verb, values = '', joins } = carrier;
  const from = verb === undefined ? 0 : behindVerb(verb, words, values);
  if (from === null) return [];
  const rest = words.slice(from);
  const leading = rest.length - behindOptions({ ...carrier, operands: 0 }, rest).length;
  const option =
    script === undefined
      ? -1
      : rest.findIndex(
          ({ text }, at) => script.test(text) && (carrier.leads !== true || at < leading),
        );
  if (option !== -1) {
    // `bash -euco pipefail 'line'`: what belongs to the `o` is none of the line, nor are two dashes.
    const own = values.includes('-o') && NAMES_OPTION.test(rest[option]?.text ?? '') ? 2 : 1;
    const at = rest[option + own]?.text === '--' ? option + own + 1 : option + own;
    const end = joins === true ? undefined : at + 1;
    return [carriedScript(rest.slice(at, end), carrier)];
  }
  const start = behind === undefined ? -1 : rest.findIndex(({ text }) => behind.test(text));
  const own = start === -1 ? behindOptions(carrier, rest) : rest.slice(start + 1);
  // A shell without `-c` runs a file.
  if (
    (script !== undefined && carrier.operands === undefined && !isPackageRunner(carrier)) ||
    own.length === 0
  )
    return [];
  if (behind !== undefined && start === -1 && carrier.feeds === true) return [];
  return joins === true ? [carriedScript(own, carrier)] : [carriedWords(own, carrier)];
}

function isPackageRunner({ script }: Carrier): boolean {
  return script?.test('--call') === true;
}

function behindVerb(verb: RegExp, words: readonly ShellWord[], values: string): number | null {
  const operands = operandsOf(words, values);
  for (const count of [2, 1]) {
    const own = operands.slice(0, count);
    const last = own.at(-1);
    if (last === undefined || own.length < count) continue;
    if (verb.test(own.map(({ text }) => text).join(' '))) return words.indexOf(last) + 1;
  }
  return null;
}

function behindOptions(
  { values = '', operands = 0 }: Carrier,
  words: readonly ShellWord[],
): readonly ShellWord[] {
  const taking = new Set(values.split(' '));
  let at = 0;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    if (text === '--') {
      at += 1;
      break;
    }
    if (taking.has(text) || (taking.has('-o') && NAMES_OPTION.test(text))) at += 1;
    else if (!text.startsWith('-') && !/^[A-Za-z_]\w*=/.test(text)) break;
  }
  return words.slice(at + operands);
}

/** A cluster whose last letter takes the next word: `-euo pipefail`. */
const NAMES_OPTION = /^-[a-zA-Z]*o$/;

function carriedWords(words: readonly ShellWord[], { feeds, remote }: Carrier): Carried {
  // What `parallel` feeds stands behind `:::`.
  const end = words.findIndex(({ text }) => /^:::/.test(text));
  const own = end === -1 ? words : words.slice(0, end);
  const [only] = own;
  // No program has blanks in its name: `watch 'rm -rf build'`.
  if (own.length === 1 && only !== undefined && /\s/.test(only.value ?? '')) {
    return { kind: 'script', script: only.value, fed: feeds ?? false, remote: remote ?? false };
  }
  const given = end === -1 ? [] : words.slice(end + 1);
  if (only?.value === 'find' && words[end]?.text === ':::' && isSeen(own, given)) {
    return { kind: 'words', words: [...own, ...given], fed: false, remote: remote ?? false };
  }
  return { kind: 'words', words: own, fed: feeds ?? false, remote: remote ?? false };
}

/** `find` may be told to delete by what stands at its end; that can be read where the line itself says it. */
function isSeen(own: readonly ShellWord[], given: readonly ShellWord[]): boolean {
  return (
    given.length > 0 &&
    given.every(({ value, text }) => value !== null && !text.startsWith(':::')) &&
    !own.some(({ text }) => /\{.*\}/.test(text))
  );
}

/** Each command that `find` runs for the files it finds. */
function foundExecs(words: readonly ShellWord[]): readonly Carried[] {
  const found: Carried[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(words[at]?.text ?? '')) continue;
    let end = at + 1;
    while (end < words.length && !isExecEnd(words[end])) end += 1;
    found.push(carriedWords(words.slice(at + 1, end), { feeds: true }));
    at = end;
  }
  return found;
}

function isExecEnd(word: ShellWord | undefined): boolean {
  return word?.text === '+' || (word?.value ?? word?.text) === ';';
}

/** What git is told to run for each commit or module, or to find a fault. */
function gitRuns(words: readonly ShellWord[]): readonly Carried[] {
  const texts = words.map(({ value, text }) => value ?? text);
  const run = texts.findIndex((text, at) => text === 'run' && texts[at - 1] === 'bisect');
  if (run !== -1) return [carriedWords(words.slice(run + 1), {})];
  const each = texts.findIndex((text, at) => text === 'foreach' && texts[at - 1] === 'submodule');
  if (each !== -1) return [carriedScript(words.slice(each + 1), {})];
  const isRewriting = texts.includes('rebase') || texts.includes('filter-branch');
  const steps = texts.flatMap((text, at): readonly Carried[] => {
    if (!isRewriting) return [];
    const attached = /^(?:--exec=|-x)(.+)$/s.exec(text)?.[1];
    if (attached !== undefined) return [{ ...PLAIN_SCRIPT, script: attached }];
    const isScript = /^(--exec|-x|--(tree|index|msg|env|commit|parent)-filter)$/.test(text);
    return isScript ? [carriedScript(words.slice(at + 1, at + 2), {})] : [];
  });
  return [...steps, ...gitAliases(texts)];
}

/** `git config alias.undo 'reset --hard'`: what git runs by that name; behind a `!` it is a line of shell. */
function gitAliases(texts: readonly string[]): readonly Carried[] {
  return texts.flatMap((text, at): readonly Carried[] => {
    if (!/alias\./i.test(text)) return [];
    const [, attached] = /^(?:-c)?alias\.[\w-]+(?:=(.+))?$/is.exec(text) ?? [];
    const line = attached ?? (/^alias\./i.test(text) ? texts[at + 1] : undefined);
    if (line === undefined) return [];
    const script = line.startsWith('!') ? line.slice(1) : `git ${line}`;
    return [{ ...PLAIN_SCRIPT, script }];
  });
}
