import { operandsOf, optionValues, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isAtLeast } from '../tier.ts';
import type { EffectReader } from './rules.ts';
import { writtenText } from './written.ts';

/** Settings of git that neither run a program nor lead it elsewhere. */
const HARMLESS =
  /^(user\.(name|email|useconfigonly)|color\..*|advice\..*|init\.defaultbranch|pull\.(rebase|ff)|push\.(default|autosetupremote|followtags)|core\.(autocrlf|eol|ignorecase|quotepath|filemode|whitespace|safecrlf|precomposeunicode|longpaths|abbrev|commentchar|symlinks|preloadindex|untrackedcache|compression|logallrefupdates|fscache)|merge\.(conflictstyle|ff|renamelimit|log|stat)|diff\.(algorithm|renames|colormoved|mnemonicprefix|noprefix|renamelimit|context|submodule)|log\..*|rerere\..*|branch\.(autosetupmerge|autosetuprebase|sort|.+\.(remote|merge|rebase|description))|fetch\.(prune|prunetags|parallel|all|writecommitgraph)|rebase\.(autosquash|autostash|updaterefs|stat)|column\..*|format\.(pretty|signoff)|status\..*|blame\..*|grep\.(linenumber|patterntype|extendedregexp|fullname|column)|gc\.(auto|autodetach)|feature\..*|commit\.(verbose|status|cleanup)|i18n\..*|tag\.sort|versionsort\..*|help\.(autocorrect|format)|index\..*|pack\.\w+|stash\..*|submodule\.(recurse|fetchjobs)|checkout\.(defaultremote|workers|guess)|clone\.defaultremotename|add\.\w+|apply\.\w+|http\.(postbuffer|lowspeedlimit|lowspeedtime|version))$/i;

/** Settings that make something weaker or other, but run nothing. */
const MILD =
  /^((commit|tag|push)\.gpgsign|user\.signingkey|gpg\.format|(merge|diff)\.(tool|guitool)|core\.(excludesfile|looserefcompression)|commit\.template|transfer\.(hiderefs|unpacklimit|advertise\w*)|remote\..+\.(fetch|push|prune|tagopt)|lfs\.locksverify|maintenance\..*|am\..*|mailmap\..*)$/i;

/** Settings that switch off what stands guard, or start a program by themselves. */
const HOOKS =
  /^(core\.(hookspath|fsmonitor|sshcommand|askpass|editor|pager|gitproxy|alternaterefscommand|attributesfile|bare|worktree|repositoryformatversion)|credential\..*|include(if)?\..*|alias\..*|gpg\..*|safe\..*|filter\..*|protocol\..*|url\..*|http\..*|init\.templatedir|uploadpack\..*|receive\..*)$/i;

/** `git config …` and `git -c …`. */
const gitSettings: EffectReader = (call, facts) => [
  ...overrides(call),
  ...(call.args.includes('config') ? [...changes(call), ...otherFiles(call, facts)] : []),
];

/** `git config --file` writes to any file that it is given. */
function otherFiles(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const operands = operandsOf(call.words, '-C -c --git-dir --work-tree -f --file');
  if (operands[0]?.value !== 'config' || operands.length < 3) return [];
  return optionValues(call.args, /^(-f|--file)$/)
    .filter((path) => !/(^|\/)\.git(\/config|config|modules)$/.test(path))
    .map((path) => writtenText(path, call, facts))
    .filter(({ tier }) => isAtLeast(tier, 'high'));
}

