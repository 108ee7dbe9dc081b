// The small workspace that `npm start` opens.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const files = {
  'README.md': `# A place to try Countersign

A request is waiting: click the sheet with the two ticks, at the left edge.
Read what is asked, then press Allow or Deny. Nothing will really run: it is a test request.

Next, with Claude Code on this machine:

1. Run "Countersign: Connect" from the command palette (F1).
2. Start \`claude\` in a terminal in this folder.
3. Ask it something that needs your word, such as: run the tests of this folder.
`,
  'cart.mjs': `/** What everything in the cart costs together. */
export const total = (items) => items.reduce((sum, { price, count }) => sum + price * count, 0);
`,
  'cart.test.mjs': `import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { total } from './cart.mjs';

test('two of one thing cost twice as much', () => {
  assert.equal(total([{ price: 3, count: 2 }]), 6);
});
`,
};

/**
 * Makes the sample workspace; what is there already stays as the person left it.
 * @param {string} folder absolute
 */
export function makeSample(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if (!existsSync(path)) writeFileSync(path, text);
  }
}
