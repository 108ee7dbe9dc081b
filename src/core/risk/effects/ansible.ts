import { operandsOf, optionValues } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';

/** Modules that ask other machines something, and change nothing there. */
const ASKS =
  /^(ansible\.builtin\.)?(ping|setup|gather_facts|debug|stat|find|service_facts|package_facts|win_ping)$/;

/** What a module does on other machines; the module that runs commands is meant where none is named. */
const ansible: EffectReader = ({ args }) => {
  const modules = optionValues(args, /^(-m|--module-name)$/);
  const given = args.some((arg) => /^(-a|--args)/.test(arg));
  if (modules.length === 0 && !given) return [];
  if (args.some((arg) => /^(--list-hosts|-C|--check)$/.test(arg)))
    return [effect('low', 'workflow_read', 'only shows what it would do')];
  return modules.length > 0 && modules.every((name) => ASKS.test(name))
    ? [effect('low', 'workflow_read', 'asks other machines how they are')]
    : [effect('high', 'workflow_run', 'runs a module on other machines')];
};

/** Functions of Salt that ask: what fetches files, or shows what is kept secret, is none of them. */
const SALT_ASKS =
  /^(test\.(ping|version\w*|echo)|grains\.(get|items?|ls)|sys\.(doc|list_\w+)|pillar\.(ls|keys)|state\.show_\w+|(pkg|service|user|group|disk|network|status)\.(list_\w+|status|version|info|\w+_exists|ping|usage|uptime|loadavg))$/;

const salt: EffectReader = (call) => {
  const own = call.name === 'salt-call' ? 0 : 1;
  const asked = operandsOf(call.words, '-t -b -c -l --timeout --config-dir --log-level')[own];
  if (asked === undefined) return [];
  const tries =
    /^state\./.test(asked.value ?? '') && call.args.some((arg) => /^test=true$/i.test(arg));
  return tries || SALT_ASKS.test(asked.value ?? '')
    ? [effect('low', 'workflow_read', 'asks other machines how they are')]
    : [effect('high', 'workflow_run', 'runs a module on other machines')];
};

/** A machine is made as a recipe says that lies elsewhere. */
const recipe: EffectReader = ({ args }) =>
  /^(--version|--help|-h|help|facts|parser)$/.test(args[0] ?? '') ||
  args.some((arg) => /^(--noop|-W|--why-run)$/.test(arg))
    ? [effect('low', 'workflow_read', 'only shows what it would do')]
    : [effect('high', 'workflow_run', 'changes the machine as a recipe says')];

/** One call of a module on many machines, and what makes a machine as it is told. */
export const ANSIBLE: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ['ansible', ansible],
  ...['salt', 'salt-ssh', 'salt-call'].map((name) => [name, salt] as const),
  ...['puppet', 'chef-client', 'chef-solo', 'cinc-client'].map((name) => [name, recipe] as const),
]);