/** What `-c` and `--config-env` set for this one call. */
function overrides({ args, words }: Invocation): readonly Effect[] {
  if (!args.some((arg) => arg.startsWith('-c') || arg.startsWith('--config'))) return [];
  const verb = args.findIndex((arg) => /^[a-z][a-z-]+$/.test(arg));
  const clones = args[verb] === 'clone';
  return args.flatMap((arg, at) => {
    const before = args[at - 1] ?? '';
    const isOwn = verb === -1 || at < verb;
    const attached =
      /^--config-env=(.*)$/s.exec(arg)?.[1] ??
      (isOwn ? /^-c(\w[\w-]*\..*)$/s.exec(arg)?.[1] : undefined);
    const isOption = /^(-c|--config-env)$/.test(before) && (verb === -1 || at <= verb || clones);
    const isCloned = clones && before === '--config';
    if (attached === undefined && !isOption && !isCloned) return [];
    const key = (attached ?? arg).replace(/[=].*$/s, '').replace(/["'\\]/g, '');
    // In quotes as a whole it is what it says; with more of them inside it hides something.
    const setting = (words[at]?.text ?? arg).replace(/^(["'])([^"'\\$`]*)\1$/, '$2');
    const isHarmless = HARMLESS.test(key) && !LEADS_ELSEWHERE.test(setting);
    if (isHarmless || isNoProgram(key, setting) || ONLY_LOOKS.test(setting)) return [];
    if (MILD.test(key) && !OVERWRITES.test(setting))
      return [effect('medium', 'git_write', `sets ${key} of git`)];
    const does = `sets ${key} of git, which can run programs or lead it elsewhere`;
    return [effect('high', 'shell_run', does)];
  });
}

/** An address by a helper of its own (`ext::sh`), which is a program. */
const LEADS_ELSEWHERE = /\w::/;

/** What is fetched is to overwrite branches of one’s own (`+refs/*:refs/*`). */
const OVERWRITES = /\+[^:\s]+:(?!refs\/remotes\/)/;

/** Another name for a verb of git that only looks. */
const ONLY_LOOKS = /^(-c)?alias\.[\w-]+=["']?(status|log|diff|show|blame|shortlog|describe)["']?$/i;

/** An editor or pager that does nothing. */
function isNoProgram(key: string, setting: string): boolean {
  return /(editor|pager)$/i.test(key) && /=(true|:|cat)$/.test(setting);
}

function changes({ words, args }: Invocation): readonly Effect[] {
  const operands = operandsOf(
    words,
    '-C -c --git-dir --work-tree --config-env -f --file --blob --type --default --comment --value',
  );
  const [verb, first, ...rest] = operands.map(({ value, text }) => value ?? text);
  if (verb !== 'config') return [];
  const has = (flag: RegExp): boolean => args.some((arg) => flag.test(arg));
  if (has(/^(-e|--edit)$/) || first === 'edit') {
    return [effect('high', 'git_write', 'opens git’s settings to be changed')];
  }
  const isModern = /^(get|list|set|unset|rename-section|remove-section)$/.test(first ?? '');
  const key = (isModern && first !== 'list' ? rest[0] : first) ?? '';
  const changesIt =
    has(/^--(unset(-all)?|add|replace-all|remove-section|rename-section)$/) ||
    /^(set|unset|rename-section|remove-section)$/.test(first ?? '') ||
    (!isModern && (rest.length > 0 || key.includes('=')));
  if (!changesIt || has(/^(--get(-\w+)?|--list|-l)$/)) {
    return [effect('none', 'git_read', 'looks at git’s settings')];
  }
  const name = key.replace(/=.*$/s, '');
  if (HARMLESS.test(name) && !LEADS_ELSEWHERE.test(rest.join(' '))) {
    const isWide = has(/^--(global|system)$/);
    return [effect(isWide ? 'medium' : 'low', 'git_write', `changes git’s setting ${name}`)];
  }
  const value = (isModern ? rest.slice(1) : rest).join(' ');
  const isPlainAlias = /^alias\./i.test(name) && /^\w/.test(value);
  if ((MILD.test(name) && !OVERWRITES.test(value)) || isPlainAlias) {
    return [effect('medium', 'git_write', `changes git’s setting ${name}`)];
  }
  const isHook = HOOKS.test(name) || has(/^--system$/);
  const does = `changes git’s setting ${name}, which decides what git runs or trusts`;
  return [effect(isHook ? 'critical' : 'high', 'git_write', does)];
}

export const GIT_SETTINGS: ReadonlyMap<string, EffectReader> = new Map([['git', gitSettings]]);
