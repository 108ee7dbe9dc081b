import { carriedBy } from './command/carried.ts';
import { operandsOf, type Invocation } from './command/invocation.ts';
import { reachOf } from './command/reach.ts';
import { effect, type Effect } from './effect.ts';
import { hasShellLine } from './effects/chosen-programs.ts';
import { codeElsewhere } from './effects/code-elsewhere.ts';
import { codeInArguments } from './effects/code-in-arguments.ts';
import { namedSecrets } from './effects/named-secrets.ts';
import { handedGuard } from './effects/rights.ts';
import { TEXTS } from './effects/rules.ts';
import { secretOperands } from './effects/secrets.ts';
import { readersFor } from './effects/table.ts';
import { variableEffects } from './effects/variables.ts';
import type { FolderFacts } from './folder-facts.ts';
import { isAtLeast } from './tier.ts';
import { unknownEffect } from './unknown-program.ts';

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
  const own =
    known.length > 0
      ? known
      : [
          unknownEffect(call, name),
          ...secretOperands(call, facts),
          ...handedGuard(call, facts),
          ...handedLine(call, facts),
        ];
  const chosen = hasShellLine(call.args)
    ? [effect('high', 'shell_run', 'is handed a line for a shell to run')]
    : [];
  const looks = [...spelt, ...looksLikeOthers(name), ...looksBroken(call), ...stray];
  const besides = [
    ...fedEffects(call, own),
    ...namedSecrets(call, own),
    ...codeElsewhere(call, facts),
    ...codeInArguments(call),
  ];
  return looks.concat(own, set, chosen, besides);
}

/** A program that isn’t known may run the line that it is handed (`bench 'rm -rf build'`). */
function handedLine(call: Invocation, facts: FolderFacts): Effects {
  if (carriedBy(call.name ?? '', call.words).length > 0) return [];
  const operands = operandsOf(call.words, `-m ${TEXTS}`);
  const lines = operands.map(({ value }) => value ?? '').filter((text) => LOUD_LINE.test(text));
  const program = operands.slice(0, 3).find(({ value }) => LOUD_PROGRAM.test(value ?? ''));
  if (program !== undefined) {
    const rest = call.words.slice(call.words.indexOf(program));
    lines.push(rest.map(({ text }) => text).join(' '));
  }
  const does = lines
    .flatMap((line) => reachOf(line, call.cwd).invocations)
    .flatMap((inner) =>
      inner.name === null || readersFor(inner.name).length === 0 ? [] : effectsOf(inner, facts),
    )
    .find(({ tier }) => isAtLeast(tier, 'high'));
  return does === undefined
    ? []
    : [effect('high', 'shell_run', `isn’t known, and is handed a line that ${does.does}`)];
}

/** It may run the words themselves, too (`meta git clean -fd`). */
const LOUD_PROGRAM = /^(rm|git|dd|shred|find|chmod|chown|kubectl|terraform|aws)$/;

const LOUD_LINE =
  /^\s*(sudo\s+)?(rm|git|dd|shred|find|chmod|chown|sh|bash|curl|wget|kubectl|terraform|aws|docker|mkfs\S*|kill|pkill|killall|shutdown|reboot)\s+\S/;

/** What reaches out of the project is told by its arguments, and those of `xargs` can’t be seen. */
function fedEffects({ fed }: Invocation, own: Effects): Effects {
  const reach = own.find(({ tier, action }) => tier !== 'none' && REACHES_OUT.test(action));
  if (!fed || reach === undefined) return [];
  return [
    effect(
      'high',
      reach.action,
      'reaches out of the project with whatever it is given when it runs',
    ),
  ];
}

/** An option or a folder where a program should be, and a statement of a database, were meant for another. */
function looksBroken({ name, program, text, fed }: Invocation): Effects {
  if (fed && /^\{.*\}$/.test(program.text))
    return [effect('high', 'shell_run', 'runs a program that is only known when it runs')];
  if (/^-\w|^\/+$/.test(program.text))
    return [effect('high', 'shell_run', 'is no program, so what was meant can’t be told')];
  return STATEMENTS.has(name ?? '') && STATEMENT.test(text)
    ? [effect('high', 'project_delete', 'reads like a statement that takes away data')]
    : [];
}

/** What a statement begins with, told at once. */
const STATEMENTS = new Set(['drop', 'truncate', 'alter', 'delete', 'update']);

const STATEMENT =
  /^(drop|truncate|alter)\s+(table|database|schema|index|view|user|role|keyspace|collection)\b|^delete\s+from\s|^update\s+\S+\s+set\s/i;

const REACHES_OUT = /^(web_|git_push|shell_install|shell_admin|project_|comms_|workflow_)/;

const ASKS_ITSELF = /^(--help|--version)$/;

/** Letters of other scripts may show as the plain ones of another program. */
function looksLikeOthers(name: string): readonly Effect[] {
  if (name.includes('^') && /[a-z]\^[a-z]/.test(name))
    return [effect('high', 'shell_run', 'hides the program’s name by signs that Windows drops')];
  if (!/[^\p{ASCII}]/u.test(name)) return [];
  return [effect('high', 'shell_run', 'has a name with letters that may look like others')];
}

/** A program by its path may be another one than its name says, unless it lies where programs do. */
function strayProgram({ program }: Invocation): readonly Effect[] {
  const { text } = program;
  if (!text.includes('/') || PROGRAM_PLACES.test(text)) return [];
  if (HIDDEN_PROGRAM.test(text))
    return [effect('high', 'shell_run', `runs the hidden program at ${text}`)];
  return [effect('medium', 'shell_run', `runs the program at ${text}`)];
}

/** Where anybody may put files, and where nobody sees them. */
const HIDDEN_PROGRAM = /^(\/private)?\/(tmp|var\/tmp|dev\/shm)\/(.*\/)?\.[^/]+/;

const PROGRAM_PLACES =
  /^(\/(usr\/(local\/)?)?s?bin\/|\/opt\/homebrew\/bin\/|(\.\/)?(node_modules\/\.bin|vendor\/bin|\.?venv\/bin)\/|\.\/(gradlew|mvnw)$)[\w.+-]*$/;

/** `env A=1 …`, `export A=1`. */
function assignments({ name, args, words }: Invocation): readonly Effect[] {
  if (name === 'printf' && args[0] === '-v') return variableEffects(args[1] ?? '', '?', name);
  if (name === 'read')
    return args.flatMap((arg) => (/^\w+$/.test(arg) ? variableEffects(arg, '?', name) : []));
  const found = args.flatMap((arg, at) => {
    if (!arg.includes('=')) return [];
    const [, variable, value] = /^([A-Za-z_][\w%]*)\+?=(.*)$/s.exec(arg) ?? [];
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
