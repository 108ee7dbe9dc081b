import { under, wordsOf, type Cli } from './cli.ts';

/**
 * Left out on purpose: whatever fetches a package by its name (`npm install x`), since its install
 * scripts run at once, and all that takes packages away or publishes. Installing what a lock file
 * names is in. `make`, `just`, `rake`, `gradle` and `mvn` are in no table: their further words are
 * further things to do.
 */
const USUAL_SCRIPTS = wordsOf(
  'build lint test typecheck type-check check format fmt dev start coverage e2e bench storybook',
);

const npm: Cli = {
  options: '--prefix -w --workspace',
  flags: '-s --silent -ws --workspaces --if-present',
  actions: {
    plain: [
      ...wordsOf('ls list ll outdated why explain search ping root prefix bin'),
      ...wordsOf('whoami fund doctor'),
      ...under('config', 'get list ls'),
    ],
    // Measured: `npm view --git=…` runs what it is told.
    steerable: wordsOf('view info show'),
    'own-code': ['run <script>', 'run-script <script>', ...wordsOf('test t tst start ci')],
  },
};

const pnpm: Cli = {
  options: '-C --dir --filter -F',
  flags: '-r --recursive -w --workspace-root -s --silent --parallel --if-present',
  actions: {
    plain: wordsOf('root bin'),
    steerable: [...wordsOf('ls list ll outdated why'), 'licenses list'],
    'own-code': ['run <script>', 'exec <tool>', '<tool>', 't', ...USUAL_SCRIPTS],
  },
};

const yarn: Cli = {
  options: '--cwd',
  flags: '-s --silent',
  actions: {
    // The project's settings say which `yarn` it is.
    steerable: wordsOf('list outdated why info licenses versions bin'),
    'own-code': [
      'run <script>',
      'run <tool>',
      'exec <tool>',
      '<tool>',
      'install',
      ...USUAL_SCRIPTS,
    ],
  },
};

const bun: Cli = {
  options: '--cwd --filter',
  flags: '--silent',
  actions: {
    plain: ['pm ls', 'outdated', 'why'],
    'own-code': ['run <script>', 'run <tool>', 'x <tool>', 'test'],
  },
};

const deno: Cli = {
  flags: '-q --quiet',
  actions: { plain: wordsOf('lint fmt check info doc types'), 'own-code': ['task <script>'] },
};

/** Runs a package's program, fetched if it isn't there; only with one we know may more follow. */
const runner: Cli = {
  flags: '-y --yes --no --no-install -q --quiet',
  actions: { 'own-code': ['<tool>'] },
};

/** With `--log` it writes to any file. */
const pip: Cli = {
  actions: {
    steerable: [...wordsOf('list show freeze check inspect debug'), ...under('config', 'list get')],
  },
};

const uv: Cli = {
  options: '--directory --project',
  flags: '-q --quiet --offline --no-progress',
  actions: {
    plain: [...under('tool', 'list dir'), ...under('cache', 'dir size'), 'python dir'],
    // What a lock file needs is built; whatever a project or `--python` names as Python is run.
    steerable: [
      ...wordsOf('tree lock'),
      ...under('pip', 'list show freeze check tree'),
      ...under('python', 'list find'),
    ],
    'own-code': ['sync', 'run <tool>'],
  },
};

const poetry: Cli = {
  options: '-C --directory -P --project',
  flags: '-q --quiet -n --no-interaction',
  actions: {
    steerable: [...wordsOf('check show lock about'), ...under('env', 'info list'), 'config --list'],
    'own-code': ['install', 'build', 'run <tool>'],
  },
};

const pipenv: Cli = {
  actions: { steerable: wordsOf('graph check verify'), 'own-code': ['run <tool>', 'sync'] },
};
const pdm: Cli = {
  actions: { steerable: wordsOf('list info show lock'), 'own-code': ['run <tool>', 'sync'] },
};
const rye: Cli = {
  actions: { steerable: wordsOf('show lock'), 'own-code': ['run <tool>', 'sync', 'test', 'lint'] },
};
const conda: Cli = {
  actions: { plain: [...wordsOf('list info search'), 'env list', 'config --show'] },
};

/** A Gemfile is a program. */
const bundle: Cli = {
  actions: {
    steerable: wordsOf('list check show info outdated licenses platform'),
    'own-code': ['install', 'exec <tool>'],
  },
};
const gem: Cli = {
  actions: { plain: wordsOf('list search info environment which outdated contents') },
};
const composer: Cli = {
  options: '-d --working-dir',
  flags: '-n --no-interaction -q --quiet',
  actions: {
    // The project's plugins are loaded whatever is done.
    steerable: wordsOf(
      'validate show outdated audit why why-not depends prohibits licenses status',
    ),
    'own-code': ['install', 'dump-autoload', 'run-script <script>', 'test', 'lint'],
  },
};

/** Formulae and Brewfiles are programs, and where a name is asked for, a file can be named. */
const brew: Cli = {
  actions: {
    plain: [
      ...wordsOf('leaves search doctor config formulae casks tap-info commands'),
      ...wordsOf('--version --repository --caskroom --config'),
      'services list',
    ],
    steerable: [
      ...wordsOf('info list ls outdated deps uses desc missing options --prefix --cellar --cache'),
      ...under('bundle', 'list check'),
      'services info',
    ],
  },
};

/** Programs that manage packages, and run the scripts of a project. */
export const PACKAGE_MANAGERS: Readonly<Record<string, Cli>> = {
  npm,
  pnpm,
  yarn,
  bun,
  deno,
  npx: runner,
  bunx: runner,
  uvx: runner,
  pip,
  pip3: pip,
  uv,
  poetry,
  pipenv,
  pdm,
  rye,
  conda,
  mamba: conda,
  bundle,
  gem,
  composer,
  brew,
  snap: { actions: { plain: wordsOf('list info find version') } },
  flatpak: { actions: { plain: wordsOf('list info search remotes') } },
};
