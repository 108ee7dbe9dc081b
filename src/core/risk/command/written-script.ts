import { isReader } from '../../rules/programs/runners.ts';
import type { SimpleCommand } from '../../shell/simple-command.ts';
import type { ShellWord } from '../../shell/word.ts';
import { operandsOf } from './invocation.ts';

/** The scripts that some commands write into a file and then run: code of the line, as behind `sh -c`. */
export function writtenScripts(commands: readonly SimpleCommand[]): readonly string[] {
  return commands.flatMap((command, at) => {
    const files = writtenFiles(command);
    const script = files.length === 0 ? null : scriptIn(command);
    if (script === null) return [];
    const later = commands.slice(at + 1);
    return later.some((one) => files.some((file) => runsFile(one, file, isShell))) ? [script] : [];
  });
}

/** Code that some commands write into a file, and the interpreter that then runs it. */
export interface WrittenCode {
  readonly program: ShellWord;
  readonly code: string;
}

/** The same of other languages: `cat > a.py <<E …; python3 a.py`. */
export function writtenCode(commands: readonly SimpleCommand[]): readonly WrittenCode[] {
  return commands.flatMap((command, at) => {
    const files = writtenFiles(command);
    const code = files.length === 0 ? null : scriptIn(command);
    if (code === null) return [];
    return commands.slice(at + 1).flatMap((one) => {
      const program = files
        .filter((file) => runsFile(one, file, (name) => isReader(name) && !isShell(name)))
        .flatMap((file) => interpreterOf(one, file) ?? []);
      return program.slice(0, 1).map((word) => ({ program: word, code }));
    });
  });
}

function interpreterOf({ words }: SimpleCommand, file: string): ShellWord | undefined {
  const at = words.findIndex((word) => plainPath(word) === file);
  return words
    .slice(0, Math.max(at, 0))
    .filter(({ text }) => !text.startsWith('-'))
    .at(-1);
}

/** What a decoder writes into a file that is then run: nobody sees it before. As written. */
export function decodedScripts(commands: readonly SimpleCommand[]): readonly string[] {
  return commands.flatMap((command, at) => {
    if (!DECODERS.test(command.words[0]?.value ?? '') || scriptIn(command) !== null) return [];
    const files = writtenFiles(command);
    const runs = (one: SimpleCommand): boolean =>
      files.some((file) => runsFile(one, file, isReader));
    return commands.slice(at + 1).some(runs) ? [command.written] : [];
  });
}

const DECODERS =
  /^(base64|base32|basenc|xxd|openssl|gpg|uudecode|gunzip|zcat|xzcat|bzcat|zstdcat|tr|rev)$/;

/** Whether a command writes to a file that it names. */
export function writesFile({ words, redirects }: SimpleCommand): boolean {
  return (
    words[0]?.value === 'tee' ||
    redirects.some((one) => one.kind === 'file' && one.access === 'write')
  );
}

function writtenFiles({ words, redirects }: SimpleCommand): readonly string[] {
  const targets = redirects.flatMap((one) =>
    one.kind === 'file' && one.access === 'write' ? [one.target] : [],
  );
  const copies = words[0]?.value === 'tee' ? operandsOf(words.slice(1)) : [];
  return [...targets, ...copies].map(plainPath);
}

/** What is written: the lines that stand below the command, or the words of `echo`. */
function scriptIn({ words, redirects }: SimpleCommand): string | null {
  const below = redirects.flatMap((one) => {
    if (one.kind === 'heredoc') return [one.body];
    return one.kind === 'text' && one.target.value !== null ? [one.target.value] : [];
  });
  if (below.length > 0) return below.join('\n');
  const [program, ...rest] = words;
  if (!/^(echo|printf)$/.test(program?.value ?? '')) return null;
  return operandsOf(rest)
    .map(({ value, text }) => value ?? text)
    .join(' ')
    .replaceAll('\\n', '\n');
}

/**
 * Whether a command runs a file: as the program, or as the first operand of one that runs what it reads,
 * whatever carries it (`sudo bash file`).
 */
export function runsFile(
  { words }: SimpleCommand,
  file: string,
  runsWhatItReads: (program: string) => boolean,
): boolean {
  const at = words.findIndex((word) => plainPath(word) === file);
  const own = words[0]?.text ?? '';
  if (at === 0) return /\//.test(own);
  const [front] = words
    .slice(0, Math.max(at, 0))
    .filter(({ text }) => !text.startsWith('-'))
    .slice(-1);
  const program = (front?.value ?? '').replace(/^.*\//, '');
  return at > 0 && (LOADS.test(own) || CARRIES.test(program) || runsWhatItReads(program));
}

function isShell(program: string): boolean {
  return /^(ba|z|da|a|k|mk)?sh$/.test(program);
}

const LOADS = /^(source|\.)$/;
const CARRIES = /^(exec|command|sudo|doas|env|nohup|time|setsid)$/;

/** A file as it is written, without a `./` in front. */
export function plainPath({ value, text }: ShellWord): string {
  return (value ?? text).replace(/^(\.\/)+/, '');
}
