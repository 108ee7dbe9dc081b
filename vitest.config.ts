import { defineConfig } from 'vitest/config';

/** One project a kind of test; the rigs run one file at a time, since each owns a whole machine part. */
const quick = (name: string) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], environment: 'node' as const },
});
const rig = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node' as const,
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      quick('unit'),
      quick('property'),
      quick('broker'),
      quick('corpus'),
      rig('editor'),
      rig('agent'),
      rig('panel'),
      rig('remote'),
      rig('remote-page'),
    ],
  },
});
