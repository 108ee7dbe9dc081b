import { describe, expect, it } from 'vitest';
import type { Call } from '../../../../src/core/rules/call.ts';
import { checkRule, mayBeSaved } from '../../../../src/core/rules/check-rule.ts';
import type { RuleBehavior } from '../../../../src/core/rules/placed-rule.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

function command(text: string): Call {
  return { tool: 'Bash', input: { command: text, description: 'd' }, cwd: FOLDER };
}

function codes(text: string, call: Call, behavior: RuleBehavior = 'allow'): readonly string[] {
  return checkRule(placed(text, behavior), call, PLACES).map(
    ({ severity, code }) => `${severity}: ${code}`,
  );
}

describe('checkRule', () => {
  it.each(['Bash(npm run test)', 'Bash(npm run *)', 'Bash(npm run:*)'])(
    'has no word on %s',
    (text) => {
      expect(codes(text, command('npm run test'))).toEqual([]);
    },
  );

  it.each([
    ['Bash(npm run', 'malformed'],
    ['npm run *', 'malformed'],
    ['Write(src/**)', 'dead'],
    ['Bash(yarn *)', 'not-this-call'],
    ['Bash(npm run test\nnpm x)', 'several-lines'],
    ['Bash(npm run *\u200b)', 'hidden-characters'],
    ['Bash(API_KEY=abc npm run *)', 'looks-secret'],
    ['Bash', 'runs-anything'],
    ['Bash(*)', 'runs-anything'],
    ['Bash( ** )', 'runs-anything'],
  ])('keeps %j out: %s', (text, code) => {
    expect(codes(text, command('npm run test'))).toContain(`error: ${code}`);
    expect(mayBeSaved([placed(text)], command('npm run test'), PLACES)?.severity).toBe('error');
  });

  it.each([
    ['Bash(np*)', 'npm test'],
    ['Bash(* test)', 'npm test'],
    ['Bash(python3 *)', 'python3 x.py'],
    ['Bash(sudo npm *)', 'sudo npm test'],
    ['Bash(bash:*)', 'bash x.sh'],
    ['Bash(git *)', 'git push'],
    ['Bash(npm exec *)', 'npm exec x'],
  ])('warns of %s', (text, line) => {
    expect(codes(text, command(line))).toEqual(['warning: runs-anything']);
    expect(codes(text, command(line), 'deny')).toEqual([]);
    expect(mayBeSaved([placed(text)], command(line), PLACES)).toBeNull();
  });

  it.each([
    ['Bash(make *)', 'make build', 'what the project’s build files say'],
    ['Bash(./gradlew *)', './gradlew test', 'what the project’s build files say'],
    ['Bash(curl *)', 'curl x.org', 'loads or sends what it is told'],
    ['Bash(npx *)', 'npx x', 'npx runs what it is given: with this rule any command at all'],
  ])('says of %s what it lets through', (text, line, words) => {
    const [warning] = checkRule(placed(text), command(line), PLACES);
    expect(warning?.message).toContain(words);
    expect(warning?.message.includes('any command at all')).toBe(words.includes('any command'));
  });

  it('lets every command be denied', () => {
    expect(codes('Bash', command('npm test'), 'deny')).toEqual([]);
  });

  it('warns of a star that came with the command', () => {
    const call = command('chmod +x scripts/*.sh');
    expect(codes('Bash(chmod +x scripts/*.sh)', call)).toEqual(['warning: wildcard-unmeant']);
    expect(codes('Bash(chmod +x *)', call)).toEqual([]);
  });
});

