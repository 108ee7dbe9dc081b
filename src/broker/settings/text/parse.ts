import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../core/json.ts';

/** A settings document that is strict JSON with an object at its root. */
export interface SettingsDocument {
  readonly kind: 'document';
  /** Without a byte order mark. */
  readonly text: string;
  readonly root: Node;
  readonly value: JsonObject;
}

/** Why a text can't be edited; `where` completes the message of the code. */
export interface TextFault {
  readonly kind: 'fault';
  readonly code:
    | 'has-comments'
    | 'trailing-comma'
    | 'syntax-error'
    | 'not-an-object'
    | 'too-deep'
    | 'wrong-shape'
    | 'not-exact';
  readonly where: string;
}

/** Far more than any settings file needs; the parser calls itself once a level. */
const deepest = 200;

/**
 * Reads a text as Claude Code does: strict JSON (measured: a comment or a trailing comma makes it
 * ignore the whole file, deny rules included).
 */
export function parseSettings(text: string): SettingsDocument | TextFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return syntaxFault(text);
  }
  if (depthOf(text) > deepest) return { kind: 'fault', code: 'too-deep', where: '' };
  const root = parseTree(text);
  if (!isJson(value) || !isJsonObject(value) || root === undefined) {
    return { kind: 'fault', code: 'not-an-object', where: '' };
  }
  return { kind: 'document', text, root, value };
}

function syntaxFault(text: string): TextFault {
  if (depthOf(text) > deepest) return { kind: 'fault', code: 'too-deep', where: '' };
  const strict = faultsOf(text, true, false);
  const comment = strict.find(({ error }) => printParseErrorCode(error) === 'InvalidCommentToken');
  if (comment !== undefined && faultsOf(text, false, true).length === 0) {
    return { kind: 'fault', code: 'has-comments', where: lineOf(text, comment) };
  }
  if (strict.length > 0 && faultsOf(text, true, true).length === 0) {
    return { kind: 'fault', code: 'trailing-comma', where: lineOf(text, strict[0]) };
  }
  return { kind: 'fault', code: 'syntax-error', where: lineOf(text, strict[0]) };
}

function faultsOf(
  text: string,
  disallowComments: boolean,
  allowTrailingComma: boolean,
): ParseError[] {
  const faults: ParseError[] = [];
  parseTree(text, faults, { disallowComments, allowTrailingComma });
  return faults;
}

function lineOf(text: string, fault: ParseError | undefined): string {
  if (fault === undefined) return '';
  return ` in line ${text.slice(0, fault.offset).split('\n').length}`;
}

function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[{\]}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}

function isJson(value: unknown): value is JsonValue {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
