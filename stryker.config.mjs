/**
 * Mutation testing of what decides about rules: `npm run mutation`, or for some files
 * `npm run mutation -- --mutate 'src/core/rules/bash-*.ts'`.
 */
export default {
  mutate: ['src/core/shell/**/*.ts', 'src/core/rules/**/*.ts'],
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--import', 'tsx'],
  plugins: ['./test/rigs/mutation/runner.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 60_000,
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  thresholds: { high: 90, low: 80, break: 80 },
  ignorePatterns: ['media', 'docs', 'dist', '.cache'],
};
