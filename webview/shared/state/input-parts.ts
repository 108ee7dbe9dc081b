import type { JsonValue } from '../../../src/core/json.ts';
import type { Request } from '../../../src/core/request/request.ts';
import type { Question } from '../../../src/core/subject.ts';
import { diffRows } from './diff-rows.ts';
import type { DiffRow } from './diff-rows.ts';
import { clip } from './readable.ts';

/** A piece of a request's input, in the form in which it is read best. Together they are all of it. */
export type InputPart =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'content'; readonly text: string }
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'diff'; readonly rows: readonly DiffRow[]; readonly everywhere: boolean }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'words'; readonly label: string; readonly text: string }
  | { readonly kind: 'questions'; readonly questions: readonly Question[] };

/** A field of an input with its value as text. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

/** The whole input of a request, in the order in which it is read. */
export interface InputView {
  readonly parts: readonly InputPart[];
  /** Too long to be shown at once: it must be shown whole before it can be allowed. */
  readonly long: boolean;
  /** Of what is too long. */
  readonly lines: number;
  readonly characters: number;
}

const views = new WeakMap<Request, InputView>();

/** What a card shows of a request's input: everything, in its best form. A request never changes, so it is made once. */
export function inputView(request: Request): InputView {
  const known = views.get(request);
  if (known !== undefined) return known;
  const parts = partsOf(request);
  const long = parts
    .flatMap(textsOf)
    .map(clip)
    .filter((text) => text.clipped);
  const view = {
    parts,
    long: long.length > 0,
    lines: long.reduce((sum, text) => sum + text.lines, 0),
    characters: long.reduce((sum, text) => sum + text.characters, 0),
  };
  views.set(request, view);
  return view;
}

function partsOf(request: Request): readonly InputPart[] {
  const where = request.cwd === request.folder ? [] : [{ key: 'runs in', value: request.cwd }];
  const pairs = [...where, ...pairsOf(request.rest)];
  const rest: readonly InputPart[] = pairs.length === 0 ? [] : [{ kind: 'pairs', pairs }];
  return [...subjectParts(request), ...rest];
}

function subjectParts({ subject, input }: Request): readonly InputPart[] {
  switch (subject.kind) {
    case 'command':
      return [
        { kind: 'command', text: subject.command },
        ...words('Claude Code says', subject.description),
      ];
    case 'edit':
      return [
        path(subject.path),
        {
          kind: 'diff',
          rows: diffRows(subject.before, subject.after),
          everywhere: subject.everywhere,
        },
      ];
    case 'write':
      return [path(subject.path), { kind: 'content', text: subject.content }];
    case 'read':
      return [{ kind: 'command', text: subject.path }];
    case 'fetch':
      return [{ kind: 'command', text: subject.url }, ...words('To find out', subject.prompt)];
    case 'mcp':
      return [
        {
          kind: 'pairs',
          pairs: [
            { key: 'server', value: subject.server },
            { key: 'tool', value: subject.tool },
          ],
        },
        ...argumentsOf(input),
      ];
    case 'question':
      return [{ kind: 'questions', questions: subject.questions }];
    case 'plan':
      return [{ kind: 'prose', text: subject.plan }];
    case 'other':
      return [{ kind: 'content', text: JSON.stringify(input, null, 2) }];
  }
}

function argumentsOf(input: Request['input']): readonly InputPart[] {
  const pairs = pairsOf(input);
  return pairs.length === 0 ? [] : [{ kind: 'pairs', pairs }];
}

function path(value: string): InputPart {
  return { kind: 'pairs', pairs: [{ key: 'file', value }] };
}

function words(label: string, text: string | null): readonly InputPart[] {
  return text === null || text === '' ? [] : [{ kind: 'words', label, text }];
}

function pairsOf(object: Readonly<Record<string, JsonValue>>): readonly Pair[] {
  return Object.entries(object).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? value : jsonText(value),
  }));
}

/** A value as JSON: on one line where it is short. */
function jsonText(value: JsonValue): string {
  const short = JSON.stringify(value);
  return short.length <= 40 ? short : JSON.stringify(value, null, 2);
}

function textsOf(part: InputPart): readonly string[] {
  switch (part.kind) {
    case 'command':
    case 'content':
    case 'prose':
    case 'words':
      return [part.text];
    case 'diff':
      return [part.rows.map((row) => row.text).join('\n')];
    case 'pairs':
      return part.pairs.map((pair) => pair.value);
    case 'questions':
      return [];
  }
}
