import { describe, expect, it } from 'vitest';
import { others, verdictOn, type Lists } from './verdicts-on.ts';

const AA: Lists = { allow: ['Bash(aa *)', 'Bash(bb *)', 'Bash(cc)'] };

describe('rules to allow', () => {
  it('cover lines whose parts they cover', () => {
    expect(
      others(AA, 'allow', [
        'aa && bb || cc',
        'aa | bb |& cc',
        'aa; bb\ncc # note',
        '! aa',
        'time aa',
        'if aa; then bb; else cc; fi',
        'while aa; do bb; done',
        'for i in a *.ts $(aa); do bb; done',
        '[[ -f x ]] && aa',
        '[ -f x ] && aa',
        "aa <<'E'\n$X $(y)\nE",
        'aa <<< x',
        'aa -m "$(cat <<\'E\'\nx (y) `z`\nE\n)"',
        'aa $HOME "$HOME/x" ~/x *.ts $((1+2)) {} a\\;b',
        'aa "on $(bb) as $USER"',
        'aa > /dev/null 2>&1',
        'aa < file.txt',
        'ls && aa',
        'X=1; aa',
        `${'aa && '.repeat(60)}aa`,
      ]),
    ).toEqual([]);
  });

  it('never cover what may be more than its letters', () => {
    expect(
      others(AA, 'ask', [
        'aa &',
        'aa & bb',
        '(aa)',
        '{ aa; }',
        'case x in a) aa;; esac',
        'f() { aa; }',
        'coproc aa',
        'select i in a; do aa; done',
        'for ((;;)); do aa; done',
        'if aa | bb; then cc; fi',
        'aa $(bb)',
        'aa `bb`',
        'aa "$(bb)"',
        'aa "-x $(bb)"',
        'aa <(bb)',
        'aa $X',
        'aa ${HOME}',
        'aa "$X"',
        'aa {a,b}',
        "aa $'x'",
        'aa a\\ b',
        'aa =b',
        'aa @(a|b)',
        'aa $((X+1))',
        'aa "$(( $(zz) ))"',
        'aa $[1+2]',
        'aa x\\\n',
        'aa \u00a0b',
        'aa <<E\nx\nE',
        "aa <<'E' && bb\nx\nE",
        "aa <<'E' > /dev/null\nx\nE",
        'aa 2>&-',
        '> /dev/null aa',
        'while aa; do bb; done > /dev/null',
        '[[ -f $X ]] && aa',
        '[[ a == b* ]] && aa',
        'PATH=x; aa',
        'LD_PRELOAD=x; aa',
        'A=1 B=2; aa',
        'cd .. && aa',
        'cd src && cd lib && aa',
        `aa ${'y'.repeat(10_000)}`,
        "aa 'x",
        'aa && zz',
      ]),
    ).toEqual([]);
  });

  it('cover the very line all the same, where it stands in a rule as it is', () => {
    const lines = [
      'aa $X',
      'aa "$(bb)"',
      '{ aa; }',
      'for i in a; do aa $i; done',
      'aa && zz',
      'eval aa',
    ];
    for (const line of lines) {
      expect(verdictOn({ allow: [`Bash(${line})`] }, line).outcome).toBe('allow');
    }
    const cut = ['aa | zz', 'aa &', '(aa)', 'aa > f', 'cd src && git x', 'rm -rf /', 'cat /etc/x'];
    for (const line of cut) {
      expect(verdictOn({ allow: [`Bash(${line})`] }, line).outcome).toBe('ask');
    }
  });

  it('look past wrappers and harmless variables, and past nothing else', () => {
    expect(
      others(AA, 'allow', [
        'timeout 5 aa',
        'timeout -k 3 -s KILL 5s aa',
        'nice -n 5 aa',
        'nohup aa x',
        'stdbuf -oL aa',
        'command aa',
        'builtin aa',
        'noglob aa',
        'xargs aa',
        'nohup nice -n 5 timeout 3 aa',
        'NODE_ENV=test CI=1 aa',
        'LANG=C.UTF-8 timeout 5 aa',
        "'aa' x",
        'a\\a x',
      ]),
    ).toEqual([]);
    expect(
      others(AA, 'ask', [
        'timeout aa',
        'timeout --foo 5 aa',
        'nice -n5 aa',
        'xargs -n1 aa',
        'xargs timeout 5 aa',
        'env aa',
        'sudo aa',
        'exec aa',
        'watch aa',
        'npx aa',
        'time -p aa',
        'PORT=1 aa',
        'NODE_OPTIONS=x aa',
        'LANG=x aa',
        'NODE_ENV="x" aa',
        'NODE_ENV=$X aa',
        '/usr/bin/aa',
        './aa',
        'AA',
      ]),
    ).toEqual([]);
  });

  it('with a star cover no program that runs others as such', () => {
    const lists: Lists = {
      allow: [
        'watch',
        'setsid',
        'eval',
        'source',
        '.',
        'exec',
        'trap',
        'alias',
        'find',
        'awk',
        'jq',
      ].map((name) => `Bash(${name} *)`),
    };
    const lines = [
      ...['watch x', 'setsid x', 'eval x', 'source x', '. x', 'exec x', 'trap x EXIT', 'alias x=y'],
      ...['find . -delete', 'find . -exec x {} +', 'awk \'BEGIN{system("x")}\'', 'jq -f x'],
    ];
    expect(others(lists, 'ask', lines)).toEqual([]);
    expect(verdictOn(lists, 'find . -name x').outcome).toBe('allow');
  });

  it('silence no redirection: that needs a rule for the file', () => {
    expect(verdictOn(AA, 'aa > out.txt')).toMatchObject({
      outcome: 'ask',
      because: '`> out.txt` writes a file: a Bash rule can’t allow that.',
    });
    const lists: Lists = { allow: [...(AA.allow ?? []), 'Edit(/out.txt)', 'Edit(/**)'] };
    expect(verdictOn(lists, 'aa > out.txt').outcome).toBe('allow');
    expect(
      others(lists, 'ask', ['aa > $X', 'aa > .git/config', 'aa > /etc/x', 'aa < /etc/x']),
    ).toEqual([]);
  });

  it('let programs that work on files work in the project only', () => {
    const lists: Lists = { allow: ['Bash(rm *)', 'Bash(cp *)', 'Bash(cat *)', 'Bash(chmod *)'] };
    expect(
      others(lists, 'allow', ['rm a', 'rm -rf src', 'cp a b', 'cat a', 'chmod +x /etc/x']),
    ).toEqual([]);
    expect(
      others(lists, 'ask', [
        'rm /etc/x',
        'rm *.o',
        'rm -rf .',
        'cp a /b',
        'cp -r a b',
        'cat ../x',
        'rm .git/x',
      ]),
    ).toEqual([]);
  });

  it('are all silenced by a bare one, but for what no rule may pre-approve', () => {
    const lists: Lists = { allow: ['Bash'] };
    expect(others(lists, 'allow', ['aa &', '(aa)', 'aa $X', 'aa > f', 'eval x', "aa 'x"])).toEqual(
      [],
    );
    expect(
      others(lists, 'ask', [
        'rm -rf /',
        'rm -rf ~',
        'aa; rm -rf *',
        '/bin/rm -rf "$X"/*',
        'aa > .git/config',
      ]),
    ).toEqual([]);
  });
});

