import type { Analysed } from '../shell/analysis.ts';
import type { Enclosure, Redirect, SimpleCommand } from '../shell/simple-command.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { spell, type Spelling } from './bash-pattern.ts';
import { denySpellings, redirectedSpellings } from './bash-reach.ts';
import { refusedToWildcards } from './bash-refused.ts';
import { rewritten } from './bash-rewritten.ts';
import { roughCommands } from './bash-unread.ts';
import { filledIn, knownValues, type KnownValues } from './bash-variables.ts';
import { nameOf } from './bash-words.ts';

/** A command, or the whole line, under the texts by which rules to deny and to ask may know it. */
export interface Seen {
  readonly text: string;
  readonly spellings: readonly Spelling[];
  /** Whether rules see it that have its very text, also those with a `:*` behind that, or all of them. */
  readonly by: 'text' | 'word-for-word' | 'pattern';
  /** Whether its very text is known: nothing of it is computed. */
  readonly isFixed: boolean;
  /** Whether rules to ask don't see it, but only those to deny. */
  readonly isOnlyDenied: boolean;
}

/** What such rules see of a line. */
export type Sight = readonly Seen[];

/** What is seen of a line that was taken apart, with the line as a whole and without. */
interface Sights {
  readonly home: string;
  readonly inParts: Sight;
  readonly withWhole: Sight;
  /** Whether it is seen as a whole whatever files it reaches for. */
  readonly isSeenWhole: boolean;
}

/** Found once: to offer rules for a line, it is judged by one after the other. */
const sights = new WeakMap<Analysed, Sights>();

/**
 * What is seen of a line that could be taken apart. Patterns see it as a whole, too, where it is asked
 * about whatever it runs, where it is a pipeline, and where it reaches for a file that it may not (measured).
 * @param reachesOut whether there is such a file
 */
export function sightOf(
  source: string,
  analysis: Analysed,
  home: string,
  reachesOut: () => boolean,
): Sight {
  const known = sights.get(analysis);
  const found = known?.home === home ? known : sightsOf(source, analysis, home);
  sights.set(analysis, found);
  return found.isSeenWhole || reachesOut() ? found.withWhole : found.inParts;
}

function sightsOf(source: string, analysis: Analysed, home: string): Sights {
  const { commands, constructs } = analysis;
  const known = knownValues(commands);
  const isElsewhere = takesGitElsewhere(commands) || commands.some(isSetApart);
  const isOdd = asksForSure(source, analysis);
  const anew = isOdd ? commands : commands.map((command) => rewritten(command, home));
  const isPiped = constructs.has('pipeline');
  const [only, second] = commands;
  // Of a line that is one command, a rule without a `*` sees the text as it is written, too (measured).
  const alone = only === undefined || second !== undefined || anew[0] === only ? [] : [only];
  // The parts of a pipeline are seen both ways (measured).
  const seen = isPiped ? [...new Set([...commands, ...anew])] : anew;
  const isSeenWhole =
    isPiped ||
    commands.some((command) => refusedToWildcards(command) !== null) ||
    (isOdd && asksForSure(source, { ...analysis, commands: filledIn(commands, known) }));
  const inParts = [
    // Rules to ask speak of its parts, unless it is seen as a whole (measured).
    { ...asWritten([source, spaced(source)]), isOnlyDenied: !isSeenWhole },
    ...alone.map((one): Seen => ({ ...asCommand(one, known, isElsewhere), by: 'text' })),
    ...asRedirected(source, analysis, known),
    ...seen.map((one) => asCommand(one, known, isElsewhere)),
    ...(constructs.has('time') ? timedBeginnings(source) : []),
  ];
  const whole = [source.split('\n', 1)[0] ?? '', source.replace(/\n/g, ' $& ')].map((text) =>
    spaced(text, OPERATORS),
  );
  return {
    home,
    inParts,
    // Then its parts are seen as they stand, too (measured).
    withWhole: [
      { ...asWritten(whole), text: source, by: 'pattern' },
      ...inParts,
      ...commands
        .filter((one) => !seen.includes(one))
        .map((one) => asCommand(one, known, isElsewhere)),
    ],
    isSeenWhole,
  };
}

/** What is seen of a line that could not: its pieces, and of one that is too long its beginning. */
export function roughSight(source: string, isTooLong: boolean): Sight {
  const commands = roughCommands(source, isTooLong);
  const known = knownValues(commands);
  return [
    { ...asWritten([source]), by: isTooLong || source.includes('|') ? 'pattern' : 'text' },
    ...commands.map((command) => asCommand(command, known, true)),
  ];
}

