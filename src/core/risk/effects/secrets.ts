import { operandsOf, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { readEffect } from '../places/file-effects.ts';
import { isSecretFile } from '../places/personal-files.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader } from './rules.ts';

const SECRET_NAME =
  /(^|_)(TOKEN|SECRETS?|PASS(WORD|WD|PHRASE)?|PWD|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?|CONNECTION_STRING|DSN)(_|$)|_PAT$|(^|_)(DATABASE|DB|MONGO(DB)?|POSTGRES(QL)?|PG|MYSQL|REDIS|AMQP|RABBITMQ|CLICKHOUSE)_UR[IL]$/i;

/** Whether a variable of that name gives access to something. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && name !== 'PWD' && name !== 'OLDPWD';
}

/** `echo $GITHUB_TOKEN`: what a secret variable holds is shown; `${X:+set}` and `${#X}` show nothing of it. */
const shows: EffectReader = ({ words, redirects }) => {
  const read = redirects.flatMap((one) => {
    if (one.kind === 'heredoc') return one.quoted ? [] : [one.body];
    return one.kind === 'text' && one.target.value === null ? [one.target.text] : [];
  });
  const named = words
    .flatMap(({ value, text }) => (value === null ? [text] : []))
    .concat(read)
    .flatMap((text) => [
      ...text.matchAll(/(?<!\\)\$(?:\{(\w+)(?!\w|:?\+)|(\w+)(?:(?<=\$env):(\w+))?)/gi),
    ])
    .map(([, braced, plain, behindEnv]) => behindEnv ?? braced ?? plain ?? '')
    .filter(isSecretName);
  return named
    .slice(0, 1)
    .map((name) =>
      effect('high', 'file_read', `shows the secret variable ${name}`, 'reads-secret'),
    );
};

/** Files by the names of keys are looked for: to do something with each, or outside of the project. */
const looksForKeys: EffectReader = (call, facts) => {
  const patterns = call.args.filter((_, at) =>
    /^-i?(name|path|wholename)$/.test(call.args[at - 1] ?? ''),
  );
  const isKey = (one: string): boolean => isCredentialFile(one.replace(/^\*+|\*+$/g, ''));
  const [namesKeys, hunts] = [patterns.some(isKey), patterns.some((one) => HUNTED.test(one))];
  if (!namesKeys && !hunts) return [];
  const reads = call.args.some((arg) => /^-(exec|execdir|ok|okdir)$/.test(arg));
  const end = call.words.findIndex(({ text }) => /^[-(!\\]/.test(text));
  const wide = call.words.slice(0, Math.max(end, 0)).some((word) => {
    const { kind } = placeOf(pathIn(word, call.cwd), call.cwd, facts);
    return kind !== 'project' && kind !== 'temporary';
  });
  if (!(namesKeys && reads) && !wide) return [];
  return [effect('high', 'file_read', 'looks for files with keys or passwords', 'reads-secret')];
};

/** Words in the names of files that give access. */
const HUNTED = /(passw(or)?d|secret|credential|private.?key)/i;

/** An index of the whole machine is asked where keys lie. */
const locatesKeys: EffectReader = ({ args }) => [
  args.some((arg) => HUNTED.test(arg) || isCredentialFile(arg.replace(/^\*+|\*+$/g, '')))
    ? effect('high', 'file_read', 'looks for files with keys or passwords', 'reads-secret')
    : effect('none', 'shell_read', 'only looks'),
];

/** Every operand behind the program’s own text is a file that is read. */
const readsFiles: EffectReader = (call, facts) => secretOperands(call, facts);

/** Files with keys or passwords among a call’s operands. */
export function secretOperands(call: Invocation, facts: FolderFacts): readonly Effect[] {
  return operandsOf(call.words)
    .filter(({ value, text }) => !text.includes('://') && [value ?? text, text].some(isSecretFile))
    .map((word) =>
      readEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
    )
    .filter(({ mark }) => mark === 'reads-secret');
}

/** Files with keys or passwords that code names in quotes, and variables that hold them. */
export function secretsInCode(code: string): readonly Effect[] {
  const named = [...code.matchAll(/(["'`])([^"'`\s]{0,200})\1/g)].map(([, , text]) => text ?? '');
  const files = named
    .filter((text) => /[./]/.test(text) && isCredentialFile(text))
    .map((text) => `reads keys or passwords from ${text}`);
  const variables = [...code.matchAll(VARIABLE_IN_CODE)]
    .map(([, name]) => name ?? '')
    .filter((name) => name === '' || ALL_OF_THEM.test(name) || isSecretName(name))
    .map((name) =>
      name === '' || ALL_OF_THEM.test(name)
        ? 'reads all that is set, secrets too'
        : `reads the secret variable ${name}`,
    );
  return [...files, ...variables]
    .slice(0, 1)
    .map((does) => effect('high', 'file_read', does, 'reads-secret'));
}

/** `process.env.NAME`, `ENV["NAME"]`, `getenv("NAME")`; without a name it is all of them. */
const VARIABLE_IN_CODE =
  /(?:\bprocess\.env|\bENV|\bgetenv|%ENV|\$ENV|\$_ENV|\bos\.environ)\b(?:\s{0,4}[.[({]\s{0,4}["']?(\w*)|(?=\s{0,4}[),;}]|$))/g;

/** `ENV.to_h`, `os.environ.items()`: each variable with its value. */
const ALL_OF_THEM = /^(to_h|to_hash|to_a|inspect|each\w*|map|select|values|entries|items|copy)$/;

/** What shows variables or reads files, beside the programs that do little else. */
export const SECRETS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['echo', 'printf', 'print', 'write-output', 'write-host', 'cat', 'tee'].map(
    (name) => [name, shows] as const,
  ),
  ['find', looksForKeys],
  ...['locate', 'mlocate', 'plocate', 'mdfind'].map((name) => [name, locatesKeys] as const),
  ...['awk', 'gawk', 'mawk', 'nawk', 'sqlite3', 'sqlite', 'duckdb', 'sqlcmd', 'column'].map(
    (name) => [name, readsFiles] as const,
  ),
]);
