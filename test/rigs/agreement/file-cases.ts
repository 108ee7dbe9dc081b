import type { OracleCall } from '../oracle/oracle.ts';
import { aFileLine } from './file-commands.ts';
import type { Random } from './random.ts';

/** What lies in the places while it is asked, so that reading and editing don't fail for want of it. */
export const FILES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...['README.md', 'package.json', 'a.txt', '.env', 'a[1].txt', 'src/app.ts', 'src/lib/util.ts'],
    ...[
      'src/lib/README.md',
      'docs/guide.md',
      'lib/src/x.ts',
      'secrets/key.pem',
      'a b.txt',
      'run.sh',
    ],
    ...['.github/workflows/ci.yml', '.vscode/tasks.json', '.claude/commands/c.md', '.gitignore'],
    ...[
      '{{outside}}/note.txt',
      '{{outside}}/src/app.ts',
      '{{home}}/notes.md',
      '{{home}}/src/app.ts',
    ],
    ...[
      '.claude/skills/mock/SKILL.md',
      '{{claudeDir}}/note.md',
      '.husky/pre-commit',
      '.npmrc',
      'log.txt',
    ],
  ].map((path) => [
    path,
    path.endsWith('SKILL.md')
      ? '---\nname: mock\ndescription: d\nallowed-tools: Bash(zz9 *)\n---\nx\n'
      : 'a\n',
  ]),
);

const NEW = [
  'new.txt',
  'src/new.ts',
  'out/x/y.md',
  'src/lib/new/z.ts',
  '{{outside}}/new.txt',
  '.env.local',
];

/** As it is from the root of the file system, places not filled in. */
const absolute = (path: string) => (path.startsWith('{{') ? path : `{{folder}}/${path}`);

/** One of the ways to write the same path, from inside the project. */
function written(random: Random, path: string): string {
  const full = absolute(path);
  const name = full.split('/').at(-1) ?? '';
  return random.way([
    [10, () => full],
    [3, () => (path.startsWith('{{') ? full : path)],
    [1, () => (path.startsWith('{{') ? full : `./${path}`)],
    [1, () => full.replace(`/${name}`, `/nowhere/../${name}`)],
    [1, () => full.replace(`/${name}`, `/./${name}`)],
    [1, () => full.replace('/', '//')],
    [1, () => full.replace('{{outside}}', '{{folder}}/../outside').replace('{{home}}', '~')],
    [1, () => full.toUpperCase().replace(/\{\{\w+\}\}/, (place) => place.toLowerCase())],
  ]);
}

/** A path that is talked about: mostly of a file that is there. */
export function aPath(random: Random): string {
  return random.chance(0.8) ? random.pick(Object.keys(FILES)) : random.pick(NEW);
}

