import { isRiskyScript } from '../rules/programs/risky-script.ts';
import { safeAction } from '../rules/programs/safe-action.ts';
import { carriedBy } from './command/carried.ts';
import type { Invocation } from './command/invocation.ts';
import { effect, type Effect } from './effect.ts';
import { verbOf } from './effects/rules.ts';
import { readersFor } from './effects/table.ts';
import { variableEffects } from './effects/variables.ts';
import type { FolderFacts } from './folder-facts.ts';

/** What programs do, found once: a call is looked at by itself, beside the others, and for its sentence. */
const found = new WeakMap<Invocation, { readonly facts: FolderFacts; readonly effects: Effects }>();

type Effects = readonly Effect[];

/** What one program with its arguments does, as far as the tables know; never nothing. */
export function effectsOf(call: Invocation, facts: FolderFacts): Effects {
  const before = found.get(call);
  if (before?.facts === facts) return before.effects;
  const effects = readEffects(call, facts);
  found.set(call, { facts, effects });
  return effects;
}

function readEffects(call: Invocation, facts: FolderFacts): Effects {
  const { name } = call;
  if (name === null) {
    return [
      effect('high', 'shell_run', 'runs a program that is only known when it runs', 'runs-input'),
    ];
  }
  const spelt = call.program.traits.has('ansi-quote')
    ? [effect('high', 'shell_run', 'hides the program’s name in letter codes')]
    : [];
  const stray = strayProgram(call);
  if (stray.length === 0 && call.args.length === 1 && ASKS_ITSELF.test(call.args[0] ?? '')) {
    return [...spelt, effect('none', 'shell_read', 'only says what it is')];
  }
  const known = readersFor(name).flatMap((reader) => reader(call, facts));
  const set = assignments(call);
  const own = known.length > 0 ? known : [unknown(call, name)];
  return [...spelt, ...looksLikeOthers(name), ...stray, ...own, ...set];
}

const ASKS_ITSELF = /^(--help|--version)$/;

/** Letters of other scripts may show as the plain ones of another program. */
function looksLikeOthers(name: string): readonly Effect[] {
  if (!/[^\p{ASCII}]/u.test(name)) return [];
  return [effect('high', 'shell_run', 'has a name with letters that may look like others')];
}

/** A program by its path may be another one than its name says, unless it lies where programs do. */
function strayProgram({ program }: Invocation): readonly Effect[] {
  const { text } = program;
  if (!text.includes('/') || PROGRAM_PLACES.test(text)) return [];
  return [effect('medium', 'shell_run', `runs the program at ${text}`)];
}

const PROGRAM_PLACES =
  /^(\/(usr\/(local\/)?)?s?bin\/|\/opt\/homebrew\/bin\/|(\.\/)?(node_modules\/\.bin|vendor\/bin|\.?venv\/bin)\/|\.\/(gradlew|mvnw)$)[\w.+-]*$/;

/** `env A=1 …`, `export A=1`. */
function assignments({ name, args, words }: Invocation): readonly Effect[] {
  const found = args.flatMap((arg, at) => {
    const [, variable, value] = /^([A-Za-z_]\w*)\+?=(.*)$/s.exec(arg) ?? [];
    return variable === undefined || value === undefined ? [] : [{ variable, value, at }];
  });
  const [first] = found;
  if (first === undefined || name === null) return [];
  const sets = /^(env|export|declare|typeset|local|readonly|set|setenv)$/.test(name);
  if (!sets && carriedBy(name, words).length === 0) return [];
  const inner = args.slice(first.at + 1).find((arg) => !/^-|=/.test(arg)) ?? null;
  const program = sets && name !== 'env' ? null : inner;
  return found.flatMap(({ variable, value }) => variableEffects(variable, value, program));
}

/** A program that no table has something to say of, with these arguments. */
function unknown(call: Invocation, name: string): Effect {
  const texts = [name, ...call.words.map(({ text }) => text)];
  const trust = safeAction(texts)?.trust;
  if (trust === 'plain' || trust === 'reads-files')
    return effect('none', 'shell_read', 'only looks');
  if (trust === 'own-code') return effect('low', 'shell_run', 'runs the project’s own code');
  if (carriedBy(name, call.words).length > 0)
    return effect('none', 'shell_read', 'runs another program');
  const verb = verbOf(call);
  const asksHelp =
    (call.args.length === 1 && call.args[0] === '-h') ||
    call.args.some((arg) => /^(--help|--version|-V|-version|-help)$/.test(arg));
  if (
    (asksHelp && !call.program.text.includes('/') && !call.args.includes('--')) ||
    /^(help|version)\b/.test(verb)
  ) {
    return effect('none', 'shell_read', 'only says what it is');
  }
  if (OWN_SCRIPTS.test(name)) return script(verb, name);
  if (DESTROYS.test(verb.split(' ').slice(0, 3).join(' '))) {
    return effect('high', 'shell_run', 'is told to take something away, and isn’t known');
  }
  if (PUBLISHES.test(verb.split(' ').slice(0, 2).join(' '))) {
    return effect('high', 'workflow_publish', 'is told to publish, and isn’t known');
  }
  return call.substituted
    ? effect('high', 'shell_run', 'runs a program that isn’t known, inside of another’s words')
    : effect('medium', 'shell_run', 'runs a program that isn’t known');
}

/** Programs that run what the project names. */
const OWN_SCRIPTS =
  /^(make|gmake|cmake|ninja|just|task|rake|mvn|mvnw|gradle|gradlew|ant|sbt|npm|pnpm|yarn|bun|deno|invoke|nox|tox|lerna|nx|turbo|rush|mage|lein|mix|composer|bazel|pants|buck|scons|meson|waf|grunt|gulp|webpack|vite|rails)$/;

function script(verb: string, name: string): Effect {
  const words = verb.split(' ').filter((word) => !/^(run|run-script|exec)$/.test(word));
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

const DESTROYS =
  /(^|[\s:_-])(delete|destroy|drop|purge|wipe|erase|nuke|terminate|uninstall|remove|rm|truncate|flush|reset|revoke|teardown|prune|format|shred|kill|overwrite|unpublish)(?=$|[\s:_-])/i;
const PUBLISHES =
  /(^|[\s:_-])(deploy|publish|release|ship|promote|rollout|upload|broadcast)(?=$|[\s:_-])/i;
