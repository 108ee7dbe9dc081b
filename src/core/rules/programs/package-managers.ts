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
      ...wordsOf('ls list ll outdated view info show why explain search ping root prefix bin'),
      ...wordsOf('whoami fund doctor'),
      ...under('config', 'get list ls'),
    ],
    'own-code': ['run <script>', 'run-script <script>', ...wordsOf('test t tst start ci')],
  },
};

const pnpm: Cli = {
  options: '-C --dir --filter -F',
  flags: '-r --recursive -w --workspace-root -s --silent --parallel --if-present',
  actions: {
    plain: [...wordsOf('ls list ll outdated why root bin'), 'licenses list'],
    'own-code': ['run <script>', 'exec <tool>', '<tool>', 't', ...USUAL_SCRIPTS],
  },
};

const yarn: Cli = {
  options: '--cwd',
  flags: '-s --silent',
  actions: {
    plain: wordsOf('list outdated why info licenses versions bin'),
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

const pip: Cli = {
  actions: {
    plain: [...wordsOf('list show freeze check inspect debug'), ...under('config', 'list get')],
  },
};

const uv: Cli = {
  options: '--directory --project',
  flags: '-q --quiet --offline --no-progress',
  actions: {
    plain: [
      ...wordsOf('tree lock'),
      ...under('pip', 'list show freeze check tree'),
      ...under('python', 'list find dir'),
      ...under('tool', 'list dir'),
      ...under('cache', 'dir size'),
    ],
    'own-code': ['sync', 'run <tool>'],
  },
};

const poetry: Cli = {
  options: '-C --directory -P --project',
  flags: '-q --quiet -n --no-interaction',
  actions: {
    plain: [...wordsOf('check show lock about'), ...under('env', 'info list'), 'config --list'],
    'own-code': ['install', 'build', 'run <tool>'],
  },
};

const pipenv: Cli = {
  actions: { plain: wordsOf('graph check verify'), 'own-code': ['run <tool>', 'sync'] },
};
const pdm: Cli = {
  actions: { plain: wordsOf('list info show lock'), 'own-code': ['run <tool>', 'sync'] },
};
const rye: Cli = {
  actions: { plain: wordsOf('show lock'), 'own-code': ['run <tool>', 'sync', 'test', 'lint'] },
};
const conda: Cli = {
  actions: { plain: [...wordsOf('list info search'), 'env list', 'config --show'] },
};

const bundle: Cli = {
  actions: {
    plain: wordsOf('list check show info outdated licenses platform'),
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
    plain: wordsOf('validate show outdated audit why why-not depends prohibits licenses status'),
    'own-code': ['install', 'dump-autoload', 'run-script <script>', 'test', 'lint'],
  },
};

const brew: Cli = {
  actions: {
    plain: [
      ...wordsOf('info list ls leaves search outdated deps uses desc doctor config missing'),
      ...wordsOf('formulae casks tap-info options commands --version --prefix --cellar --cache'),
      ...wordsOf('--repository --caskroom --config'),
      ...under('services', 'list info'),
      ...under('bundle', 'list check'),
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
