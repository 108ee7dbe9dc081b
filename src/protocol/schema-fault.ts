import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** The first thing that is wrong with what a person wrote. */
export interface SchemaFault {
  /** Where it stands, from the outside in. */
  readonly path: readonly string[];
  /** Follows the name of the place (“must be a list”). */
  readonly words: string;
}

/** What is wrong with what a person wrote, where, in plain words; of several things the first. */
export function schemaFault({ issues }: { readonly issues: readonly Issue[] }): SchemaFault {
  const [first] = issues;
  if (first === undefined) return { path: [], words: 'can’t be used' };
  const path = first.path.map(String);
  if (first.code !== 'unrecognized_keys') return { path, words: wordsOf(first) };
  const [key = ''] = first.keys;
  return { path: [...path, key], words: 'isn’t known here' };
}

/** A place in a document as a person reads it: “profiles → Mine → patch → 0”. */
export function placeIn(path: readonly string[]): string {
  return path.length === 0 ? 'The whole' : path.join(' → ');
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && 'input' in issue
        ? 'is missing'
        : `must be ${TYPES[issue.expected] ?? `of the kind ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${listed(issue.values.map((value) => JSON.stringify(value)))}`;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be more than ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? 'is too long' : `must be at most ${issue.maximum}`;
    case 'invalid_union':
      return unionWords(issue);
    case 'invalid_key':
      return 'is a name that can’t be used';
    case 'custom':
      return issue.message;
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_element':
      return 'can’t be used';
  }
}

/** Of the forms a value may have, what each would need. */
function unionWords(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    return `must be ${listed(issue.options.map((value) => JSON.stringify(value)))}`;
  }
  const each = issue.errors.map((issues) => {
    const { path, words } = schemaFault({ issues });
    return path.length === 0 ? words : `${path.join(' → ')} ${words}`;
  });
  return each.length === 0 ? 'can’t be used' : each.join(', or ');
}

function listed(all: readonly string[]): string {
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} or ${last}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object ({ … })',
  record: 'an object ({ … })',
};
