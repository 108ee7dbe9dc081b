import { under, wordsOf, type Cli, type Trust } from './cli.ts';

/**
 * Compilers, linters and test runners that do one thing: the program is the action. They run or load
 * what the project holds (its tests, its configuration), and write where the project says.
 */
const WHOLE_OWN_CODE = wordsOf(`
  pytest py.test mypy pyright basedpyright ruff black isort flake8 pyflakes pycodestyle pydocstyle
  bandit vulture yapf autopep8 ty codespell
  eslint tsc vue-tsc svelte-check prettier stylelint jest vitest ava mocha oxlint knip madge depcheck
  markdownlint markdownlint-cli2 cspell publint commitlint size-limit tsd xo standard tsup
  rspec rubocop standardrb erb_lint brakeman phpunit phpstan psalm pint pest phpcs ecs
  golangci-lint staticcheck gofmt gofumpt goimports golint rustfmt swiftlint swiftformat swift-format
  ktlint detekt shfmt clang-format hlint ormolu fourmolu stylish-haskell terraform-docs tflint
  yamllint hadolint shellcheck taplo typos djlint sqlfluff ansible-lint
`);

/** Whatever it does, `--config` names a compiler for it. */
const cargo: Cli = {
  options: '--manifest-path --color',
  flags: '-q --quiet -v --verbose --offline --locked --frozen +stable +nightly +beta',
  actions: {
    steerable: [
      ...wordsOf('tree metadata search info locate-project pkgid verify-project read-manifest'),
      ...wordsOf('version fetch update outdated'),
      ...['deny check', 'nextest list'],
    ],
    'own-code': [...wordsOf('build b check c test t clippy fmt doc bench llvm-cov'), 'nextest run'],
  },
};

const go: Cli = {
  options: '-C',
  actions: {
    plain: [...wordsOf('fmt version doc'), ...under('mod', 'download graph verify why tidy')],
    'own-code': wordsOf('build test vet list'),
  },
};

const rustup: Cli = {
  actions: {
    plain: [
      ...wordsOf('show check which'),
      ...['toolchain list', 'target list', 'component list', 'override list'],
    ],
  },
};

const dotnet: Cli = {
  actions: {
    plain: wordsOf('--info --version --list-sdks --list-runtimes'),
    steerable: ['list'],
    'own-code': wordsOf('build test restore format'),
  },
};

/** `python -m` with a program that is known by itself; everything else that Python runs is exact. */
const python: Cli = {
  flags: '-B -u -I -s',
  actions: { 'own-code': ['-m unittest', '-m <tool>'] },
};

const rails: Cli = {
  actions: { steerable: wordsOf('about version'), 'own-code': wordsOf('test routes') },
};
const mix: Cli = {
  actions: { steerable: ['deps.tree'], 'own-code': wordsOf('test compile format credo dialyzer') },
};
const swift: Cli = { actions: { 'own-code': wordsOf('build test') } };
const flutter: Cli = {
  actions: {
    plain: wordsOf('doctor devices'),
    'own-code': [...wordsOf('analyze test'), 'pub outdated'],
  },
};
const dart: Cli = { actions: { 'own-code': wordsOf('analyze format test') } };
const bazel: Cli = {
  actions: { steerable: wordsOf('query cquery aquery info'), 'own-code': wordsOf('build test') },
};
const turbo: Cli = {
  actions: { 'own-code': ['run <script>', ...wordsOf('build test lint typecheck')] },
};
const ng: Cli = { actions: { 'own-code': wordsOf('build test lint version') } };
const next: Cli = { actions: { 'own-code': wordsOf('build lint info') } };
const vite: Cli = { actions: { 'own-code': ['build'] } };
const biome: Cli = { actions: { plain: wordsOf('check lint format ci') } };
const dprint: Cli = { actions: { steerable: wordsOf('check fmt') } };
const astro: Cli = { actions: { 'own-code': wordsOf('check build') } };
const playwright: Cli = { actions: { 'own-code': ['test'] } };
const cypress: Cli = { actions: { 'own-code': wordsOf('run verify info') } };
const prisma: Cli = { actions: { 'own-code': wordsOf('generate validate format') } };
const coverage: Cli = { actions: { steerable: wordsOf('report html xml json') } };
const preCommit: Cli = { actions: { 'own-code': ['run'] } };
const cabal: Cli = { actions: { 'own-code': wordsOf('build test check') } };
const zig: Cli = { actions: { 'own-code': wordsOf('test fmt') } };
const buf: Cli = { actions: { steerable: wordsOf('lint breaking') } };

function whole(programs: readonly string[], trust: Trust): Readonly<Record<string, Cli>> {
  return Object.fromEntries(programs.map((program) => [program, { whole: trust }]));
}

/** Compilers, linters, formatters and test runners. */
export const DEV_TOOLS: Readonly<Record<string, Cli>> = {
  ...whole(WHOLE_OWN_CODE, 'own-code'),
  cargo,
  go,
  rustup,
  dotnet,
  python,
  python3: python,
  rails,
  mix,
  swift,
  flutter,
  dart,
  bazel,
  bazelisk: bazel,
  turbo,
  ng,
  next,
  vite,
  biome,
  dprint,
  astro,
  playwright,
  cypress,
  prisma,
  coverage,
  'pre-commit': preCommit,
  cabal,
  zig,
  buf,
};
