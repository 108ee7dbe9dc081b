// `npm test`: sets up, checks, builds, packs, fetches the rigs and runs every test there is.
// `npm test -- unit editor` runs some parts only; the parts are named in `parts` below.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { endSurvivors, runLogged } from './children.mjs';
import { checkout, installPackages, installPrograms, requireNode } from './setup.mjs';
import { inWords, readSuite, startTally, withSecondLook } from './tally.mjs';

const parts = ['checks', 'unit', 'panel', 'remote', 'oldest', 'newest', 'agent'];
const named = process.argv
  .slice(2)
  .flatMap((part) => (part === 'editor' ? ['oldest', 'newest'] : part));
const unknown = named.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. There are: ${parts.join(', ')}, editor.`);
  process.exit(1);
}
const wants = (...some) => some.some((part) => named.length === 0 || named.includes(part));

/** So many failures may be a window that was slow, and not what is tested. */
const FEW = 3;

const since = (started) => (Date.now() - started) / 1_000;

requireNode();
const output = join(checkout, '.cache/test');
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
process.env.PATH = [join(checkout, 'node_modules/.bin'), process.env.PATH].join(delimiter);
const tally = startTally();

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(name, () => void endSurvivors(0).finally(() => process.exit(130)));
}

const scripts = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).scripts;
const needsRigs = wants('panel', 'remote', 'oldest', 'newest', 'agent');

await step('install packages', () => installPackages());
const [packed, rigs] = await Promise.all([checkAndPack(), needsRigs ? fetchRigs() : {}]);
if (wants('panel')) await rigSuite('panel', undefined, [rigs.chromium]);
if (wants('remote')) await rigSuite('remote-page', undefined, [rigs.chromium]);
if (wants('remote'))
  await rigSuite('remote', undefined, [rigs.chromium, ...rigs.away, rigs.claude]);
if (wants('oldest')) await rigSuite('editor', 'oldest', [rigs.chromium, rigs.oldest]);
if (wants('newest')) await rigSuite('editor', 'newest', [rigs.chromium, rigs.newest]);
if (wants('agent')) {
  await rigSuite('agent', 'oldest', [rigs.chromium, rigs.tmux, rigs.oldest, rigs.claude]);
}
const left = await endSurvivors(5_000);
tally.add('no process left behind', left.length === 0 ? { passed: 1 } : { failed: 1 }, {
  details: left.join('\n'),
});
console.log(`\n${inWords(tally.total)}`);
process.exit(tally.total.failed > 0 || tally.total.passed === 0 ? 1 : 0);

/** The quick things, in the time in which the rigs are fetched. @returns whether a .vsix is there */
async function checkAndPack() {
  if (wants('checks')) {
    await check('types', scripts.typecheck);
    for (const command of scripts.lint.split(' && ')) await check(command.split(' ')[0], command);
    await check('build', scripts.build);
  }
  const packed = needsRigs || wants('checks') ? await check('package', scripts.package) : false;
  if (wants('unit')) await suite('unit', ['unit', 'property', 'broker', 'corpus'], {});
  return packed;
}

/** One command that passes or fails. */
async function check(name, command) {
  const log = join(output, `${name}.log`);
  const started = Date.now();
  const { ok } = await runLogged(command, { log, cwd: checkout });
  const details = ok ? '' : `${command}\n${lastLines(log, 60)}`;
  tally.add(name, ok ? { passed: 1 } : { failed: 1 }, { seconds: since(started), details });
  return ok;
}

/** Some projects of vitest, counted test by test. */
async function suite(name, projects, env) {
  const started = Date.now();
  const { counts, complaints } = await runSuite(name, projects, env);
  tally.add(name, counts, { seconds: since(started), details: complaints.join('\n\n') });
}

/** One run of vitest. @param files only these, unless there are none */
async function runSuite(name, projects, env, files = []) {
  const report = join(output, `${name}.json`);
  const log = join(output, `${name}.log`);
  const selected = projects.map((project) => `--project ${project}`).join(' ');
  const reporters = `--reporter default --reporter json --outputFile.json "${report}"`;
  const only = files.map((file) => `"${file}"`).join(' ');
  const { ok, tooLong } = await runLogged(
    `vitest run ${selected} ${only} ${reporters} --allowOnly=false --passWithNoTests`,
    { log, cwd: checkout, env, minutes: 15 },
  );
  const result = readSuite(report, ok);
  if (tooLong) result.complaints.push('it was stopped, for it took more than 15 minutes');
  if (result.complaints.length > 0) result.complaints.push(`All of it: ${log}`);
  return { ...result, report, tooLong };
}

/**
 * A suite in real programs. Where a few tests fail their files are looked at once more, and both looks
 * are told (docs/adr/0012): what fails twice has failed.
 */
async function suiteInPrograms(name, project, env) {
  const started = Date.now();
  const first = await runSuite(name, [project], env);
  const { failedFiles, counts } = first;
  if (counts.failed === 0 || counts.failed > FEW || failedFiles.length === 0 || first.tooLong) {
    const details = first.complaints.join('\n\n');
    tally.add(name, counts, { seconds: since(started), details });
    return;
  }
  const second = await runSuite(`${name}-again`, [project], env, failedFiles);
  const looks = [
    `LOOKED AT AGAIN: ${inWords(counts)} at first; of those files then ${inWords(second.counts)}`,
    ...first.complaints,
    ...second.complaints,
  ];
  tally.add(name, withSecondLook(first.report, failedFiles, second.counts), {
    seconds: since(started),
    details: looks.join('\n\n'),
  });
}

/** A suite that needs rigs, each given as undefined (there) or the reason why it is not there. */
async function rigSuite(project, column, reasons) {
  const name = project === 'editor' ? `editor ${column}` : project;
  const missing = reasons.filter((reason) => reason !== undefined);
  if (!packed) missing.push('the extension was not packed');
  if (missing.length === 0) {
    const env = column === undefined ? {} : { COUNTERSIGN_COLUMN: column };
    await suiteInPrograms(name.replace(' ', '-'), project, env);
    return;
  }
  const skip = process.env.CI === undefined && packed;
  tally.add(name, skip ? { skipped: 1 } : { failed: 1 }, { details: missing.join('\n') });
}

/** @returns for each rig, undefined or the reason why it can't be had */
async function fetchRigs() {
  const programs = installPrograms();
  const missing = (name) => programs.find((sentence) => sentence.startsWith(`${name} `));
  const away = ['firefox-esr', 'openssl', 'sshd', 'nginx'].map(missing);
  const rigs = { chromium: missing('chromium'), tmux: missing('tmux'), away };
  if (wants('oldest', 'agent')) rigs.oldest = await fetchRig('vscode', 'installVscode', 'oldest');
  if (wants('newest')) rigs.newest = await fetchRig('vscode', 'installVscode', 'newest');
  if (wants('remote', 'agent')) rigs.claude = await fetchRig('claude', 'installClaude');
  return rigs;
}

/** @returns undefined when the rig is there, or why it is not; the suite that needs it counts that */
async function fetchRig(folder, install, ...args) {
  const name = ['fetch', folder, ...args].join(' ');
  const log = join(output, `${name.replaceAll(' ', '-')}.log`);
  const started = Date.now();
  const command = `node scripts/fetch-rig.mjs ${folder}/install.ts ${install} ${args.join(' ')}`;
  const { ok } = await runLogged(command, { log, cwd: checkout });
  if (!ok) return `${name} failed: ${lastLines(log, 30)}`;
  tally.add(name, { passed: 1 }, { seconds: since(started) });
  return undefined;
}

/** Something this process does itself; when it throws, nothing after it makes sense. */
async function step(name, act) {
  const started = Date.now();
  try {
    await act();
    tally.add(name, { passed: 1 }, { seconds: since(started) });
  } catch (error) {
    tally.add(name, { failed: 1 }, { details: error.message });
    console.log(`\n${inWords(tally.total)}`);
    process.exit(1);
  }
}

function lastLines(file, count) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-count).join('\n');
}
