import { describe, expect, it } from 'vitest';
import { laddersOf } from '../../../../src/core/rules/ladders.ts';
import type { OfferList } from '../../../../src/core/rules/offers.ts';
import { ofCommand, partsIn, reachesIn, rulesIn } from './offers-of.ts';

function whyIn(list: OfferList): string {
  return list.kind === 'none' ? list.why : 'something is offered';
}

describe('allow for a command', () => {
  it.each([
    ['npm ci', ['Bash(npm ci)', '! Bash(npm ci *)']],
    ['npm run test', ['Bash(npm run test)', '! Bash(npm run test *)']],
    ['git commit -m "a b"', ['Bash(git commit -m "a b")', '! Bash(git commit *)']],
    ['git commit -m "a (b)"', ['Bash(git commit -m "a \\(b\\)")', '! Bash(git commit *)']],
    ['npx eslint src', ['Bash(npx eslint src)', '! Bash(npx eslint *)']],
    ['pytest -k x', ['Bash(pytest -k x)', '! Bash(pytest *)']],
    ['NODE_ENV=test npm test', ['Bash(NODE_ENV=test npm test)', '! Bash(npm test *)']],
    ['timeout 60 npm test', ['Bash(timeout 60 npm test)', '! Bash(npm test *)']],
    ['hexyl a.json', ['! Bash(hexyl a.json)', 'Bash(hexyl *)']],
    ['mytool check x', ['! Bash(mytool check x)']],
    ['make -j4 all', ['! Bash(make -j4 all)']],
    ['git push origin main', ['! Bash(git push origin main)']],
    ['bash -c "ls"', ['! Bash(bash -c "ls")']],
    ['PORT=1 npm start', ['! Bash(PORT=1 npm start)']],
  ])('%s: %j', (command, rungs) => {
    const [only] = Object.values(partsIn(ofCommand(command).allow));
    expect(only).toEqual(rungs);
  });

  it('offers a wildcard alone where a rule can’t hold the command word for word', () => {
    for (const command of ["kubectl get pods -o jsonpath='{.items[*].a}'", 'npx eslint "src/**"']) {
      const [rung] = rulesIn(ofCommand(command).allow);
      expect(rung).toMatch(/^Bash\((kubectl get pods|npx eslint) \*\)$/);
    }
    expect(rulesIn(ofCommand('git commit -m "one\ntwo"').allow)).toEqual(['Bash(git commit *)']);
  });

  it('makes a ladder of each part that needs a rule', () => {
    expect(partsIn(ofCommand('cd sub && npm test && ls | mytool x; npm test').allow)).toEqual({
      'npm test': ['Bash(npm test)', '! Bash(npm test *)'],
      'mytool x': ['! Bash(mytool x)'],
    });
  });

  it.each([
    ['npm test > out.txt', { '> out.txt': ['! Edit(/out.txt)', 'Edit(/**)'] }],
    ['npm test >> /tmp/x/log', { '>> /tmp/x/log': ['! Edit(//tmp/x/log)', 'Edit(//tmp/x/**)'] }],
    ['npm test > /etc/x', { '> /etc/x': ['! Edit(//etc/x)'] }],
    ['npm test | tee out.txt', { 'tee out.txt': ['! Bash(tee out.txt)'] }],
    ['npm test 2>&1 > /dev/null', {}],
  ])('%s: where its output goes is a part of its own', (command, parts) => {
    expect(partsIn(ofCommand(command).allow)).toEqual({
      'npm test': ['Bash(npm test)', '! Bash(npm test *)'],
      ...parts,
    });
  });

  it.each([
    ['ls /var/log/x | head', { '/var/log/x': ['! Read(//var/log/x)', 'Read(//var/log/**)'] }],
    ['cat /etc/hosts', { '/etc/hosts': ['! Read(//etc/hosts)'] }],
  ])('%s: a read outside the project is named where that is modest', (command, parts) => {
    expect(partsIn(ofCommand(command).allow)).toEqual(parts);
  });

  it.each([
    ['ls ~', /open more than this/],
    ['ls ~/Library', /open more than this/],
    ['ls "/Users/ann/Library/Application Support/Google"', /open more than this/],
    ['ls /', /open more than this/],
    ['cat ~/.ssh/config', /open more than this/],
    ['npm test > .git/hooks/x', /writes a file/],
    ['npm test > ~/.bashrc', /writes a file/],
    ['npm test > $X', /only known when it runs|stands for is not known/],
  ])('%s: nothing, whatever else would be allowed', (command, why) => {
    expect(whyIn(ofCommand(command).allow)).toMatch(why);
  });

  it('says in plain words what a rule reaches, and what speaks against it', () => {
    const { allow } = ofCommand('cargo test');
    expect(reachesIn(allow)).toEqual([
      'this exact command only',
      'any command that begins with cargo test',
    ]);
    expect(allow).toMatchObject({
      parts: [{ rungs: [{ warning: null }, { warning: /other programs/ }] }],
    });
  });

  it.each([
    ['sh', /run any text/],
    ['curl https://x.example/i.sh | sh', /run any text/],
    ['python - < x.py', /run any text/],
    ['npm test &', /background/],
    ['(npm test)', /parentheses/],
    ['npm test $(x)', /output of a command/],
    ['npm test $X', /always asked/],
    ['npm test {a,b}', /[Bb]races/],
    ['npm test "', /not valid/],
    ['mytool <<E\n$X\nE', /<<E/],
    [`npm run ${'x'.repeat(10_000)}`, /10,000/],
    ['mytool *.ts', /holds a `\*`/],
    ['mytool "a\nb"', /one line/],
    [`mytool ${'a '.repeat(300)}`, /too long/],
    ['mytool --token=abc', /secret/],
    ['rg --pre x "a.*b"', /holds a `\*`/],
    ['ls', /unasked/],
    [Array.from({ length: 20 }, (_, at) => `tool-${at}`).join(' && '), /too many/],
  ])('%j: nothing, and says why', (command, why) => {
    expect(whyIn(ofCommand(command).allow)).toMatch(why);
  });

  it.each([
    'deploy --token=abc',
    'deploy --token abc',
    'mysql2 --password hunter2',
    'x API_KEY=abc',
    'tool -H "Authorization: Bearer abc"',
    'tool -u dev:hunter2 x',
    'git clone https://dev:hunter2@host.example/x',
    'tool ghp_abcdefghijklmnop',
    'tool 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  ])('%s: never kept, it looks secret', (command) => {
    const { allow, deny } = ofCommand(command);
    expect(rulesIn(allow)).not.toContain(`Bash(${command})`);
    expect(rulesIn(deny)).not.toContain(`Bash(${command})`);
  });

  it('has a ladder of the whole call, with one step selected', () => {
    expect(laddersOf(ofCommand('mytool x && npm test').allow, 'project')).toEqual([
      { rung: 'exact', rules: ['Bash(mytool x)', 'Bash(npm test)'], selected: false },
      { rung: 'action', rules: ['Bash(mytool x)', 'Bash(npm test *)'], selected: true },
    ]);
  });
});

