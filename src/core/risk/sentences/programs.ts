import { hostOf } from '../../rules/url-host.ts';
import type { Invocation } from '../command/invocation.ts';
import { git } from './git.ts';
import { has, listed, name, operandTexts, type Phrase } from './words.ts';

/** A phrase for all operands: `Delete a and b`. */
function each(verb: string, values = '', none: string | null = null): Phrase {
  return (call) => {
    const operands = operandTexts(call, values);
    return operands.length === 0 ? none : `${verb} ${listed(operands)}`;
  };
}

/** `Copy a to b`. */
function transfer(verb: string): Phrase {
  return (call) => {
    const operands = operandTexts(call, '-t -m -o -g');
    const target = operands.at(-1);
    return target === undefined || operands.length < 2
      ? null
      : `${verb} ${listed(operands.slice(0, -1))} to ${name(target)}`;
  };
}

const remove: Phrase = (call) => {
  const operands = operandTexts(call);
  if (operands.length === 0) return 'Delete files that are only known when it runs';
  const all = has(call, /^(-r|-R|--recursive)$/i) ? ' and all that is in it' : '';
  return `Delete ${listed(operands)}${all}`;
};

const fetched: Phrase = (call) => {
  const url = operandTexts(call, '-o -O -X -H -d -F -T -u --data --header --output --request').find(
    (text) => /^https?:\/\/|\w\.\w/.test(text),
  );
  const host = url === undefined ? null : (hostOf(url) ?? hostOf(`https://${url}`));
  const where = host ?? 'the network';
  if (has(call, /^(-d|-F|-T|--data.*|--form.*|--upload-file|--json|--post-\S+)$/))
    return `Send data to ${where}`;
  if (/\bDELETE\b/.test(call.text)) return `Delete something on ${where}`;
  return `Fetch from ${where}`;
};

const REGISTRIES: Readonly<Record<string, string>> = {
  npm: 'npm',
  pnpm: 'npm',
  yarn: 'npm',
  bun: 'npm',
  cargo: 'crates.io',
  twine: 'PyPI',
  uv: 'PyPI',
  poetry: 'PyPI',
  gem: 'RubyGems',
};

/** Package managers: installing, publishing, running scripts. */
const packages: Phrase = (call) => {
  const [verb = '', ...rest] = operandTexts(call, '-w --workspace --prefix -C --filter --cwd');
  if (/^(publish|upload|push)$/.test(verb))
    return `Publish the package to ${REGISTRIES[call.name ?? ''] ?? 'its registry'}`;
  if (/^(install|i|add|get|require|ci)$/.test(verb))
    return rest.length === 0 ? 'Install the project’s packages' : `Install ${listed(rest)}`;
  if (/^(uninstall|remove|rm|un)$/.test(verb)) return `Take away the package ${listed(rest)}`;
  if (/^(test|t)$/.test(verb)) return 'Run the project’s tests';
  if (verb === 'build') return 'Build the project';
  if (/^(run|run-script)$/.test(verb) && rest[0] !== undefined)
    return `Run the project’s script ${name(rest[0])}`;
  return null;
};

/** `Delete pod x in the cluster`. */
const cluster: Phrase = (call) => {
  const [verb = '', ...rest] = operandTexts(
    call,
    '-n --namespace --context -f --filename -l -o --kubeconfig',
  );
  const words: Readonly<Record<string, string>> = {
    delete: 'Delete',
    apply: 'Apply changes to',
    get: 'Look at',
    describe: 'Look at',
    logs: 'Read the logs of',
    scale: 'Scale',
    drain: 'Take all work off',
    exec: 'Run a program in',
    edit: 'Change',
    patch: 'Change',
  };
  const said = words[verb];
  return said === undefined
    ? null
    : `${said} ${rest.length === 0 ? 'things' : rest.slice(0, 2).map(name).join(' ')} in the cluster`;
};

const infrastructure: Phrase = (call) => {
  const [verb = ''] = operandTexts(call, '-chdir');
  const words: Readonly<Record<string, string>> = {
    destroy: 'Destroy the infrastructure',
    apply: 'Change the infrastructure',
    plan: 'Show how the infrastructure would change',
    init: 'Prepare the infrastructure’s files',
    up: 'Change the infrastructure',
    validate: 'Check the infrastructure’s files',
  };
  return words[verb] ?? null;
};

/** Containers: `docker rm web`. */
const containers: Phrase = (call) => {
  const [verb = '', ...rest] = operandTexts(call, '-f --file -p --name -e -v --context -H -w -u');
  const words: Readonly<Record<string, string>> = {
    run: 'Start a container of',
    exec: 'Run a program in the container',
    rm: 'Delete the container',
    rmi: 'Delete the image',
    stop: 'Stop the container',
    push: 'Publish the image',
    pull: 'Fetch the image',
    build: 'Build an image from',
    logs: 'Read the logs of',
    kill: 'Stop the container',
  };
  if (/^(ps|images)$/.test(verb)) return verb === 'ps' ? 'List containers' : 'List images';
  if (rest[0] === 'prune' || verb === 'prune')
    return `Delete every unused ${verb === 'system' ? 'container, image and network' : name(verb)}`;
  const said = words[verb];
  return said === undefined || rest[0] === undefined ? null : `${said} ${name(rest[0])}`;
};

