import type { Action } from '../domains.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { flagsOf, operandsOf, wordSet, type Invocation } from '../command/invocation.ts';
import type { Tier } from '../tier.ts';
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
const ONLY_SHOWS =
  /^(--dry-?run(=(?!none|false).*)?|--help|--what-?if|--noop|--simulate|--just-print|--check)$/i;

/** Of some programs only a few verbs know how to only show; with the others it is no such option. */
const KNOWS_IT: Readonly<Record<string, RegExp>> = {
  aws: /^(ec2|s3)\b|\bhelp$/,
  az: /^(deployment|stack)\b|\bhelp$/,
};

/**
 * The words of a call that are no options, joined by blanks.
 * @param values further options that take the next word, with blanks between them
 */
export function verbOf({ name, words }: Invocation, values = ''): string {
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
  return new Map([...byProgram].map(([name, own]) => [name, (call) => effectsBy(own, call)]));
}

function effectsBy(rules: readonly EffectRule[], call: Invocation): readonly Effect[] {
  const verb = verbOf(call);
  const flags = call.name === 'git' ? gitFlags(call.args) : flagsOf(behindOwnOptions(call));
  const found = rules.filter((rule) => fits(rule, verb, flags));
  const shows =
    (flags.some((flag) => ONLY_SHOWS.test(flag)) &&
      (KNOWS_IT[call.name ?? '']?.test(verb) ?? true)) ||
    /^help\b|\bhelp$/.test(verb);
  return found.map(({ tier, action, does, verb: named }) =>
    shows && named !== undefined
      ? effect('low', action, 'only shows what it would do')
      : effect(tier, action, does),
  );
}

/** The arguments without the options in front of the verb: `git -C folder` is no `-C` of the verb. */
function behindOwnOptions({ name, args }: Invocation): readonly string[] {
  const taking = wordSet(VALUES.get(name ?? '') ?? '');
  let at = 0;
  while (at < args.length && taking.has(args[at] ?? '')) at += 2;
  return args.slice(at);
}

function fits(
  { verb, flag, unless }: EffectRule,
  words: string,
  flags: readonly string[],
): boolean {
  if (verb !== undefined && !verb.test(words)) return false;
  if (flag !== undefined && !flags.some((one) => flag.test(one))) return false;
  return unless === undefined || !flags.some((one) => unless.test(one));
}
