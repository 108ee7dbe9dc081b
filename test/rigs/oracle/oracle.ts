import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { HeadlessRun } from '../claude/headless.ts';
import { makeProject, type SettingsFile } from '../claude/project.ts';
import { assertHarmless, assertInside, writeNoOp, writtenBy } from './harmless.ts';
import { keepFiles, writeFiles } from './kept-files.ts';
import { fillIn, type OraclePlaces } from './places.ts';
import type { OracleAnswer, OracleCall, OracleQuestion } from './question.ts';
import { runCalls, type CallOutcome } from './run.ts';
import { isMissing, verdictOf } from './verdict.ts';

export type {
  OracleAnswer,
  OracleCall,
  OraclePermissions,
  OracleQuestion,
  OracleVerdict,
} from './question.ts';

/** The real Claude Code in a throwaway place, asked what it would do. Nothing is ever run. */
export interface Oracle extends OraclePlaces {
  /**
   * Answers in the order of the calls; questions asked at once are answered one after the other.
   * @throws Error for a call that can't be asked about harmlessly, and when the CLI fails.
   */
  ask(question: OracleQuestion): Promise<readonly OracleAnswer[]>;
  /** Ends a run on its way, and takes the place away. */
  close(): Promise<void>;
}

const SETTINGS_FILES: readonly SettingsFile[] = ['user', 'project', 'local'];

/** Makes a place (a trusted git repository and a HOME of its own) to ask in. The caller closes it. */
export async function openOracle(): Promise<Oracle> {
  const project = await makeProject({ mcp: true });
  const root = dirname(project.folder);
  const places: OraclePlaces = {
    folder: project.folder,
    home: project.home,
    claudeDir: join(project.home, '.claude'),
    outside: join(root, 'outside'),
  };
  await mkdir(places.outside);
  const shellPrefix = join(root, 'no-op');
  await writeNoOp(shellPrefix);

  let closed = false;
  const running = new Set<HeadlessRun>();
  const started = (run: HeadlessRun) => {
    running.add(run);
    const ended = () => running.delete(run);
    void run.done.then(ended, ended);
  };

  const write = async (settings: OracleQuestion['settings']): Promise<void> => {
    for (const file of SETTINGS_FILES) {
      const permissions = settings[file];
      if (permissions) await project.settings(file, { permissions });
      else await rm(project.settingsPath(file), { force: true });
    }
  };

  const outcomes = async (question: OracleQuestion): Promise<readonly CallOutcome[]> => {
    const { settings, calls, files = {} } = fillIn(question, places);
    for (const call of calls) await assertHarmless(call, places);
    const written = calls.flatMap((call) => writtenBy(call, places) ?? []);
    const made = Object.keys(files).map((path) => resolve(places.folder, path));
    for (const path of made) await assertInside(path, places);
    const kept = await keepFiles([...new Set([...made, ...written])]);
    try {
      await writeFiles(places.folder, files);
      await write(settings);
      return await runCalls({ project, calls, shellPrefix, started });
    } finally {
      await kept.restore();
    }
  };

  /** Whether a tool is there while no rule hides it. */
  const present = new Map<string, boolean>();
  const learn = async (tools: readonly string[]): Promise<void> => {
    const unknown = [...new Set(tools)].filter((tool) => !present.has(tool));
    if (unknown.length === 0) return;
    const calls = unknown.map((tool) => ({ tool, input: {} }));
    const found = await outcomes({ settings: {}, calls });
    unknown.forEach((tool, at) => present.set(tool, !isMissing(found[at]!.result)));
  };

  const answer = (call: OracleCall, { result, asked, failed }: CallOutcome): OracleAnswer => {
    const suggestions = asked?.body['permission_suggestions'];
    const ofRule = isMissing(result) && present.get(call.tool) === true ? 'deny' : undefined;
    return {
      call,
      verdict: asked ? 'ask' : (ofRule ?? verdictOf(result, failed)),
      suggestions: Array.isArray(suggestions) ? suggestions : [],
      result: result.text,
    };
  };

  const ask = async (question: OracleQuestion): Promise<readonly OracleAnswer[]> => {
    if (closed) throw new Error('The oracle is closed.');
    if (question.calls.length === 0) return [];
    const found = await outcomes(question);
    const missing = question.calls.filter((_, at) => isMissing(found[at]!.result));
    await learn(missing.map(({ tool }) => tool));
    return question.calls.map((call, at) => answer(call, found[at]!));
  };

  // The settings files are one: each question waits for the one before, whatever became of it.
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...places,
    ask: (question) => {
      const next = last.then(() => ask(question));
      last = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      closed = true;
      for (const run of running) run.kill();
      await last;
      await project.remove();
    },
  };
}