describe('without a rule', () => {
  it('what only reads in the project runs', () => {
    expect(
      others({}, 'allow', [
        ...[
          'ls -la src',
          'cat a b | wc -l',
          'grep -rn --include=*.ts x src',
          'find . -name "*.ts"',
        ],
        ...[
          'git status -sb',
          'git log --oneline -5',
          'git diff HEAD -- src',
          'git branch -a',
          'git stash list',
        ],
        ...[
          'echo "$HOME"',
          'cd src && ls',
          'sed -n 1,5p a',
          'jq -r .a a.json',
          'xargs grep -l x',
          'sort -u a',
        ],
        ...[
          'timeout 5 cat a',
          'test -f x && echo y',
          'docker ps -a',
          'node --version',
          'ls > /dev/null',
        ],
      ]),
    ).toEqual([]);
  });

  it('everything else is asked', () => {
    expect(
      others({}, 'ask', [
        ...[
          'cat /etc/x',
          'ls ..',
          'find . -delete',
          'find . -exec rm {} +',
          'grep x /etc/y',
          'sort -o f a',
        ],
        ...[
          'git branch x',
          'git push',
          'git log --output=x',
          'git -c a=b log',
          'git config a b',
          'git diff --ext-diff',
        ],
        ...[
          'echo $X',
          'ls $(pwd)',
          'sed -i s/a/b/ f',
          'sed s/a/b/e f',
          'jq -n env',
          'xargs rm',
          'date -s x',
        ],
        ...[
          'cd src && git status',
          'docker run x',
          'node a.js',
          'env ls',
          'nice ls',
          'time ls',
          'ls > f',
          './ls',
        ],
      ]),
    ).toEqual([]);
  });
});
