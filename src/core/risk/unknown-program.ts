import { safeAction } from '../rules/programs/safe-action.ts';
import { isRiskyScript } from '../rules/programs/risky-script.ts';
import { carriedBy } from './command/carried.ts';
import { flagsOf, operandsOf, optionValues, type Invocation } from './command/invocation.ts';
import { effect, type Effect } from './effect.ts';
import { asksForHelp, verbOf } from './effects/rules.ts';
import { namedEffect } from './named-script.ts';

/** What a program does that no table has something to say of: as its own words have it. */
export function unknownEffect(call: Invocation, name: string): Effect {
  const texts = [name, ...call.words.map(({ text }) => text)];
  const trust = safeAction(texts)?.trust;
  if (trust === 'plain' || trust === 'steerable' || trust === 'reads-files')
    return effect('none', 'shell_read', 'only looks');
  if (trust === 'own-code') return effect('low', 'shell_run', 'runs the project’s own code');
  if (carriedBy(name, call.words).length > 0)
    return effect('none', 'shell_read', 'runs another program');
  const verb = verbOf(call);
  if (asksHelp(call, verb)) return effect('none', 'shell_read', 'only says what it is');
  if (/^g?make$/.test(name) && flagsOf(call.args).some((flag) => MAKE_SHOWS.test(flag)))
    return effect('low', 'shell_run', 'only shows what it would do');
  if (/^(g?make|just|cmake)$/.test(name) && leadsOut(call))
    return effect('medium', 'shell_run', 'runs code that lies out of the project');
  if (OWN_SCRIPTS.test(name)) return ownScript(verbOf(call, '--mode --configuration'), name);
  if (isProse(call)) {
    return effect(
      'high',
      'shell_run',
      'reads like a sentence, not like a program, so it can’t be told',
    );
  }
  const told = [...verbs(call), ...flagsOf(call.args).filter(isLong)].join(' ');
  if (DESTROYS.test(told.replace(SHAPES, '')) || NAMED_SO.test(name)) {
    return effect('high', 'shell_run', 'is told to take something away, and isn’t known');
  }
  if (FORCES.test(told)) {
    return effect('high', 'shell_run', 'is told to ask nobody, and isn’t known');
  }
  if (PUBLISHES.test(verbs(call).slice(0, 2).join(' '))) {
    return effect('high', 'workflow_publish', 'is told to publish or send, and isn’t known');
  }
  if (texts.some((text) => POOL.test(text)))
    return effect('high', 'shell_run', 'works for others for as long as it runs');
  if (call.redirects.some((one) => one.kind === 'heredoc' && LINES.test(one.body)))
    return effect('high', 'shell_run', 'is handed lines that would take something away in a shell');
  const named = namedEffect(call.program.text);
  if (named !== null) return named;
  return call.substituted
    ? effect('high', 'shell_run', 'runs a program that isn’t known, inside of another’s words')
    : effect('medium', 'shell_run', 'runs a program that isn’t known');
}

/** Where miners of coins get their work from. */
const POOL = /\bstratum\d?\+(tcp|ssl|tls|udp)/i;

/** It is told to go by a file or a folder somewhere else. */
function leadsOut({ args, cwd }: Invocation): boolean {
  const given = optionValues(args, /^(-C|-f|-P|-S|--(file|makefile|directory|justfile))$/);
  return given.some((path) => /^(\/|~|\.\.\/)/.test(path) && !path.startsWith(cwd));
}

function asksHelp(call: Invocation, verb: string): boolean {
  const asks =
    (call.args.length === 1 && call.args[0] === '-h') ||
    call.args.some((arg) => /^-{1,2}help$/.test(arg)) ||
    // Anywhere else it is another option: `tool destroy --version 3`, `tool purge -V`.
    (/^(-{1,2}version|-V)$/.test(call.args.at(-1) ?? '') && !DESTROYS.test(verbs(call).join(' ')));
  return (
    (asks && !call.program.text.includes('/') && !call.args.includes('--')) ||
    /^(help|version)(\s|$)/.test(verb) ||
    asksForHelp(call.name, verb)
  );
}

/** The first words that may say what to do: texts and names of files tell a program nothing. */
function verbs(call: Invocation): readonly string[] {
  return operandsOf(call.words)
    .map(({ value, text }) => value ?? text)
    .slice(0, 5)
    .filter((word) => !/\s|\/|\.\w+$/.test(word));
}

