import type { Action } from '../domains.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { flagsOf, operandsOf, wordSet, type Invocation } from '../command/invocation.ts';
import type { Tier } from '../tier.ts';
import { mayFitBehind } from './first-word.ts';
import { gitFlags } from './git-flags.ts';

/** Says what a program with its arguments does; nothing where it has nothing to say. */
export type EffectReader = (call: Invocation, facts: FolderFacts) => readonly Effect[];

/** What some programs do, with a verb or a flag: one line of a table. */
export interface EffectRule {
  readonly tier: Tier;
  readonly action: Action;
  /** The programs, with blanks between them. */
  readonly of: string;
  /** Tested on the words that are no options, joined. */
  readonly verb?: RegExp;
  /** Some option has to fit (`-rf` counts as `-r` and `-f`, too). */
  readonly flag?: RegExp;
  /** No option may fit. */
  readonly unless?: RegExp;
  readonly does: string;
}

/** Options that take a value and may stand in front of a verb, by program. */
const VALUES: ReadonlyMap<string, string> = new Map(
  [
    [
      'git',
      '-C -c -o --git-dir --work-tree --namespace --config-env --exec-path --super-prefix --push-option',
    ],
    [
      'kubectl oc helm flux istioctl',
      '-n --namespace --context --kube-context --cluster --kubeconfig --user -s --server --token -l -o',
    ],
    [
      'aws',
      '--profile --region --output --endpoint-url --query --color --ca-bundle --cli-read-timeout',
    ],
    ['gcloud bq gsutil', '--project --account --configuration --format --zone --region -o -u'],
    ['az', '--subscription -o --output --query'],
    ['gh glab hub', '-R --repo --hostname'],
    [
      'docker podman nerdctl docker-compose podman-compose',
      '-c --context -H --host -l --log-level -f --file -p --project-name --profile --env-file --project-directory --config',
    ],
    ['terraform tofu terragrunt', '-chdir'],
    ['npm pnpm yarn bun', '--prefix -C --dir --filter -F --cwd -w --workspace'],
    ['systemctl', '-H --host -M --machine'],
    ['cargo', '--manifest-path --color -Z --config'],
    ['fly flyctl heroku vercel netlify railway', '-a --app -t --token --scope --cwd -r --remote'],
    ['pulumi', '-C --cwd -s --stack'],
    ['vault consul nomad', '-address -namespace -token'],
    ['argocd', '--server --auth-token'],
    ['pip pip3 uv', '--python --directory --project --cache-dir --log --proxy'],
    ['poetry', '-C --directory -P --project'],
    ['vagrant', ''],
    ['hg', '--config -R --repository --cwd --encoding'],
  ].flatMap(([names = '', values = '']) => names.split(' ').map((name) => [name, values] as const)),
);

/** What stands behind these is told to people, and tells the program nothing. */
export const TEXTS = '--title --body --message --description --notes --comment --subject --reason';

/** What takes a value, by program, with those texts. */
const IN_FRONT: ReadonlyMap<string, string> = new Map(
  [...VALUES].map(([name, values]) => [name, `${values} ${TEXTS}`]),
);

/** With these a program only says what it would do, or how it is used. */
const ONLY_SHOWS = /^--dry-?run(=(?!none|false)[^$`]*)?$/i;

/** The same in other words, by the programs that know them: others pass by what they don’t know (npm). */
const OWN_WORDS: readonly (readonly [programs: RegExp, flag: RegExp])[] = [
  [/^(apt|apt-get|aptitude|dpkg)$/, /^(-s|--simulate|--just-print|--recon|--no-act)$/],
  [/^az$/, /^--what-if$/i],
  [/^puppet$/, /^--noop$/],
  [/^ansible/, /^--check$/],
];

/** How it is used, which every verb knows. */
const ONLY_HELPS = /^-{1,2}help$/;

/** Those whose `-h` says the same. */
const HELPS_SHORT =
  /^(kubectl|oc|helm|gh|glab|az|pulumi|terraform|tofu|cargo|npm|pnpm|argocd|flux)$/;

/** What stands last counts, and may be only known when it runs. */
const TAKES_IT_BACK = /^(--no-dry-?run|--dry-?run=(none|false|.*[$`].*))$/i;

/** Of some programs only a few verbs know how to only show; with the others it is no such option. */
const KNOWS_IT: Readonly<Record<string, RegExp>> = {
  aws: /^(ec2|s3)\b/,
  az: /^(deployment|stack)\b/,
  systemctl: /^(halt|poweroff|reboot|kexec|suspend|hibernate|rescue|emergency|default)\b/,
  yarn: /^npm\b/,
  knex: /^(?!)/,
  sequelize: /^(?!)/,
  'sequelize-cli': /^(?!)/,
};

/**
 * The words of a call that are no options, joined by blanks.
 * @param values further options that take the next word, with blanks between them
 */
export function verbOf(call: Invocation, values = ''): string {
  if (values !== '') return readVerb(call, values);
  const before = verbs.get(call);
  if (before !== undefined) return before;
  const verb = readVerb(call, values);
  verbs.set(call, verb);
  return verb;
}

/** Nearly all that is known of a program is asked for by its verb. */
const verbs = new WeakMap<Invocation, string>();

function readVerb({ name, words }: Invocation, values: string): string {
  const own = IN_FRONT.get(name ?? '') ?? TEXTS;
  return operandsOf(words, values === '' ? own : `${own} ${values}`)
    .map(({ value, text }) => value ?? text)
    .join(' ');
}

