import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { placeIn, schemaFault } from '../../../src/protocol/schema-fault.ts';

const schema = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(3)),
  list: z.array(z.int().check(z.positive())),
  form: z.union([z.literal('a'), z.strictObject({ b: z.boolean() })]),
});
const GOOD = { text: 'x', list: [], form: 'a' };

it.each([
  [{ ...GOOD, text: 1 }, 'text', 'must be a text'],
  [{ list: [], form: 'a' }, 'text', 'is missing'],
  [{ ...GOOD, text: '' }, 'text', 'must not be empty'],
  [{ ...GOOD, text: 'long' }, 'text', 'is too long'],
  [{ ...GOOD, list: [1, 0] }, 'list → 1', 'must be more than 0'],
  [{ ...GOOD, list: [1.5] }, 'list → 0', 'must be a whole number'],
  [{ ...GOOD, list: {} }, 'list', 'must be a list'],
  [{ ...GOOD, form: 'b' }, 'form', 'must be "a", or must be an object ({ … })'],
  [{ ...GOOD, form: { b: 1 } }, 'form', 'must be "a", or b must be true or false'],
  [{ ...GOOD, more: 1 }, 'more', 'isn’t known here'],
  [null, 'The whole', 'must be an object ({ … })'],
])('%j', (value, place, words) => {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) throw new Error('It fits.');
  const fault = schemaFault(read.error);
  expect([placeIn(fault.path), fault.words]).toEqual([place, words]);
});
