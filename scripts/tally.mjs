// Counts what passed, failed and was skipped, and says so line by line.
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ counts: Counts, complaints: string[], failedFiles: string[] }} SuiteResult
 */

/** A fresh count. */
export function startTally() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  return {
    total,
    /**
     * @param {string} name what was done
     * @param {Partial<Counts>} counts
     * @param {{ seconds?: number, details?: string }} about details are shown below the line
     */
    add(name, { passed = 0, failed = 0, skipped = 0 }, { seconds, details = '' } = {}) {
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
      const mark = failed > 0 ? 'FAILED ' : passed > 0 ? 'passed ' : 'skipped';
      const many = passed + failed + skipped > 1 ? `: ${inWords({ passed, failed, skipped })}` : '';
      const time = seconds === undefined ? '' : ` (${seconds.toFixed(0)} s)`;
      console.log(`${mark} ${name}${many}${time}`);
      if (details !== '') console.log(details.replace(/^/gm, '        '));
    },
  };
}

/** The last line of a run. */
export function inWords({ passed, failed, skipped }) {
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${passed} passed, ${failed} failed${skips}`;
}

/**
 * Reads the report of a vitest run.
 * @param {string} file written by its JSON reporter; may be missing when the run broke down
 * @param {boolean} endedWell whether vitest itself was content
 * @returns {SuiteResult} a run that broke down, or that ran nothing, counts as one failure
 */
export function readSuite(file, endedWell) {
  const none = { passed: 0, failed: 1, skipped: 0 };
  const brokeDown = (why) => ({ counts: none, complaints: [why], failedFiles: [] });
  if (!existsSync(file)) return brokeDown('the run ended without a report');
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  const complaints = report.testResults.flatMap(complaintsOf);
  // A file that broke before its first test, such as in its set-up, fails no test.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  counts.failed += brokenFiles.length;
  if (counts.passed + counts.failed + counts.skipped === 0) {
    return brokeDown('there was nothing to run');
  }
  if (!endedWell && counts.failed === 0) {
    counts.failed = 1;
    complaints.push('the run ended with an error outside of any test: see its log');
  }
  const failedFiles = report.testResults.flatMap(({ status, name }) =>
    status === 'failed' ? [name] : [],
  );
  return { counts, complaints, failedFiles };
}

/**
 * What two runs say together, the second of the failed files alone: a file counts as it did when it was
 * looked at last.
 * @param {string} first the report of the first run
 * @param {string[]} failedFiles the files that were run again
 * @param {Counts} again what became of them
 * @returns {Counts}
 */
export function withSecondLook(first, failedFiles, again) {
  const { testResults } = JSON.parse(readFileSync(first, 'utf8'));
  const others = testResults
    .filter(({ name }) => !failedFiles.includes(name))
    .flatMap(({ assertionResults }) => assertionResults);
  const passed = others.filter(({ status }) => status === 'passed').length;
  return {
    passed: passed + again.passed,
    failed: again.failed,
    skipped: others.length - passed + again.skipped,
  };
}

function complaintsOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  const texts = failed.map((test) => `${test.fullName}\n${short(test.failureMessages.join('\n'))}`);
  if (message) texts.push(short(message));
  return texts.map((text) => `${name}\n${text}`);
}

/** The part of an error that a person reads first. */
const short = (text) => text.split('\n').slice(0, 15).join('\n');
