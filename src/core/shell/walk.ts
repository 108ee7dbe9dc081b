import { forEachChild } from 'unbash';
import type {
  Assignment as ParsedAssignment,
  Command,
  ParsedScript,
  Pipeline,
  SyntaxNode,
} from 'unbash';
import type { Analysed, Construct, Loop } from './analysis.ts';
import { readRedirect } from './read-redirect.ts';
import { joinWords, readWord } from './read-word.ts';
import type { Assignment, Enclosure, Redirect, SimpleCommand } from './simple-command.ts';
import type { ShellWord } from './word.ts';

interface Where {
  /** The text that positions count in: a script in escaped backticks has its own. */
  readonly source: string;
  readonly enclosures: readonly Enclosure[];
  readonly background: boolean;
  readonly piped: boolean;
  readonly timed: boolean;
}

interface Found {
  readonly commands: SimpleCommand[];
  readonly constructs: Set<Construct>;
  readonly looseWords: ShellWord[];
  readonly looseRedirects: Redirect[];
  readonly loops: Loop[];
}

/** Everything a parsed line holds, in the order in which it stands. May throw on deep nesting. */
export function walk(source: string, script: ParsedScript): Analysed {
  const found: Found = {
    commands: [],
    constructs: new Set(),
    looseWords: [],
    looseRedirects: [],
    loops: [],
  };
  const outside = { enclosures: [], background: false, piped: false, timed: false };
  visit(script, { source, ...outside }, found);
  return { kind: 'analysed', ...found };
}

/** What a construct puts its commands inside of. */
const ENCLOSING: ReadonlyMap<
  SyntaxNode['type'],
  Exclude<Enclosure, 'substitution' | 'process'>
> = new Map([
  ['Subshell', 'subshell'],
  ['BraceGroup', 'group'],
  ['If', 'if'],
  ['For', 'for'],
  ['ArithmeticFor', 'for'],
  ['While', 'while'],
  ['Case', 'case'],
  ['Select', 'select'],
  ['Function', 'function'],
  ['Coproc', 'coproc'],
]);

/** Constructs that are only noted. */
const NOTED: ReadonlyMap<SyntaxNode['type'], Construct> = new Map([
  ['AndOr', 'and-or'],
  ['Time', 'time'],
  ['Negation', 'negation'],
  ['ArithmeticFor', 'arithmetic-for'],
  ['TestCommand', 'test'],
  ['ArithmeticCommand', 'arithmetic'],
]);

function visit(node: SyntaxNode, where: Where, found: Found): void {
  const noted = NOTED.get(node.type);
  if (noted !== undefined) found.constructs.add(noted);
  if (node.type === 'For')
    found.loops.push({ name: node.name.text, words: (node.wordlist ?? []).map(readWord) });
  const enclosure = ENCLOSING.get(node.type);
  if (enclosure !== undefined) {
    found.constructs.add(enclosure);
    children(node, within(enclosure, where), found);
  } else if (node.type === 'Command') {
    command(node, where, found);
  } else {
    inPlace(node, where, found);
  }
}

/** A node that encloses nothing: it may change what is known of the place, or be something loose. */
function inPlace(node: SyntaxNode, where: Where, found: Found): void {
  if (node.type === 'Pipeline') {
    pipeline(node, where, found);
    return;
  }
  if (node.type === 'Word') found.looseWords.push(readWord(node));
  if (node.type === 'Redirect' || node.type === 'HereString' || node.type === 'HereDoc') {
    found.looseRedirects.push(...redirectsOf([node]));
  }
  children(node, placeIn(node, where, found), found);
}

function placeIn(node: SyntaxNode, where: Where, found: Found): Where {
  if (node.type === 'Script' || node.type === 'CompoundList') {
    if (node.commands.length > 1) found.constructs.add('sequence');
    const own = node.type === 'Script' ? node.source : undefined;
    return own === undefined ? where : { ...where, source: own };
  }
  if (node.type === 'Statement' && node.background === true) {
    found.constructs.add('background');
    return { ...where, background: true };
  }
  if (node.type === 'CommandExpansion' || node.type === 'ArithmeticCommandExpansion') {
    return within('substitution', { ...where, piped: false });
  }
  if (node.type === 'ProcessSubstitution') {
    // What is written to `>(…)` is read in there.
    return within('process', { ...where, piped: node.operator === '>' });
  }
  return where;
}