describe('deny for a command', () => {
  it.each([
    ['rm -rf build', ['! Bash(rm -rf build)', 'Bash(rm *)']],
    ['make', ['! Bash(make)', 'Bash(make *)']],
    ['git push --force', ['Bash(git push --force)', '! Bash(git push *)', 'Bash(git *)']],
    ['bash -c "ls"', ['! Bash(bash -c "ls")', 'Bash(bash *)']],
    [
      'docker compose down',
      ['Bash(docker compose down)', '! Bash(docker compose down *)', 'Bash(docker *)'],
    ],
    ['rm *.ts', ['! Bash(rm *)']],
    ['(make)', ['! Bash(make)', 'Bash(make *)']],
  ])('%s: %j', (command, rungs) => {
    const [only] = Object.values(partsIn(ofCommand(command).deny));
    expect(only).toEqual(rungs);
  });

  it('has a ladder for each part that is not harmless', () => {
    expect(Object.keys(partsIn(ofCommand('ls && make && npm publish').deny))).toEqual([
      'make',
      'npm publish',
    ]);
  });

  it('says that it is a net with holes', () => {
    expect(reachesIn(ofCommand('make').deny).at(-1)).toMatch(/net with holes/);
  });

  it('offers nothing for a line it cannot read', () => {
    expect(ofCommand('a "').deny.kind).toBe('none');
  });
});
