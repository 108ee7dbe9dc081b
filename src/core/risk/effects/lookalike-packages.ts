import { operandsOf, optionValues, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { EffectReader } from './rules.ts';

const FOR_NODE =
  'react react-dom preact angular svelte express fastify lodash underscore axios request requests typescript ts-node ts-jest webpack rollup esbuild parcel babel eslint tslint prettier stylelint jest mocha jasmine vitest cypress playwright puppeteer selenium chalk colors color commander minimist yargs inquirer enquirer dotenv dotenvx nodemon mongoose mongodb sequelize typeorm prisma redux redux-thunk ioredis redis mysql mysql2 sqlite sqlite3 postgres jquery bootstrap tailwindcss postcss autoprefixer next-auth nuxt gatsby electron socket.io graphql apollo-server passport bcrypt bcryptjs jsonwebtoken body-parser cookie-parser cross-env cross-spawn rimraf mkdirp semver moment dayjs date-fns luxon bluebird cheerio jsdom formik react-router react-router-dom styled-components node-fetch undici winston pino morgan helmet multer nodemailer web3 ethers discord.js concurrently husky lint-staged create-react-app storybook immutable zustand framer-motion';

const FOR_PYTHON =
  'requests urllib3 numpy pandas scipy matplotlib seaborn scikit-learn tensorflow pytorch torchvision keras flask django fastapi uvicorn gunicorn starlette pydantic sqlalchemy alembic celery redis pymongo psycopg2 psycopg2-binary psycopg boto boto3 botocore awscli setuptools wheel pytest pylint flake8 mypy black isort jinja2 markupsafe werkzeug click typer rich colorama tqdm pillow opencv-python beautifulsoup4 lxml selenium scrapy cryptography paramiko pyyaml python-dotenv httpx aiohttp websockets openai anthropic langchain transformers datasets tokenizers jupyter jupyterlab notebook ipython poetry virtualenv pipenv ansible cython';

const INSTALLS = /^(install|i|add|in|ins|dlx|x|exec|create|require|tool)$/;
const VALUES =
  '--prefix -C --dir --filter -F --cwd -w --workspace --registry --tag --before --omit --include --otp --scope --script-shell --loglevel --cache --userconfig --index-url -i --extra-index-url --python --directory --project -r --requirement -c --constraint -t --target --group -G -p --package';

/** A package whose name is one slip away from a well-known one may have been put there for that. */
function lookalikes(names: string, runs: boolean): EffectReader {
  const known = new Set(names.split(' '));
  return (call) => packagesOf(call, runs).flatMap((one) => slip(one, known));
}

/** The names of packages in a call, without versions; those with a scope are no one else’s. */
function packagesOf({ args, words }: Invocation, runs: boolean): readonly string[] {
  if (runs && args.some((arg) => /^(-c|--call)/.test(arg))) return [];
  const chosen = optionValues(args, /^(-p|--package|--from|--with)$/);
  const operands = operandsOf(words, VALUES).map(({ value, text }) => value ?? text);
  const [verb = ''] = operands;
  const named = runs ? operands.slice(0, 1) : INSTALLS.test(verb) ? operands.slice(1) : [];
  return [...chosen, ...named].map((one) =>
    one.replace(/(?<=.)(@|[=<>~![]).*$/s, '').toLowerCase(),
  );
}

function slip(name: string, known: ReadonlySet<string>): readonly Effect[] {
  if (name.length < 4 || known.has(name) || !/^[a-z][\w.-]*$/.test(name)) return [];
  const meant = [...known].find((one) => one.length > 4 && isOneSlip(name, one));
  if (meant === undefined) return [];
  const does = `takes the package ${name}, whose name is almost that of ${meant}`;
  return [effect('high', 'shell_install', does)];
}

/** One letter more, less or other, or two that changed places. */
export function isOneSlip(name: string, known: string): boolean {
  if (Math.abs(name.length - known.length) > 1 || name === known) return false;
  let at = 0;
  while (at < name.length && name[at] === known[at]) at += 1;
  const [rest, other] = [name.slice(at), known.slice(at)];
  return (
    rest.slice(1) === other.slice(1) ||
    rest.slice(1) === other ||
    rest === other.slice(1) ||
    (rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2))
  );
}

/** Programs that install or run packages by their names. */
export const LOOKALIKE_PACKAGES: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['npm', 'pnpm', 'yarn', 'bun'].map((name) => [name, lookalikes(FOR_NODE, false)] as const),
  ...['npx', 'bunx', 'pnpx'].map((name) => [name, lookalikes(FOR_NODE, true)] as const),
  ...['pip', 'pip3', 'uv', 'poetry', 'pdm', 'pipenv', 'pipx'].map(
    (name) => [name, lookalikes(FOR_PYTHON, false)] as const,
  ),
  ['uvx', lookalikes(FOR_PYTHON, true)],
]);
