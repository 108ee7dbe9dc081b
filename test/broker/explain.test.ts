import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from '../rigs/process.ts';

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let home: string;
let folder: string;

beforeAll(async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'countersign-explain-')));
  home = join(root, 'home');
  folder = join(root, 'proj');
  await mkdir(home);
  await mkdir(folder);
});
afterAll(() => rm(dirname(home), { recursive: true, force: true }));

/** Runs the command as a person does, from the project's folder. */
function explain(input: string, ...args: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const claudeDir = join(home, '.claude');
    const prefixed = ['--prefix', checkout, 'run', '-s', 'explain', '--', ...args];
    const child = spawn('npm', prefixed, {
      cwd: folder,
      env: { ...process.env, HOME: home, USERPROFILE: home, CLAUDE_CONFIG_DIR: claudeDir },
      shell: process.platform === 'win32',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

async function put(path: string, value: unknown): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

function bash(command: string, fields: object = {}): object {
  return { tool_name: 'Bash', tool_input: { command }, ...fields };
}

/** The verdicts on stdout, which holds nothing but JSON. */
function verdicts({ stdout }: Answer): unknown[] {
  return (JSON.parse(stdout) as { verdict: unknown }[]).map(({ verdict }) => verdict);
}

const LONG = 60_000;

describe('npm run -s explain', () => {
  test(
    'judges by all settings files that count in each call’s folder',
    async () => {
      await put(join(home, '.claude/settings.json'), {
        permissions: { deny: ['Bash(git push *)'] },
      });
      const local = join(folder, '.claude/settings.local.json');
      await put(local, { permissions: { allow: ['Bash(npm test)'] } });
      const calls = [
        bash('npm test'),
        bash('npm test', { cwd: home }),
        bash('git push origin', { cwd: home }),
      ];
      const answer = await explain(JSON.stringify(calls));
      expect(answer).toMatchObject({ code: 0, stderr: '' });
      expect(verdicts(answer)).toMatchObject([
        { outcome: 'allow', rule: 'Bash(npm test)' },
        { outcome: 'ask' },
        { outcome: 'deny', rule: 'Bash(git push *)' },
      ]);
    },
    LONG,
  );

  test(
    'judges by one settings file alone where that is named',
    async () => {
      await put(join(folder, 'mine.json'), { permissions: { allow: ['Bash(make lint)'] } });
      const calls = [bash('make lint'), bash('npm test')];
      const answer = await explain(JSON.stringify(calls), '--settings', 'mine.json');
      expect(verdicts(answer)).toMatchObject([
        { outcome: 'allow', rule: 'Bash(make lint)' },
        { outcome: 'ask' },
      ]);
    },
    LONG,
  );

  test(
    'tells of a settings file that Claude Code ignores, beside its answer',
    async () => {
      const file = await put(join(folder, '.claude/settings.json'), '{ // mine\n}');
      const answer = await explain(JSON.stringify([bash('npm test')]));
      expect(answer.code).toBe(0);
      expect(answer.stderr).toContain(`${file} has a comment in line 1`);
      expect(verdicts(answer)).toHaveLength(1);
    },
    LONG,
  );

  test.each([
    ['text that is no JSON', 'ls', [], 'not valid JSON'],
    ['a call without a tool', '[{"tool_input": {}}]', [], '[0].tool_name must be'],
    ['a settings file that is not there', '[]', ['--settings', 'no.json'], 'no.json'],
    ['an option there is none of', '[]', ['--setting', 'a'], '--setting'],
  ])(
    'says on stderr what is wrong with %s, and nothing on stdout',
    async (_, input, args, words) => {
      const { code, stdout, stderr } = await explain(input, ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(words);
    },
    LONG,
  );

  test(
    'explains itself',
    async () => {
      const { code, stdout } = await explain('', '--help');
      expect(code).toBe(0);
      expect(stdout).toContain('--settings FILE');
    },
    LONG,
  );
});
