import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installClaude } from '../rigs/claude/install.ts';
import { askAll } from '../rigs/oracle/ask-all.ts';
import {
  openOracle,
  type Oracle,
  type OracleCall,
  type OraclePermissions,
  type OracleQuestion,
  type OracleVerdict,
} from '../rigs/oracle/oracle.ts';

let oracle: Oracle;

beforeAll(async () => {
  await installClaude();
  oracle = await openOracle();
});
afterAll(() => oracle.close());

const bash = (command: string): OracleCall => ({ tool: 'Bash', input: { command } });
const write = (path: string): OracleCall => ({
  tool: 'Write',
  input: { file_path: `{{folder}}/${path}`, content: 'x\n' },
});
const fetch = (url: string): OracleCall => ({ tool: 'WebFetch', input: { url, prompt: 'p' } });
const verdicts = async (question: OracleQuestion): Promise<OracleVerdict[]> =>
  (await oracle.ask(question)).map(({ verdict }) => verdict);

describe('the oracle', () => {
  it('tells allow, ask, deny and error of Bash calls apart', async () => {
    const settings = { project: { allow: ['Bash(make *)'], deny: ['Bash(dd *)'] } };
    const calls = [
      bash('make all > /dev/null'),
      bash('make all && make install'),
      bash('make all && install it'),
      bash('dd if=a of=b'),
      bash('ls'),
      { tool: 'Bash', input: {} },
    ];
    const expected = ['allow', 'allow', 'ask', 'deny', 'allow', 'error'];
    expect(await verdicts({ settings, calls })).toEqual(expected);
  });

  it('runs nothing', async () => {
    const settings = { project: { allow: ['Bash', 'Edit(//**)'] } };
    const ran = join(oracle.folder, 'ran.txt');
    const calls = [bash(`touch ${ran}`), bash(`echo x > ${ran}`)];
    expect(await verdicts({ settings, calls })).toEqual(['allow', 'allow']);
    expect(existsSync(ran)).toBe(false);
  });

  it('leaves no file that an allowed call wrote, and puts others back', async () => {
    const settings = { project: { allow: ['Edit(/src/**)'] } };
    const edit = (path: string): OracleCall => ({
      tool: 'Edit',
      input: { file_path: `{{folder}}/${path}`, old_string: 'a', new_string: 'b' },
    });
    const files = { 'src/a.ts': 'a\n', 'a.ts': 'a\n' };
    const calls = [write('src/new/n.ts'), edit('src/a.ts'), edit('a.ts'), edit('src/none.ts')];
    const expected = ['allow', 'allow', 'ask', 'error'];
    expect(await verdicts({ settings, calls, files })).toEqual(expected);
    expect(existsSync(join(oracle.folder, 'src'))).toBe(false);
  });

  it('tells an allowed fetch that fails from one that is asked about', async () => {
    const settings = { project: { allow: ['WebFetch(domain:example.com)'] } };
    const calls = [fetch('https://example.com/a'), fetch('https://example.org/a')];
    expect(await verdicts({ settings, calls })).toEqual(['allow', 'ask']);
  });

  it('knows a denial in the words of each tool', async () => {
    const deny = ['Agent(Explore)', 'Read(./.env)', 'WebFetch(domain:example.com)'];
    const calls: OracleCall[] = [
      { tool: 'Agent', input: { description: 'd', prompt: 'p', subagent_type: 'Explore' } },
      { tool: 'Read', input: { file_path: '{{folder}}/.env' } },
      write('.env'),
      bash('cat .env'),
      fetch('https://example.com/a'),
    ];
    const found = await verdicts({ settings: { project: { deny } }, calls });
    expect(found).toEqual(['deny', 'deny', 'deny', 'deny', 'deny']);
  });

  it('tells a tool that a rule hides from one that was never there', async () => {
    const settings = {
      project: { allow: ['mcp__mocksrv__echo'], deny: ['mcp__mocksrv__write_*'] },
    };
    const calls = ['mocksrv__echo', 'mocksrv__write_thing', 'other__echo'].map((name) => ({
      tool: `mcp__${name}`,
      input: { text: 'x' },
    }));
    expect(await verdicts({ settings, calls })).toEqual(['allow', 'deny', 'error']);
  });

  it('reads each settings file, and forgets those of the question before', async () => {
    const calls = [bash('aa x'), bash('bb x'), bash('cc x')];
    const settings = {
      user: { allow: ['Bash(aa *)'] },
      project: { allow: ['Bash(bb *)'] },
      local: { deny: ['Bash(cc *)'] },
    };
    expect(await verdicts({ settings, calls })).toEqual(['allow', 'allow', 'deny']);
    expect(await verdicts({ settings: {}, calls })).toEqual(['ask', 'ask', 'ask']);
  });

  it('gives the suggestions of each call that is asked about, equal calls too', async () => {
    const calls = [bash('npm run a'), bash('npm run a'), bash('pip x y')];
    const answers = await oracle.ask({ settings: {}, calls });
    const rules = answers.map(({ suggestions }) => JSON.stringify(suggestions));
    expect(rules[0]).toContain('npm run *');
    expect(rules[1]).toEqual(rules[0]);
    expect(rules[2]).toContain('pip x');
  });

  it('refuses a call that could write outside of its places', async () => {
    const call = { tool: 'Write', input: { file_path: '/etc/x', content: '' } };
    await expect(oracle.ask({ settings: {}, calls: [call] })).rejects.toThrow('/etc/x');
  });
});

describe('asking many questions', () => {
  it('gives each its own answers', async () => {
    const under = (project: OraclePermissions, ...commands: string[]): OracleQuestion => ({
      settings: { project },
      calls: commands.map(bash),
    });
    const answers = await askAll([
      under({ allow: ['Bash(aa *)'] }, 'aa x', 'bb x'),
      under({ allow: ['Bash(bb *)'] }, 'aa x', 'bb x'),
      under({ allow: ['Bash(aa *)'] }, 'aa y'),
    ]);
    expect(answers.map((own) => own.map(({ verdict }) => verdict))).toEqual([
      ['allow', 'ask'],
      ['ask', 'allow'],
      ['allow'],
    ]);
  });
});