/** Where a pattern may be read from, for a path in the project or elsewhere. */
function anchored(random: Random, path: string): string {
  const inside = path.replace(/^\{\{\w+\}\}\//, '');
  const bare = absolute(path);
  if (path.startsWith('{{home}}') && random.chance(0.6)) return `~/${inside}`;
  return random.way([
    [6, () => inside],
    [2, () => `./${inside}`],
    [5, () => `/${inside}`],
    [5, () => `/${bare}`],
    [1, () => bare],
    [1, () => `~/${inside}`],
    [1, () => `../outside/${inside}`],
  ]);
}

/** A pattern that covers a path, or nearly. */
function aPattern(random: Random, path: string): string {
  const full = anchored(random, path);
  const parts = full.split('/');
  const name = parts.at(-1) ?? '';
  const folder = parts.slice(0, -1).join('/') || '.';
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '') : name;
  return random.way([
    [6, () => full],
    [6, () => `${folder}/**`],
    [3, () => `${folder}/*`],
    [2, () => folder],
    [2, () => `${folder}/`],
    [2, () => `${folder}/**/${name}`],
    [2, () => `${folder}/*.${ending}`],
    [2, () => `${folder}/**/*.${ending}`],
    [3, () => name],
    [2, () => `*.${ending}`],
    [2, () => `**/*.${ending}`],
    [2, () => `**/${name}`],
    [1, () => `/${name}`],
    [1, () => `${parts.slice(0, -2).join('/')}/*/${name}`],
    [2, () => `${parts.slice(0, 2).join('/')}/**`],
    [1, () => `${parts[0] === '' ? '/' : (parts[0] ?? '')}/**`],
    [1, () => `${full.slice(0, -1)}?`],
    [1, () => `${folder}/[${name.slice(0, 1)}z]${name.slice(1)}`],
    [1, () => full.replaceAll(/[[\]]/g, '\\$&')],
    [1, () => `${folder}/{${name},x}`],
    [1, () => `!${full}`],
    [1, () => full.toUpperCase().replace(/\{\{\w+\}\}/, (place) => place.toLowerCase())],
    [1, () => `${folder}/../**`],
    [1, () => `${full}/**`],
    [1, () => `${folder}/**/`],
    [1, () => `${name.slice(0, 2)}*`],
    [
      1,
      () =>
        random.pick([
          '**',
          '*',
          '/**',
          '/*',
          '//**',
          '~/**',
          '.',
          './**',
          './',
          '/',
          '.*',
          '**/.*',
        ]),
    ],
  ]);
}

/** A rule of one of the tools whose rules speak of files, for a path. */
export function aFileRule(random: Random, path: string): string {
  const tool = random.pick([
    'Read',
    'Read',
    'Read',
    'Edit',
    'Edit',
    'Edit',
    'Edit',
    'Write',
    'NotebookEdit',
    'Glob',
  ]);
  return random.chance(0.1) ? tool : `${tool}(${aPattern(random, path)})`;
}

/** A call of a tool that reads or writes a path, or one near it. */
export function aFileCall(random: Random, path: string): OracleCall {
  const of = random.chance(0.6) ? path : aPath(random);
  const file_path = written(random, of);
  // An edit that can be made again and again, of a file that is there: else the tool itself refuses.
  const edit = { file_path, old_string: 'a', new_string: 'ab' };
  const write: OracleCall = { tool: 'Write', input: { file_path, content: 'a\n' } };
  if (!Object.keys(FILES).includes(of) && random.chance(0.7)) return write;
  return random.way<OracleCall>([
    [4, () => ({ tool: 'Read', input: { file_path } })],
    [1, () => ({ tool: 'Read', input: { file_path, limit: 5 } })],
    [4, () => write],
    [4, () => ({ tool: 'Edit', input: edit })],
    [1, () => ({ tool: 'Edit', input: { ...edit, replace_all: true } })],
  ]);
}

/** A command that reads or writes a path by itself. */
export function aFileCommand(random: Random, path: string): OracleCall {
  const at = written(random, random.chance(0.7) ? path : aPath(random));
  const file = at.includes(' ') || at.includes('[') ? `'${at}'` : at;
  const command = random.chance(0.5) ? aFileLine(random, file) : aPlainCommand(random, file);
  return { tool: 'Bash', input: { command } };
}

function aPlainCommand(random: Random, file: string): string {
  return random.pick([
    ...[
      `cat ${file}`,
      `head -5 ${file}`,
      `grep a ${file}`,
      `cp ${file} b.txt`,
      `cp b.txt ${file}`,
      `rm ${file}`,
    ],
    ...[
      `sed -i s/a/b/ ${file}`,
      `sed -n 1p ${file}`,
      `aa < ${file}`,
      `aa > ${file}`,
      `echo x >> ${file}`,
    ],
    ...[
      `touch ${file}`,
      `mv ${file} b.txt`,
      `ls ${file}`,
      `wc -l ${file}`,
      `tee ${file}`,
      `cat README.md ${file}`,
    ],
    ...[
      `diff ${file} README.md`,
      `aa ${file}`,
      `cd src && cat ${file}`,
      `cat ${file} | aa x`,
      `tail -n 3 ${file}`,
    ],
  ]);
}
