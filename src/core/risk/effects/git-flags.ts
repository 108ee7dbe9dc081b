import { wordSet } from '../command/invocation.ts';

/** Options that take the next word as their value, by verb. */
const VALUES: Readonly<Record<string, string>> = {
  ...each('checkout switch', '-b -B -c -C -U --orphan --conflict --unified --inter-hunk-context'),
  restore: '-s -U --source --conflict --unified --inter-hunk-context --pathspec-from-file',
  ...each('reset stash', '-m -U --message --unified --inter-hunk-context --pathspec-from-file'),
  commit:
    '-m -F -C -c -t --message --file --author --date --template --reuse-message --reedit-message --fixup --squash --trailer --cleanup --pathspec-from-file',
  ...each('merge cherry-pick revert', '-m -F -s -X --strategy --strategy-option --file'),
  tag: '-m -F -u --message --file --local-user --sort --format',
  branch: '-u --set-upstream-to --sort --format',
  push: '--repo --receive-pack --exec',
  rebase: '-s -X -C --strategy --strategy-option --onto',
  clone: '-b -o -j --branch --origin --depth --jobs --reference --filter',
  clean: '-e --exclude',
};

function each(verbs: string, values: string): Readonly<Record<string, string>> {
  return Object.fromEntries(verbs.split(' ').map((verb) => [verb, values]));
}

/** Long options by which something is lost, or passed by: git takes their beginnings for the whole. */
const LOUD = [
  ...['--force', '--hard', '--delete', '--mirror', '--prune', '--discard-changes', '--worktree'],
  ...['--no-verify', '--force-create', '--merge', '--exec', '--upload-pack', '--receive-pack'],
  ...['--remove-section', '--skip-worktree', '--assume-unchanged', '--pathspec-from-file'],
  '--no-gpg-sign',
];

/** Options in front of the verb that take the next word. */
const OWN = new Set(
  '-C -c --git-dir --work-tree --namespace --config-env --exec-path --super-prefix'.split(' '),
);

/**
 * The options of a call of git as git reads them: a value is no option, though it looks like one
 * (`--source --staged`); the value of a letter ends a cluster of them (`-cfeature`); the beginning
 * of a loud name counts as the whole (`--har`); and `--no-force` takes `--force` back.
 */
export function gitFlags(args: readonly string[]): readonly string[] {
  const found: string[] = [];
  let at = 0;
  for (; at < args.length && (args[at] ?? '').startsWith('-'); at += 1) {
    if (OWN.has(args[at] ?? '')) at += 1;
    else found.push(args[at] ?? '');
  }
  const taking = wordSet(VALUES[args[at] ?? ''] ?? '');
  for (at += 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') break;
    const { flags, takesNext } = readFlag(arg, taking);
    const taken = /^--no-(.+)$/.exec(arg)?.[1];
    if (taken !== undefined) drop(found, `--${taken}`);
    found.push(...flags);
    if (takesNext) at += 1;
  }
  return found;
}

function drop(found: string[], flag: string): void {
  for (let at = found.length - 1; at >= 0; at -= 1) if (found[at] === flag) found.splice(at, 1);
}

interface ReadFlag {
  readonly flags: readonly string[];
  readonly takesNext: boolean;
}

function readFlag(arg: string, taking: ReadonlySet<string>): ReadFlag {
  if (arg.startsWith('--')) {
    return { flags: [arg, ...begunBy(arg)], takesNext: taking.has(arg) };
  }
  if (!/^-[A-Za-z]{2,}$/.test(arg)) return { flags: [arg], takesNext: taking.has(arg) };
  const letters = Array.from(arg.slice(1), (letter) => `-${letter}`);
  const end = letters.findIndex((letter) => taking.has(letter));
  const own = end === -1 ? letters : letters.slice(0, end + 1);
  return { flags: [arg, ...own], takesNext: end !== -1 && end === letters.length - 1 };
}

/** `--har` is `--hard`, `--pathspec-from-f=list` is `--pathspec-from-file=list`. */
function begunBy(arg: string): readonly string[] {
  const [name = ''] = arg.split('=', 1);
  if (!/^--[a-z][a-z-]*$/.test(name) || LOUD.includes(name)) return [];
  return LOUD.filter((whole) => whole.startsWith(name));
}
