import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import { isComputed, type ShellWord, type WordTrait } from './word.ts';

type Part = WordPart | DoubleQuotedChild;

/** A parsed word with what makes it more than its letters. */
export function readWord(word: Word): ShellWord {
  const traits = new Set<WordTrait>();
  const variables: string[] = [];
  if (/^~/.test(word.text)) traits.add('tilde');
  // Without parts nothing in the word is quoted or expanded, so every backslash counts.
  if (word.parts === undefined && word.text.includes('\\')) traits.add('escape');
  for (const part of word.parts ?? []) note(part, traits, variables);
  return {
    text: word.text,
    value: isComputed(traits) ? null : word.value,
    traits,
    variables,
  };
}

/** Several words with no blank between them, as the one they are. */
export function joinWords(words: readonly ShellWord[]): ShellWord {
  const traits = new Set(words.flatMap((word) => [...word.traits]));
  return {
    text: words.map(({ text }) => text).join(''),
    value: isComputed(traits) ? null : words.map(({ value }) => value ?? '').join(''),
    traits,
    variables: words.flatMap(({ variables }) => variables),
  };
}

function note(part: Part, traits: Set<WordTrait>, variables: string[]): void {
  switch (part.type) {
    case 'Literal':
      if (part.text.includes('\\')) traits.add('escape');
      return;
    case 'SingleQuoted':
      return;
    case 'DoubleQuoted':
      for (const child of part.parts) if (child.type !== 'Literal') note(child, traits, variables);
      return;
    case 'LocaleString':
      traits.add('ansi-quote');
      for (const child of part.parts) if (child.type !== 'Literal') note(child, traits, variables);
      return;
    case 'AnsiCQuoted':
      traits.add('ansi-quote');
      return;
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      traits.add('variable');
      variables.push(part.text);
      return;
    case 'CommandExpansion':
      traits.add('substitution');
      return;
    case 'ProcessSubstitution':
      traits.add('process');
      return;
    case 'ArithmeticExpansion':
      traits.add('arithmetic');
      return;
    case 'Glob':
    case 'ExtendedGlob':
      traits.add('glob');
      return;
    case 'BraceExpansion':
      traits.add('brace');
      return;
  }
}
