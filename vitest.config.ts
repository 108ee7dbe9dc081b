import { defineConfig } from 'vitest/config';

/** Tests of what keeps nothing of its own: their files share the modules, which else load anew for each. */
const pure = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node' as const,
    setupFiles: ['test/rigs/seed.ts'],
    isolate: false,
  },
});
/** Waiting is for something that comes; on a busy machine it comes late. */
const patience = { poll: { timeout: 15_000 } };
/** Real sockets and files, in one process. */
const quick = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node' as const,
    expect: patience,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
/** These run one file at a time, since each owns a whole part of the machine. */
const rig = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node' as const,
    fileParallelism: false,
    expect: patience,
    testTimeout: 90_000,
    hookTimeout: 300_000,
  },
});

/** One project a kind of test. */
export default defineConfig({
  test: {
    projects: [
      pure('unit'),
      pure('property'),
      quick('broker'),
      pure('corpus'),
      rig('editor'),
      rig('agent'),
      rig('panel'),
      rig('remote'),
      rig('remote-page'),
    ],
  },
});
