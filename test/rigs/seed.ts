// Property tests try the same cases each time, so that what passes passes for everybody.
// `COUNTERSIGN_SEED=7 npx vitest run --project property` tries others.
import fc from 'fast-check';
import * as z from 'zod/mini';

const seed = z.coerce
  .number()
  .check(z.int())
  .parse(process.env['COUNTERSIGN_SEED'] ?? 1);
fc.configureGlobal({ seed });