/** Makes a table ready: what each program's lines say about a call. */
export function readersOf(rules: readonly EffectRule[]): ReadonlyMap<string, EffectReader> {
  const byProgram = new Map<string, EffectRule[]>();
  for (const rule of rules) {
    for (const name of rule.of.trim().split(/\s+/)) {
      byProgram.set(name, [...(byProgram.get(name) ?? []), rule]);
    }
  }
  return new Map(
    [...byProgram].map(([name, own]) => {
      const ofVerb = byVerb(own);
      return [name, (call) => effectsBy(ofVerb, call)];
    }),
  );
}

/** Those lines of a table whose verb fits some words. */
type OfVerb = (words: string) => readonly EffectRule[];

/** So many beginnings are remembered of a program: mostly they are verbs, but they may be anything. */
const MOST_BEGINNINGS = 100;
/** None of more UTF-16 units is one of a table. */
const LONGEST_BEGINNING = 40;

/** Each expression takes its time: those that can’t fit are left out by the first word, once for each. */
function byVerb(rules: readonly EffectRule[]): OfVerb {
  const fits = ({ verb }: EffectRule, words: string): boolean => verb?.test(words) ?? true;
  const known = new Map<string, readonly EffectRule[]>();
  const remembered = (beginning: string, make: () => readonly EffectRule[]) => {
    const before = known.get(beginning);
    if (before !== undefined) return before;
    const found = make();
    if (beginning.length > LONGEST_BEGINNING) return found;
    if (known.size >= MOST_BEGINNINGS) known.clear();
    known.set(beginning, found);
    return found;
  };
  return (words) => {
    const end = words.indexOf(' ');
    if (end === -1) return remembered(words, () => rules.filter((rule) => fits(rule, words)));
    const first = words.slice(0, end);
    const narrowed = remembered(`${first} `, () =>
      rules.filter(({ verb }) => verb === undefined || mayFitBehind(verb, first)),
    );
    return narrowed.filter((rule) => fits(rule, words));
  };
}

function effectsBy(ofVerb: OfVerb, call: Invocation): readonly Effect[] {
  const verb = verbOf(call);
  const flags = call.name === 'git' ? gitFlags(call.args) : flagsOf(behindOwnOptions(call));
  const found = ofVerb(verb).filter((rule) => fitsFlags(rule, flags));
  // What only looks can’t show less.
  if (found.every(({ tier }) => tier === 'none'))
    return found.map(({ tier, action, does }) => effect(tier, action, does));
  const name = call.name ?? '';
  const tries =
    (flags.some((flag) => ONLY_SHOWS.test(flag)) &&
      !flags.some((flag) => TAKES_IT_BACK.test(flag))) ||
    OWN_WORDS.some(
      ([programs, flag]) => programs.test(name) && flags.some((one) => flag.test(one)),
    );
  const shows =
    (tries && (KNOWS_IT[name]?.test(verb) ?? true)) ||
    flags.some((flag) => ONLY_HELPS.test(flag)) ||
    (HELPS_SHORT.test(name) && isAlone(call, '-h')) ||
    asksForHelp(call.name, verb);
  return found.map(({ tier, action, does, verb: named }) =>
    shows && named !== undefined
      ? effect('low', action, 'only shows what it would do')
      : effect(tier, action, does),
  );
}

/**
 * `git help push`, `aws ec2 stop-instances help`: the word stands where a verb does, or where the program
 * looks for it. Anywhere else it is a name like others (`dropdb help`, `git branch -D help`).
 */
export function asksForHelp(name: string | null, verb: string): boolean {
  if (name === 'aws') return /^([\w-]+ ){0,2}help$/.test(verb);
  return /^help(\s|$)/.test(verb) && HAS_VERBS.test(name ?? '');
}

const HAS_VERBS =
  /^(git|hg|svn|jj|gh|glab|docker|podman|nerdctl|docker-compose|kubectl|oc|helm|npm|pnpm|yarn|bun|cargo|go|pip3?|pipx|uv|poetry|pdm|gcloud|az|heroku|fly|flyctl|vercel|netlify|firebase|supabase|terraform|tofu|terragrunt|pulumi|vault|consul|nomad|brew|gem|bundle|rails|composer|dotnet|apt|apt-get|dnf|yum|zypper|snap|flatpak|conda|mamba|rustup|deno|flutter|dart|mix|argocd|flux|istioctl|minikube|kind|k3d|wrangler|doctl|rclone|restic|borg|diskutil|parted|tmutil|launchctl|systemctl)$/;

/** Whether an option stands by itself in front of a `--`: `-nphp` holds no `-h`. */
function isAlone({ args }: Invocation, option: string): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes(option);
}

/** The arguments without the options in front of the verb: `git -C folder` is no `-C` of the verb. */
function behindOwnOptions({ name, args }: Invocation): readonly string[] {
  const taking = wordSet(VALUES.get(name ?? '') ?? '');
  let at = 0;
  while (at < args.length && taking.has(args[at] ?? '')) at += 2;
  return args.slice(at);
}

function fitsFlags({ flag, unless }: EffectRule, flags: readonly string[]): boolean {
  if (flag !== undefined && !flags.some((one) => flag.test(one))) return false;
  return unless === undefined || !flags.some((one) => unless.test(one));
}