/** No program’s name ends so (`RISK:`), and none is called with words alone that begin in capitals. */
function isProse({ program, args }: Invocation): boolean {
  if (/[\w)][:,;!?.…]$/.test(program.text)) return true;
  return (
    /^([A-Z][a-z]+|I|A)$/.test(program.text) &&
    args.length >= 2 &&
    args.every((arg) => /^[\p{L}’'"(-]*[\p{L})][.,:;!?"')]*$/u.test(arg) && !arg.startsWith('-'))
  );
}

/** Programs that run what the project names. */
const OWN_SCRIPTS =
  /^(make|gmake|cmake|ninja|just|task|rake|mvn|mvnw|gradle|gradlew|ant|sbt|npm|pnpm|yarn|bun|deno|invoke|nox|tox|lerna|nx|turbo|rush|mage|lein|mix|composer|bazel|pants|buck|scons|meson|waf|grunt|gulp|webpack|vite|rails)$/;

function ownScript(verb: string, name: string): Effect {
  const words = verb
    .split(' ')
    .filter((word) => !/^(run|run-script|exec)$/.test(word))
    .map((word) => (name === 'mix' ? word.replaceAll('.', ':') : word));
  const risky = words.slice(0, 3).find(isRiskyScript);
  if (risky !== undefined) {
    const isClean = /^(clean|cleanup|reset|seed|remove|stop|down|shell|console)$/.test(risky);
    return effect(
      isClean ? 'medium' : 'high',
      isClean ? 'shell_run' : 'workflow_publish',
      `runs “${risky}”, which by its name publishes, migrates or takes away`,
    );
  }
  return effect('low', 'shell_run', `runs the project’s own code by ${name}`);
}

const MAKE_SHOWS = /^(-n|--(dry-run|just-print|recon))$/;

const isLong = (flag: string): boolean => /^-{1,2}[a-z][\w-]+/i.test(flag);

/** `--format json` only says how to show, and `--no-reset` what to leave out. */
const SHAPES = /(^|\s)(--?format(?=[\s=]|$)\S*|-list format\b|--no-[\w-]+)/g;

/** Whole words, also in `delete-all`, `app:destroy` and `--prune`. */
const DESTROYS =
  /(^|[\s:_-])(r?delete\w*|del|destroy|drop|purge|wipe|erase|nuke|terminate|uninstall|remove|rm|truncate|flush|reset|revoke|teardown|prune|format|shred|kill|overwrite|unpublish|forget|empty|unregister|deregister|obliterate|discard|refund|clear|rebuild|reimage|reinstall|rmdir|unsubscribe|deauthorize|decommission|implode|deactivate|suspend|evict|toggle-off|clean[\s:_-](all|database|index|events|\w*data))(?=$|[\s:_=-])/i;
/** In a program’s own name: `trash-empty`, `kill-port`. */
const NAMED_SO =
  /(^|[-_])(delete|destroy|purge|wipe|erase|nuke|uninstall|empty|kill|shred|drop(cluster|db|user)?)(?=$|[-_])/;
const FORCES =
  /(^|\s)--?(force(-(sync|delete|remove|overwrite|update|reset|clean))?|dangerously[\w-]*|yes-i-[\w-]+|no-?confirm|no-?verify|no-?preserve[\w-]*|skip-(permissions?|confirmation)|allow-(all|root|unsafe)[\w-]*|unsafe[\w-]*|bypass[\w-]*|disable-(security|sandbox)[\w-]*|no-sandbox)(?=$|[\s=])/i;
/** What no text begins a line with, unless a shell is to run it. */
const LINES =
  /^\s*(sudo\s+)?(rm\s+-\w*r|git\s+(reset\s+--hard|clean\s+-\w*f|push\s+.*(--force|-f)\b)|mkfs|wipefs|dd\s+.*of=\/dev\/|shred\s|terraform\s+destroy|kubectl\s+delete|drop\s+(table|database|schema)\s)/im;
const PUBLISHES =
  /(^|[\s:_-])(deploy|publish|release|ship|promote|rollout|upload|broadcast|send|submit|transfer|payout|charge)(?=$|[\s:_-])/i;
