import { wordsOf } from './cli.ts';
import { isOneOf } from './runners.ts';
import { has, operands } from './told-words.ts';

/**
 * Whether a command opens a shell or a prompt somewhere, which runs what is written to it: `ssh host`,
 * `rails console`, `docker run -i image`.
 * @param words the program and its arguments, each as written
 */
export function opensConsole(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (isOneOf(CONTAINERS, program)) return opensContainer(rest);
  if (isOneOf(SSH, program))
    return !has(rest, SSH_LOOKS) && operands(rest, SSH_OPTIONS).length === 1;
  if (isOneOf(NPM, program)) return opensNpmShell(program, rest);
  const verbs = CONSOLES.find(([names]) => isOneOf(names, program))?.[1] ?? [];
  return rest.some((word) => verbs.includes(word)) && !has(rest, TOLD);
}

/** What is to be run stands behind these. */
const TOLD = /^(-c|-e|--)$|^--(command|eval|execute|run|help|script)(=|$)|^-?-h(elp)?$/;

const CONSOLES: readonly (readonly [ReadonlySet<string>, readonly string[]])[] = (
  [
    ['rails', 'console c dbconsole db'],
    ['nix', 'develop repl shell'],
    ['poetry pipenv hatch pdm pixi', 'shell'],
    ['bundle', 'console'],
    ['vagrant', 'ssh'],
    ['fly flyctl', 'console ssh'],
    ['gcloud', 'ssh connect-to-serial-port interactive'],
    ['aws', 'start-session execute-command'],
    ['heroku', 'run run:inside ps:exec pg:psql redis:cli console'],
    ['bq', 'shell'],
    ['manage.py', 'shell dbshell shell_plus'],
    ['artisan', 'tinker db'],
    ['minikube colima limactl lxc multipass devcontainer', 'ssh shell'],
    ['hbase', 'shell'],
  ] as const
).map(([names, verbs]) => [new Set(wordsOf(names)), wordsOf(verbs)]);

const SSH = new Set(['ssh']);
/** With these it only shows something, or forwards. */
const SSH_LOOKS = /^-[46AaCfGgKkMNnqsTtVvXxYy]*[GVNQO]/;
const SSH_OPTIONS = /^-\w*[BbcDEeFIiJLlmOopQRSWw]$/;

const NPM = new Set(wordsOf('npx npm'));

/** Without a program to run they open a shell. */
function opensNpmShell(program: string, rest: readonly string[]): boolean {
  const words = rest.filter((word) => !word.startsWith('-'));
  if (has(rest, /^(-c|--call|-h|-v|--help|--version)/)) return false;
  if (program.endsWith('npx')) return words.length === 0;
  return words.length === 1 && (words[0] === 'exec' || words[0] === 'x');
}

const CONTAINERS = new Set(
  wordsOf('docker podman nerdctl kubectl oc docker-compose podman-compose'),
);
const CONTAINER_OPTIONS =
  /^(-[a-zA-Z]*[euwvplmhcnf]|--(env|user|workdir|volume|publish|label|memory|hostname|name|network|net|mount|entrypoint|platform|env-file|cpus|container|namespace|context|file|project-name|profile|gpus|device|add-host|image|index))$/;

/** What is written to a container goes to whatever it was made to run, unless that is told. */
function opensContainer(rest: readonly string[]): boolean {
  const words = operands(rest, CONTAINER_OPTIONS);
  const [first = '', second = ''] = words;
  const isComposed = first === 'compose';
  const verb = isComposed ? second : first;
  if (verb === 'attach') return true;
  const isOpen = isComposed || has(rest, /^-[a-zA-Z]*i[a-zA-Z]*$|^--(interactive|attach)(=true)?$/);
  if (!isOpen || has(rest, /^(-d|--detach|--help)$/)) return false;
  if (verb === 'start' && !isComposed) return true;
  const least = isComposed ? 4 : 3;
  return (verb === 'run' || verb === 'exec') && words.length < least;
}
