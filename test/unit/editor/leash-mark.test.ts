import { expect, it } from 'vitest';
import { pieceMeant } from '../../../src/editor/leash-mark.ts';

const text = '{ "profiles": {}, "policies": [{ "match": { "tier": "huge" } }] }';

function meant(message: string): string | null {
  const piece = pieceMeant(text, message);
  return piece === null ? null : text.slice(piece.offset, piece.offset + piece.length);
}

it('finds the part that a refusal names, or the nearest around it', () => {
  const named = 'Nothing was saved. policies → 0 → match → tier: must be "low" or "high".';
  expect(meant(named)).toBe('"tier": "huge"');
  expect(meant('Nothing was saved. policies → 0 → requires: is missing.')).toBe(
    '{ "match": { "tier": "huge" } }',
  );
});

it('finds nothing where none is named, or the text can’t be read', () => {
  expect(meant('Nothing was saved. There is a comma too many in line 1.')).toBeNull();
  expect(meant('Nothing was saved. people → 0: must be a text.')).toBeNull();
  expect(pieceMeant('', 'Nothing was saved. people: must be a list.')).toBeNull();
});
