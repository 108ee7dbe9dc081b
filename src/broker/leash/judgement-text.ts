import type * as z from 'zod/mini';
import { placeIn, schemaFault } from '../../protocol/schema-fault.ts';
import { parseSettings, type TextFault } from '../settings/text/parse.ts';

/** What a person wrote, or the first thing that is wrong with it, in a sentence that names the place. */
export type ReadText<T> =
  { readonly kind: 'read'; readonly value: T } | { readonly kind: 'fault'; readonly why: string };

/** Reads a text a person wrote: strict JSON of a shape. */
export function readText<T>(text: string, schema: z.ZodMiniType<T>): ReadText<T> {
  const document = parseSettings(text.replace(/^\uFEFF/, ''));
  if (document.kind === 'fault') return textFault(FAULTS[document.code](document.where));
  // With what was put in, so that what is missing can be told from what is of another kind.
  const read = schema.safeParse(document.value, { reportInput: true });
  if (read.success) return { kind: 'read', value: read.data };
  const { path, words } = schemaFault(read.error);
  return faultAt(path, `${words}.`);
}

/**
 * A fault at a place of a document.
 * @param words follows the place
 */
export function faultAt(path: readonly string[], words: string): ReadText<never> {
  return textFault(`${placeIn(path)}: ${words}`);
}

function textFault(why: string): ReadText<never> {
  return { kind: 'fault', why };
}

const FAULTS: Readonly<Record<TextFault['code'], (where: string) => string>> = {
  'has-comments': (where) => `There is a comment${where}. JSON has none: take it out.`,
  'trailing-comma': (where) => `There is a comma too many${where}.`,
  'syntax-error': (where) => `This is not valid JSON${where}.`,
  'not-an-object': () => 'This must be a JSON object ({ … }).',
  'too-deep': () => 'This is nested too deeply.',
  'wrong-shape': (where) => `This can’t be used${where}.`,
  'not-exact': (where) => `This can’t be used${where}.`,
};
