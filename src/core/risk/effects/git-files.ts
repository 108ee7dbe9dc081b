import { flagsOf, operandsOf, optionValues, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { isAtLeast } from '../tier.ts';
import { gitFlags } from './git-flags.ts';
import { DISCARDS } from './git.ts';
import { verbOf, type EffectReader } from './rules.ts';
import { written, writtenText } from './written.ts';

/** Files with keys or passwords that git shows (`git show HEAD:.env`), or keeps for good. */
function gitSecrets(call: Invocation): readonly Effect[] {
  const verb = verbOf(call);
  const [, named] = /^(show|diff|log|blame|cat-file|grep|add|stage)\b/.exec(verb) ?? [];
  if (named === undefined) return [];
  if (named === 'log' && !flagsOf(call.args).some((arg) => /^(-p|-u|--patch)$/.test(arg)))
    return [];
  return operandsOf(call.words)
    .map(({ value, text }) => (value ?? text).replace(/^[^:]*:/, ''))
    .filter((path) => path !== named && !CODE.test(path) && isCredentialFile(path))
    .slice(0, 1)
    .map((path) =>
      named === 'add' || named === 'stage'
        ? effect('high', 'git_write', `puts keys or passwords into the history (${path})`)
        : effect('high', 'file_read', `shows keys or passwords in ${path}`, 'reads-secret'),
    );
}

/** What is about secrets (`secret-store.ts`) holds none. */
const CODE =
  /\.([cm]?[jt]sx?|py|go|rs|rb|java|kt|cs|php|swift|c|cc|cpp|h|hpp|vue|svelte|mdx?|html|css)$/i;

/** What `git clean` and `git checkout` do to files, also to those that `xargs` puts in. */
function gitFiles(call: Invocation): readonly Effect[] {
  const verb = verbOf(call);
  if (/^clean\b/.test(verb)) return [clean(call)];
  if (operandsOf(call.words, OWN_VALUES)[0]?.value === null)
    return [effect('high', 'git_write', 'does what is only known when it runs')];
  if (call.fed && /^branch\b/.test(verb) && gitFlags(call.args).some(isDelete))
    return [effect('high', 'git_write', 'deletes every branch that it is given')];
  if (call.fed && verb === 'restore' && !onlyUnstages(call))
    return [effect('high', 'git_write', DISCARDS)];
  if (!/^checkout\b/.test(verb)) return [];
  const dashes = call.args.indexOf('--');
  const named = operandsOf(
    call.words,
    '-C -c --git-dir --work-tree -b -B --orphan -t --conflict',
  ).slice(1);
  const makes = call.args.some((arg) => /^(-b.*|-B.*|--orphan|-t|--track|-d|--detach)$/.test(arg));
  const isFiles =
    call.fed ||
    gitFlags(call.args).some((flag) => /^(-p|--patch)$/.test(flag)) ||
    (dashes !== -1 && dashes < call.args.length - 1) ||
    (!makes && named.length > 1) ||
    named.some(({ text }) => /^(\.{1,2}(\/|$)|:|.*[*?])|\.[a-z]\w{0,4}$/.test(text));
  return isFiles ? [effect('high', 'git_write', DISCARDS)] : [];
}

/** What stands in front of git’s verb and takes the next word. */
const OWN_VALUES = '-C -c --git-dir --work-tree --namespace --config-env --super-prefix';

const isDelete = (flag: string): boolean => /^(-d|--delete)$/.test(flag);

function onlyUnstages({ args }: Invocation): boolean {
  const flags = gitFlags(args);
  return (
    flags.some((flag) => /^(-S|--staged)$/.test(flag)) &&
    !flags.some((flag) => /^(-W|--worktree)$/.test(flag))
  );
}

function clean({ args }: Invocation): Effect {
  if (args[args.indexOf('clean') + 1] === '--help')
    return effect('none', 'git_read', 'says how it is used');
  // In one cluster with what forces it, a single letter is all that keeps it from deleting.
  const shows = gitFlags(args).some((flag) => /^(-[dxXqi]*n[dxXqi]*|--dry-run)$/.test(flag));
  const isRisky = args.some((arg) => /^-[a-zA-Z]*(n[a-zA-Z]*f|f[a-zA-Z]*n)/.test(arg));
  if (shows && !isRisky && !args.some((arg) => arg.startsWith('--no-d')))
    return effect('none', 'git_read', 'lists files that git does not know');
  return effect('high', 'file_delete', 'deletes files that git does not know');
}

/** What is brought from elsewhere into a folder that guards something, or where the system keeps its own. */
function clonedTo(call: Invocation, facts: FolderFacts): readonly Effect[] {
  if (!call.args.includes('clone')) return [];
  const operands = operandsOf(
    call.words,
    '-C -c --git-dir -b --branch --depth -o --origin --reference -u --upload-pack -j --jobs --filter --template --separate-git-dir --server-option --shallow-since --config --bundle-uri --revision',
  );
  const [verb, , target] = operands;
  if (verb?.text !== 'clone' || target === undefined) return [];
  const effect = written(target, call, facts);
  return isAtLeast(effect.tier, 'high') ? [effect] : [];
}

/** Files that git writes what it shows to. */
function gitOutput(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const verb = verbOf(call);
  const bundle = /^bundle create (\S+)/.exec(verb)?.[1];
  if (bundle !== undefined) return [writtenText(bundle, call, facts)];
  if (!call.args.some((arg) => /^(-o|--output)/.test(arg))) return [];
  const short = /^(format-patch|archive)\b/.test(verb);
  return optionValues(call.args, short ? /^(-o|--output(-directory)?)$/ : /^--output$/).map(
    (path) => writtenText(path, call, facts),
  );
}

export const GIT_READERS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  [
    'git',
    (call: Invocation, facts: FolderFacts) => [
      ...gitFiles(call),
      ...gitSecrets(call),
      ...gitOutput(call, facts),
      ...clonedTo(call, facts),
    ],
  ],
]);
