import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['src/core/shell', 'src/core/rules'];

/** A sample is made of runs of so many lines: enough that most blocks lie within one. */
const LINES = 8;

/**
 * By `COUNTERSIGN_MUTANTS=20` one run of lines of 20 is picked, spread over all files; all are unless
 * it is set. `COUNTERSIGN_MUTANTS_FROM=3` (of 0 to 19 then) is another sample, which has none in
 * common with the first. What lies outside of the sample is as fast as it ever is.
 */
const ONE_OF = Number(process.env.COUNTERSIGN_MUTANTS ?? 1);
const FROM = Number(process.env.COUNTERSIGN_MUTANTS_FROM ?? 0);

function sample() {
  const runs = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .flatMap((name) => runsOf(join(folder, name))),
  );
  return runs.filter((_, at) => at % ONE_OF === FROM);
}

function runsOf(file) {
  const lines = readFileSync(file, 'utf8').split('\n').length;
  return Array.from({ length: Math.ceil(lines / LINES) }, (_, at) => {
    const first = at * LINES + 1;
    return `${file}:${first}-${Math.min(first + LINES - 1, lines)}`;
  });
}

/**
 * Mutation testing of what decides about rules: `npm run mutation`, or for some files
 * `npm run mutation -- --mutate 'src/core/rules/bash-*.ts'`.
 */
export default {
  mutate: ONE_OF === 1 ? FOLDERS.map((folder) => `${folder}/**/*.ts`) : sample(),
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--import', 'tsx'],
  plugins: ['./test/rigs/mutation/runner.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // On a loaded machine a test may take long: only one that never ends may count as found.
  timeoutMS: 120_000,
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  thresholds: { high: 90, low: 80, break: 80 },
  ignorePatterns: ['media', 'docs', 'dist', '.cache'],
};
