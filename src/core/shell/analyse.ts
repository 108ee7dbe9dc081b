import { forEachChild, parse, type Command, type SyntaxNode } from 'unbash';
import type { Analysis, AnalysisFault } from './analysis.ts';
import { isLeftOpen } from './left-open.ts';
import { readPlainLine } from './plain-line.ts';
import { walk } from './walk.ts';

/** Claude Code asks about any longer command, whatever the rules (documented, and measured). */
export const LONGEST_COMMAND = 10_000;

const WHY: Readonly<Record<AnalysisFault, string>> = {
  'too-long': 'This command is longer than 10,000 characters, so it can’t be analysed.',
  'not-valid': 'This command is not valid shell, so it can’t be analysed.',
  'too-deep': 'This command is nested too deeply to be analysed.',
  'quotes-in-sum':
    'This command has backticks, or a quoted command, inside of arithmetic, so it can’t be analysed.',
};

/**
 * Takes a line of shell apart into its simple commands. It never throws: parsing and walking stand
 * inside one guard, since deep nesting fails late, and whatever fails can't be analysed.
 */
export function analyse(command: string): Analysis {
  if (command.length > LONGEST_COMMAND) return fault('too-long');
  const known = recent.get(command);
  if (known !== undefined) return known;
  const analysis = readPlainLine(command) ?? takeApart(command);
  if (recent.size >= KEPT) recent.clear();
  recent.set(command, analysis);
  return analysis;
}

/** The last lines that were taken apart: to offer rules for one, it and its parts are judged many times. */
const recent = new Map<string, Analysis>();
const KEPT = 64;

function takeApart(command: string): Analysis {
  try {
    const script = parse(command);
    // The parser takes arithmetic in the old form for letters, closed or not.
    const isOpen = command.includes('$[') && isLeftOpen(command);
    if (isOpen || !isValid(script, command)) return fault('not-valid');
    if (/\(\(|\$\[/.test(command) && quotesInSum(script, false)) return fault('quotes-in-sum');
    return walk(command, script);
  } catch {
    // Whatever the parser or the walk stumbles over, the answer is the same: can't be analysed.
    return fault('too-deep');
  }
}

function fault(kind: AnalysisFault): Analysis {
  return { kind: 'not-analysable', fault: kind, why: WHY[kind] };
}

/** Nested scripts hold errors of their own, and are only read when they are visited. */
function isValid(node: SyntaxNode, source: string): boolean {
  if (node.type === 'Script' && 'errors' in node && (node.errors?.length ?? 0) > 0) return false;
  if (node.type === 'CommandExpansion' && node.script === undefined) return false;
  if (node.type === 'Command' && skipsParenthesis(node, source)) return false;
  const own = node.type === 'Script' ? (node.source ?? source) : source;
  let valid = true;
  forEachChild(node, (child) => {
    valid &&= isValid(child, own);
  });
  return valid;
}

/**
 * Whether backticks stand in arithmetic, or a command in single quotes, which shells run there all the
 * same: Claude Code takes no such line apart, and asks under every rule (measured).
 */
function quotesInSum(node: SyntaxNode, inSum: boolean): boolean {
  const text = 'text' in node ? node.text : '';
  if (inSum && node.type === 'SingleQuoted' && /\$\(|`/.test(text)) return true;
  const runs = node.type === 'CommandExpansion' || node.type === 'ArithmeticCommandExpansion';
  if (inSum && runs && text.startsWith('`')) return true;
  const within = !runs && (inSum || SUMS.has(node.type));
  let found = false;
  forEachChild(node, (child) => {
    found ||= quotesInSum(child, within);
  });
  return found;
}

const SUMS: ReadonlySet<SyntaxNode['type']> = new Set([
  ...(['ArithmeticExpansion', 'ArithmeticCommand', 'ArithmeticFor'] as const),
]);

/** Behind a name the parser takes no notice of an opening parenthesis that begins no function; shells do. */
function skipsParenthesis({ name }: Command, source: string): boolean {
  return name !== undefined && /^(?:[ \t]|\\\n)*\(/.test(source.slice(name.end));
}