const service: Phrase = (call) => {
  const [verb = '', unit] = operandTexts(call);
  return unit === undefined || !/^[a-z-]+$/.test(verb)
    ? null
    : `${verb.charAt(0).toUpperCase()}${verb.slice(1)} the service ${name(unit)}`;
};

const script: Phrase = (call) => {
  if (has(call, /^(-c|-e|--eval|-p|-r|--command)$/))
    return `Run ${name(call.name ?? '')} code that stands in the command`;
  const [file] = operandTexts(call, '-m -W -X -r --import');
  if (call.args[0] === '-m' && call.args[1] !== undefined)
    return `Run the Python module ${name(call.args[1])}`;
  return file === undefined ? null : `Run the script ${name(file)}`;
};

const search: Phrase = (call) => {
  const [pattern, ...where] = operandTexts(call, '-A -B -C -m -g -t --include --exclude --glob');
  if (pattern === undefined) return null;
  return `Search for ${name(pattern)}${where.length === 0 ? '' : ` in ${listed(where)}`}`;
};

const find: Phrase = (call) => {
  const [where = '.'] = operandTexts(call).filter((text) => !/^[(!\\;{]/.test(text));
  const place = where === '.' ? 'this folder' : name(where);
  if (call.args.includes('-delete')) return `Find files in ${place} and delete them`;
  return call.args.some((arg) => /^-(exec|ok)/.test(arg))
    ? `Run a program for files in ${place}`
    : `Find files in ${place}`;
};

const make: Phrase = (call) => {
  const targets = operandTexts(call, '-C -f -j').filter((text) => !text.includes('='));
  return targets.length === 0
    ? `Run ${call.name ?? 'make'}`
    : `Run ${call.name ?? 'make'} ${listed(targets)}`;
};

function fixed(words: string): Phrase {
  return () => words;
}

function all(names: string, phrase: Phrase): readonly (readonly [string, Phrase])[] {
  return names.split(' ').map((one) => [one, phrase] as const);
}

const PHRASES: ReadonlyMap<string, Phrase> = new Map<string, Phrase>([
  ['git', git],
  ...all('rm rmdir unlink rimraf srm del', remove),
  ['shred', each('Overwrite beyond recovery', '-n -s')],
  ['cp', transfer('Copy')],
  ['mv', transfer('Move')],
  ['rsync', transfer('Copy')],
  ['scp', transfer('Copy')],
  ['ln', transfer('Link')],
  ['mkdir', each('Make the folder', '-m')],
  ['touch', each('Make or touch', '-d -t -r')],
  ...all('cat head tail less more bat', each('Read', '-n -c', 'Read what is piped in')),
  ...all('ls ll tree exa eza', each('List', '-L -I', 'List this folder')),
  ...all('grep rg egrep fgrep ag', search),
  ['find', find],
  ...all('curl wget http https', fetched),
  ...all(
    'npm pnpm yarn bun pip pip3 uv poetry cargo gem go brew composer bundle twine apt apt-get dnf yum',
    packages,
  ),
  ...all('kubectl oc', cluster),
  ...all('terraform tofu pulumi', infrastructure),
  ...all('docker podman', containers),
  ...all('systemctl launchctl', service),
  ...all('python python3 node deno ruby perl php sh bash zsh', script),
  ...all('pytest jest vitest mocha rspec phpunit tox nox', fixed('Run the project’s tests')),
  ...all('make just task rake gradle gradlew mvn', make),
  ...all('kill pkill killall', each('End the process', '-s -n')),
  [
    'chmod',
    (call) => {
      const [mode, ...files] = operandTexts(call);
      return mode === undefined || files.length === 0
        ? null
        : `Change who may use ${listed(files)}`;
    },
  ],
  [
    'chown',
    (call) => {
      const [owner, ...files] = operandTexts(call);
      return owner === undefined || files.length === 0
        ? null
        : `Give ${listed(files)} to ${name(owner)}`;
    },
  ],
  ...all('echo printf', fixed('Print a text')),
  ['cd', each('Go to', '', 'Go to the home folder')],
  ['tee', each('Write to')],
  [
    'ssh',
    (call) => {
      const [host] = operandTexts(call, '-i -p -l -o -F -J -L -R -D');
      return host === undefined ? null : `Work on the machine ${name(host)}`;
    },
  ],
  [
    'sed',
    (call) =>
      has(call, /^(-i.*|--in-place.*)$/)
        ? `Change ${listed(operandTexts(call, '-e -f').slice(1))}`
        : 'Work on text',
  ],
  [
    'dd',
    (call) => {
      const [, to] = /\bof=(\S+)/.exec(call.text) ?? [];
      return to === undefined ? null : `Write over ${name(to)}`;
    },
  ],
  ...all('shutdown halt poweroff', fixed('Shut the machine down')),
  ['reboot', fixed('Start the machine anew')],
  ['crontab', fixed('Change what is run by the clock')],
  ['dropdb', each('Drop the database', '-h -p -U')],
]);

/** What one program is told to do, in plain words; honest where nothing is known of it. */
export function phraseFor(call: Invocation): string {
  if (call.name === null) return 'Run a program that is only known when it runs';
  return PHRASES.get(call.name)?.(call) ?? `Run the program ${name(call.name)}`;
}
