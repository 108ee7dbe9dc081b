import { describe, expect, it } from 'vitest';
import { others, type Lists } from './verdicts-on.ts';

const DD: Lists = { allow: ['Bash'], deny: ['Bash(dd *)'] };

/** Options of programs that run another one, which take the next word (measured, one by one). */
const TAKING: Readonly<Record<string, string>> = {
  sudo:
    '-a -g -h -p -r -t -u -C -D -R -T -U --user --group --host --prompt --chdir --chroot --role ' +
    '--type --other-user --close-from --command-timeout',
  doas: '-a -u -C',
  env: '-u -C --unset --chdir',
  exec: '-a',
  watch: '-n --interval --equexit',
  ionice: '-c -n -p -u -P --class --classdata --pid --pgid --uid',
  chrt: '-p -D -P -T --sched-runtime --sched-period --sched-deadline --pid',
  taskset: '-c --cpu-list',
  strace:
    '-a -b -e -o -p -s -u -E -I -O -P -S -U -X --output --trace --attach --env --user --string-limit ' +
    '--columns --summary-sort-by --expr',
  ltrace: '-a -e -l -n -o -p -s -u -w -x -A -D -F --output --library',
  unshare:
    '-w -G -R -S --root --wd --setuid --setgid --propagation --setgroups --monotonic --boottime',
  nsenter: '-t -G -S --target --setuid --setgid',
  pkexec: '--user',
  flock: '-w -E --timeout --wait --conflict-exit-code',
  script:
    '-m -o -B -E -I -O -T --log-out --log-io --log-in --log-timing --output-limit --echo ' +
    '--logging-format',
};

/** What has to stand before the program. */
const BEFORE: Readonly<Record<string, string>> = {
  flock: 'f ',
  script: 'f ',
  chrt: '5 ',
  taskset: '0x3 ',
};

const NAMES = [...Object.keys(TAKING), ...['setsid', 'nocorrect', 'noglob', 'builtin', 'command']];

describe('what a rule to deny sees behind a program that runs another', () => {
  it('is that one, behind options that stand alone', () => {
    const lines = NAMES.flatMap((name) =>
      ['', '-Z ', '-vZ ', '--zz ', '-- ', '--zz=dd '].map(
        (option) => `${name} ${option}${BEFORE[name] ?? ''}dd x`,
      ),
    );
    expect(others(DD, 'deny', lines)).toEqual([]);
  });

  it.each(Object.entries(TAKING))('is not the value of an option: %s', (name, options) => {
    const all = options.split(' ');
    const before = BEFORE[name] ?? '';
    expect(
      others(
        DD,
        'deny',
        all.map((one) => `${name} ${one} v ${before}dd x`),
      ),
    ).toEqual([]);
    expect(
      others(
        DD,
        'allow',
        all.map((one) => `${name} ${one} dd ${before}aa x`),
      ),
    ).toEqual([]);
    const attached = all.map((one) => `${name} ${one}${one.startsWith('--') ? '=' : ''}v`);
    expect(
      others(
        DD,
        'deny',
        attached.map((one) => `${one} ${before}dd x`),
      ),
    ).toEqual([]);
  });

  it('is not the word in the place of a number or a file', () => {
    const lines = [
      'chrt 5 aa dd',
      'taskset 0xff aa dd',
      'flock dd aa',
      'script dd aa',
      'flock f aa dd',
    ];
    expect(others(DD, 'allow', lines)).toEqual([]);
    const reached = [
      ...['chrt 55 dd', 'taskset 0xAf dd', 'taskset 12 dd', 'chrt dd', 'taskset dd x'],
      ...['flock dd', 'flock f -- dd', 'script dd', 'script f -- dd', 'flock X=1 dd'],
    ];
    expect(others(DD, 'deny', reached)).toEqual([]);
  });

  it('is a line of shell in an option', () => {
    const lines = [
      ...[
        "env -S 'dd x'",
        'env -S dd x',
        "env -iS 'dd x'",
        "env -S'dd x'",
        "env --split-string='dd x'",
      ],
      ...["env --split-string 'dd x'", "env -i -S 'sudo dd'", "script -c 'dd x'"],
      ...[
        "script -qc 'dd x'",
        "script -c'dd x' f",
        "script f -c 'dd x'",
        "script --command='dd x'",
      ],
      ...[
        "script --command 'dd x' f",
        "script -q f -c 'dd x'",
        "flock f -c 'dd x'",
        "flock -c 'dd x'",
      ],
      ...["flock -n -w 3 f -c 'dd x'", "flock f -n -c 'dd x'", "flock -w 3 -c 'dd x'"],
      ...["script -m x f -c 'dd x'", "script f -q -c 'dd x'", "script -- f -c 'dd x'"],
      ...["env X=1 -S 'dd x'", "env -u x a-b=1 -i -S 'dd x'"],
    ];
    expect(others(DD, 'deny', lines)).toEqual([]);
    const missed = [
      ...["script f g -c 'dd x'", "script -q f aa -c 'dd x'", "flock f -- -c 'dd x'"],
      ...[
        "env aa -S 'dd x'",
        "env x X=1 -S 'dd x'",
        'env -S sudo dd',
        "env -S 'sudo' 'dd x'",
        "script f aa -c 'dd x'",
        "flock f aa -c 'dd x'",
      ],
      ...['script -c aa dd', "env -S 'aa dd'", 'env -S', "script -c 'aa; dd x'"],
    ];
    expect(others(DD, 'allow', missed)).toEqual([]);
  });

  it('is nothing where it only asks what a name means', () => {
    const lines = [
      'command -v dd',
      'command -V dd',
      'command -pv dd',
      'command -v -p dd',
      'command -p -v dd',
    ];
    expect(others(DD, 'allow', lines)).toEqual([]);
    expect(
      others(DD, 'deny', [
        'command -p dd',
        'command -vx dd',
        'command -xv dd',
        'exec -v dd',
        'command -x dd -v',
        'builtin -v dd',
      ]),
    ).toEqual([]);
  });

  it('is nothing where the options are all there is', () => {
    expect(others(DD, 'allow', ['sudo', 'sudo -u', 'sudo -u dd', 'env X=dd', 'sudo --'])).toEqual(
      [],
    );
  });

  it('stands behind what is set for it', () => {
    const lines = ['env A=1 B+=2 dd', 'sudo A[1]=x dd', 'env _x9=1 -i dd', 'sudo -n A=1 -u b dd'];
    expect(others(DD, 'deny', lines)).toEqual([]);
    const oddly = ['9x=1', 'a-b=1', '=1', '"a b=1"', '$X=1', 'a-b=$X', '-i a-b=1 B=2'];
    const odd = oddly.flatMap((set) => [`env ${set} dd`, `sudo env ${set} dd`]);
    expect(others(DD, 'deny', [...odd, 'sudo 9x=1 dd', 'sudo =1 dd'])).toEqual([]);
    const missed = ['doas 9x=1', 'watch a-b=1', 'exec a-b=1', 'a-b=1', 'nice a-b=1', 'env x'];
    expect(
      others(
        DD,
        'allow',
        missed.map((before) => `${before} dd`),
      ),
    ).toEqual([]);
  });
});
