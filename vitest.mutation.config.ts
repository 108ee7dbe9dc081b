import { defineConfig } from 'vitest/config';

/** The tests that a change of the rules or of the shell's analysis has to fail. */
export default defineConfig({
  test: {
    include: ['test/unit/core/{rules,shell}/**/*.test.ts'],
    environment: 'node',
  },
});