function pipeline(node: Pipeline, where: Where, found: Found): void {
  if (node.commands.length > 1) {
    found.constructs.add('pipeline');
    if (where.enclosures.length > 0) found.constructs.add('inner-pipeline');
  }
  for (const prefix of node.prefixes) visit(prefix, where, found);
  const isTimed = node.prefixes.at(-1)?.type === 'Time';
  node.commands.forEach((part, at) => {
    const timed = isTimed && at === 0 && part.type === 'Command';
    visit(part, { ...where, piped: where.piped || at > 0, timed }, found);
  });
}

function children(node: SyntaxNode, where: Where, found: Found): void {
  forEachChild(node, (child) => {
    visit(child, where, found);
  });
}

function within(enclosure: Enclosure, where: Where): Where {
  return { ...where, enclosures: [...where.enclosures, enclosure] };
}

/** A simple command, then what its words and redirections hold of further commands. */
function command(node: Command, where: Where, found: Found): void {
  const all = node.name === undefined ? [] : [node.name, ...node.args];
  const value = attachedTo(node.prefix.at(-1), all);
  const [first, ...rest] = all.slice(value.length);
  const { source, ...place } = where;
  found.commands.push({
    written: source.slice(node.pos, node.end),
    text: withoutRedirects(source, node, node.pos),
    invocation: first === undefined ? '' : withoutRedirects(source, node, first.pos),
    assignments: node.prefix.flatMap((one, at) =>
      readAssignment(one, at === node.prefix.length - 1 ? value : []),
    ),
    words: first === undefined ? [] : [first, ...rest].map(readArgument),
    redirects: redirectsOf(node.redirects),
    ...place,
  });
  forEachChild(node, (child) => {
    nested(child, { ...where, timed: false }, found);
  });
}

type Argument = Command['args'][number];

/** The words that belong to the value of the assignment they follow without a blank: `X=<(…)`. */
function attachedTo(
  prefix: Command['prefix'][number] | undefined,
  words: readonly Argument[],
): readonly Argument[] {
  if (prefix?.type !== 'Assignment') return [];
  let { end } = prefix;
  const apart = words.findIndex((word) => {
    const isApart = word.pos !== end;
    end = word.end;
    return isApart;
  });
  return apart === -1 ? words : words.slice(0, apart);
}

/** `declare A=1`: what stands behind the name is an argument, whatever it looks like. */
function readArgument(argument: Argument): ShellWord {
  return argument.type === 'Word' ? readWord(argument) : readAssignedWord(argument);
}

/** What runs commands inside of a word; a sum has a kind of its own. */
const RUNS: ReadonlySet<SyntaxNode['type']> = new Set([
  ...(['CommandExpansion', 'ProcessSubstitution', 'ArithmeticCommandExpansion'] as const),
]);

/** Only what runs inside a word or redirection: the word itself belongs to its command. */
function nested(node: SyntaxNode, where: Where, found: Found): void {
  if (RUNS.has(node.type)) {
    visit(node, where, found);
    return;
  }
  forEachChild(node, (child) => {
    nested(child, where, found);
  });
}

/** @param more what else belongs to the value */
function readAssignment(
  node: Command['prefix'][number],
  more: readonly Argument[],
): readonly Assignment[] {
  if (node.type !== 'Assignment') return [];
  const { name, text, value } = node;
  if (value.type !== 'Word') return [{ name, text, value: null }];
  const parts = [readWord(value), ...more.map(readArgument)];
  return [
    { name, text: [node, ...more].map((part) => part.text).join(''), value: joinWords(parts) },
  ];
}

/** An argument that looks like an assignment, as `declare` takes them. */
function readAssignedWord({ text, name, value, append }: ParsedAssignment): ShellWord {
  if (value.type !== 'Word') return { text, value: null, traits: new Set(), variables: [] };
  const word = readWord(value);
  const sign = append === true ? '+=' : '=';
  return { ...word, text, value: word.value === null ? null : `${name}${sign}${word.value}` };
}

function redirectsOf(nodes: Command['redirects']): readonly Redirect[] {
  return nodes.flatMap((node) => readRedirect(node) ?? []);
}

/** The command's text from a place on, its redirections cut out. */
function withoutRedirects(source: string, node: Command, from: number): string {
  let text = '';
  let at = from;
  for (const { pos, end } of node.redirects) {
    if (pos < from) continue;
    text += source.slice(at, pos);
    at = end;
  }
  return (text + source.slice(at, node.end)).trim();
}