describe('mayBeSaved', () => {
  it('takes rules that are all sound', () => {
    const rules = [placed('Bash(npm test)'), placed('Bash(npm *)')];
    expect(mayBeSaved(rules, command('npm test'), PLACES)).toBeNull();
  });

  it('takes a rule for a part of a compound command', () => {
    const call = command('npm run build && cargo test');
    expect(mayBeSaved([placed('Bash(cargo test)')], call, PLACES)).toBeNull();
    expect(mayBeSaved([placed('Bash(cargo doc)')], call, PLACES)?.code).toBe('not-this-call');
  });

  it('takes a rule for a redirection, beside the one for its command', () => {
    const call = command('npm test > out.txt');
    const rules = [placed('Bash(npm test)'), placed('Edit(/out.txt)')];
    expect(mayBeSaved(rules, call, PLACES)).toBeNull();
    expect(mayBeSaved([placed('Edit(/in.txt)')], call, PLACES)?.code).toBe('not-this-call');
  });

  it('does not take a rule for a match because nothing would be asked anyway', () => {
    expect(mayBeSaved([placed('Bash(yarn *)')], command('ls'), PLACES)?.code).toBe('not-this-call');
  });

  it('finds the one that is not', () => {
    const rules = [placed('Bash(npm test)'), placed('Bash(npm')];
    expect(mayBeSaved(rules, command('npm test'), PLACES)?.code).toBe('malformed');
  });
});

describe('what is said of a rule', () => {
  const said = (text: string, call: Call, behavior: RuleBehavior = 'allow') =>
    checkRule(placed(text, behavior), call, PLACES).map(({ message }) => message);

  it('tells what is wrong and what to do, for each that is', () => {
    const call = command('npm test');
    expect(said('Bash(npm', call)).toEqual([
      'Claude Code would skip this rule. A rule has to end with its closing parenthesis, and nothing after it.',
    ]);
    expect(said('Bash(yarn)', call)).toEqual([
      'This rule does not match this call. Bash(yarn) is for exactly `yarn`, and `npm test` differs.',
    ]);
    expect(said('Write(src/**)', call)[0]).toMatch(/^Nothing can match this rule\. \S.+\.$/);
    expect(said('Bash(npm test\nx)', call)[0]).toBe(
      'A rule is one line. Write a rule for each command, or shorten this one.',
    );
    expect(said('Bash(npm test\rx)', call)[0]).toContain('A rule is one line.');
    expect(said('Bash(npm\u200b test)', call)[0]).toBe(
      'This rule holds characters that do not show. Write it anew, by hand.',
    );
    expect(said('Bash(API_KEY=abc npm *)', call)[0]).toContain('This looks like a password');
    expect(said('Bash', call)).toEqual([
      'With this rule every command would run unasked, whatever it does. Countersign doesn’t write it. If you mean it, write it into the settings file yourself.',
    ]);
  });

  it('counts a line break as no hidden character', () => {
    expect(codes('Bash(npm test\n*)', command('npm test'))).not.toContain(
      'error: hidden-characters',
    );
  });

  it('keeps out every use of a shell, and of no other tool', () => {
    const shell: Call = { tool: 'PowerShell', input: { command: 'ls' }, cwd: FOLDER };
    expect(codes('PowerShell', shell)).toEqual(['error: runs-anything']);
    expect(codes('PowerShell(*)', shell)).toEqual(['error: runs-anything']);
    const search: Call = { tool: 'WebSearch', input: { query: 'x' }, cwd: FOLDER };
    expect(codes('WebSearch', search)).toEqual([]);
    expect(codes('WebSearch', search, 'deny')).toEqual([]);
  });

  it('warns of a star only where it stands in the call', () => {
    const edit = (file_path: string): Call => ({
      tool: 'Edit',
      input: { file_path, old_string: 'a', new_string: 'b', replace_all: true },
      cwd: FOLDER,
    });
    const star = 'warning: wildcard-unmeant';
    expect(codes('Edit(src/a*.ts)', edit('src/a*.ts'))).toEqual([star]);
    expect(codes('Edit(/src/a*.ts)', edit(`${FOLDER}/src/a*.ts`))).toEqual([star]);
    expect(codes('Edit(src/**)', edit('src/a.ts'))).toEqual([]);
    expect(codes('Bash(chmod *.sh:*)', command('chmod *.sh'))).toEqual([star]);
    expect(codes('Bash(chmod *.sh *)', command('chmod *.sh x'))).toEqual([star]);
    expect(codes('Bash(chmod *.sh)', command('chmod *.sh'), 'ask')).toEqual([]);
  });
});