/** Texts of the whole line, for rules without a `*`. */
function asWritten(texts: readonly string[]): Seen {
  const [text = ''] = texts;
  return {
    text,
    spellings: texts.map(spell),
    by: 'text',
    isFixed: true,
    isOnlyDenied: false,
  };
}

/** @param isElsewhere whether what the line’s commands say can’t be told by their text alone */
function asCommand(command: SimpleCommand, known: KnownValues, isElsewhere: boolean): Seen {
  return {
    text: command.text,
    spellings: denySpellings(command, known),
    by: 'pattern',
    isFixed:
      !isElsewhere &&
      !command.words.some((word) => nameOf(word) === 'xargs') &&
      command.assignments.every(({ value }) => value === null || value.value !== null) &&
      command.words.every(({ value }) => value !== null) &&
      command.redirects.every(isFixedRedirect),
    isOnlyDenied: false,
  };
}

/**
 * The command of a line that holds nothing else, or those of a pipeline that write no file, with their
 * redirections (measured).
 */
function asRedirected(
  source: string,
  { commands, constructs }: Analysed,
  known: KnownValues,
): Sight {
  const others = [...constructs].filter((one) => one !== 'time' && one !== 'pipeline');
  const last = commands.at(-1);
  if (others.length > 0 || last === undefined || !source.endsWith(last.written)) return [];
  const isPiped = constructs.has('pipeline');
  return commands
    .filter(({ redirects }) => !isPiped || !redirects.some(isWrite))
    .map((command) => ({
      ...{ text: command.written, spellings: redirectedSpellings(command, known) },
      ...{ by: 'word-for-word', isFixed: true, isOnlyDenied: true },
    }));
}

function isWrite(redirect: Redirect): boolean {
  return redirect.kind === 'file' && redirect.access === 'write';
}

function isFixedRedirect(redirect: Redirect): boolean {
  return redirect.kind === 'heredoc' || redirect.target.value !== null;
}

/** What `time` measures as a whole is known by its beginning: `time while aa`, `time { aa` (measured). */
function timedBeginnings(source: string): Sight {
  return [...source.matchAll(TIMED_WHOLE)].map(([, text = '']) => ({
    ...asWritten([text.trim()]),
    by: 'pattern',
  }));
}

const TIMED_WHOLE = /(?<=^|[;&|({\s])(time\s+(?:if|for|while|until|case|select|\{)\s[^;&|\n]*)/g;

/** Whether a line is asked about whatever rules allow, be it in the background or not. */
function asksForSure(source: string, analysis: Analysed): boolean {
  const constructs = new Set([...analysis.constructs].filter((one) => one !== 'background'));
  return alwaysAsks(source, { ...analysis, constructs }) !== null;
}

/** Beside such a command, a rule to ask with another’s very text doesn’t go first either (measured). */
function isSetApart({ enclosures }: SimpleCommand): boolean {
  return enclosures.some((one) => SET_APART.has(one));
}

const SET_APART: ReadonlySet<Enclosure> = new Set([
  ...(['subshell', 'substitution', 'process', 'group', 'function', 'case'] as const),
]);

/** Whether git runs beside a change of folder: it may be another repository's (measured). */
function takesGitElsewhere(commands: readonly SimpleCommand[]): boolean {
  const names = commands.map(({ words }) => nameOf(words[0]));
  const moves = commands.some(
    ({ words }, at) =>
      /^(cd|pushd)$/.test(names[at] ?? '') && !/^\.\/?$/.test(words[1]?.value ?? ''),
  );
  return moves && names.includes('git');
}

/** A line with one blank around each of some operators, and without redirections at its end. */
export function spaced(source: string, operators = JOINTS): string {
  const marked = source.replace(/"(?:\\.|[^"\\])*"|'[^']*'|\\.|\|\||&&|\|(?!&)|;+/gs, (piece) =>
    operators.test(piece) ? `\0${piece}\0` : piece,
  );
  let line = marked
    .split('\0')
    .map((piece) => piece.trim())
    .join(' ');
  for (let end = REDIRECTION_AT_END.exec(line); end !== null; end = REDIRECTION_AT_END.exec(line)) {
    line = line.slice(0, end.index).trimEnd();
  }
  return line;
}

const JOINTS = /^(\|\||&&|\|)$/;

/** Those around which a line has blanks where it is seen as a whole (measured). */
const OPERATORS = /^(\|\||&&|\||;+)$/;

const REDIRECTION_AT_END = /(?<![^ \t])\d*>>?&?[ \t]*[\w./-]+$/;
