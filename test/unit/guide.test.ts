import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GUIDE, withTables } from '../judgement-tables.ts';

it('the guide’s tables are as the code has them (`npm run tables` writes them anew)', () => {
  const page = readFileSync(GUIDE, 'utf8');
  expect(page).toBe(withTables(page));
});
