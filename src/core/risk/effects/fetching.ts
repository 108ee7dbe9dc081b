import { operandsOf, optionValues, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isSecretFile } from '../places/personal-files.ts';
import { readEffect, writeEffect } from '../places/file-effects.ts';
import type { Tier } from '../tier.ts';
import type { EffectReader } from './rules.ts';

/** Options of curl that take a value, as far as what they name matters. */
const CURL_VALUES =
  '-o --output -O -d --data --data-binary --data-raw --data-urlencode --json -F --form --form-string -T --upload-file -X --request -H --header -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -K --config -x --proxy --resolve --connect-to -m --max-time --connect-timeout --retry -w --write-out -E --cert --key --cacert --capath -r --range -D --dump-header --trace --trace-ascii --output-dir --etag-save --etag-compare --max-redirs -Q --quote --interface --dns-servers -y -Y -z --stderr --unix-socket --limit-rate --retry-delay --url-query --libcurl --hsts --alt-svc --ciphers --tls-max --noproxy -C --continue-at --create-file-mode --proto --aws-sigv4 --oauth2-bearer --netrc-file -t --telnet-option --url -P --ftp-port';

/** `-Lo file` is `-L -o file`, and `-sXPUT` is `-s -X PUT`. */
function apart(args: readonly string[]): readonly string[] {
  return args.flatMap((arg) => {
    const [, plain, option, value = ''] = CLUSTER.exec(arg) ?? [];
    if (plain === undefined || option === undefined) return [arg];
    return [`-${plain}`, `-${option}`, ...(value === '' ? [] : [value])];
  });
}

/** Letters of curl that take nothing, then one that takes a value. */
const CLUSTER = /^-([fsSLgkGIijlnNqRvZOJaBMp#0-9]+)([XdFToHbuAeKDcmwrxECQyYzPtU])(.*)$/s;

function curl(asked: Invocation, facts: FolderFacts): readonly Effect[] {
  const call = {
    ...asked,
    args: apart(asked.args),
    words: asked.words.filter((_, at) => CLUSTER.exec(asked.args[at - 1] ?? '')?.[3] !== ''),
  };
  const { args, cwd } = call;
  const found: Effect[] = [effect('low', 'web_read', 'fetches from the network')];
  const out = optionValues(
    args,
    /^(-o|--output|-D|--dump-header|-c|--cookie-jar|--trace|--trace-ascii|--etag-save|--stderr|--libcurl|--hsts|--alt-svc|--output-dir)$/,
  );
  for (const path of out)
    if (path !== '-') found.push(writeEffect({ path: fixed(path), text: path, cwd }, facts));
  if (
    args.some((arg) =>
      /^(-O|--remote-name|-OL|-LO|-[a-zA-Z]*O[a-zA-Z]*|--remote-name-all|-J)$/.test(arg),
    )
  ) {
    found.push(effect('medium', 'file_write', 'writes what it fetches to a file'));
  }
  if (args.some((arg) => /^(-K|--config)$/.test(arg)))
    found.push(
      asked.words.some(({ traits }) => traits.has('process'))
        ? effect('high', 'web_send', 'goes by settings that are only known when it runs')
        : effect('medium', 'web_read', 'goes by a file of settings'),
    );
  const method = optionValues(args, /^(-X|--request)$/).join(' ');
  found.push(...methodEffect(method, call), ...sent(call), ...carried(call));
  if (
    optionValues(args, /^(-Q|--quote)$/).some((one) =>
      /^[-+*]?(dele|rmd|rm|rename|rnfr|site|stor|mkd|chmod)\b/i.test(one),
    )
  ) {
    found.push(effect('high', 'web_send', 'changes or deletes on a server'));
  }
  const urls = operandsOf(call.words, CURL_VALUES);
  for (const url of urls) {
    const [, path] = /^file:\/\/(\/.*)$/i.exec(url.value ?? '') ?? [];
    if (path !== undefined) found.push(readEffect({ path, text: path, cwd }, facts));
    if (DELETES_BY_ADDRESS.test(url.value ?? url.text) && changesServer(call)) {
      found.push(
        effect('high', 'web_send', 'calls an address that by its name takes something away'),
      );
    }
    if (/\$\(|`|\$\w*(KEY|TOKEN|SECRET|PASS)/i.test(url.text)) {
      found.push(effect('high', 'web_send', 'puts what another command says into an address'));
    }
  }
  return found;
}

/** A header or a cookie that is put together from a file or from what is set. */
function carried({ args }: Invocation): readonly Effect[] {
  return optionValues(
    args,
    /^(-H|--header|-b|--cookie|-A|--user-agent|-e|--referer|-u|--user)$/,
  ).some((value) => READS.test(value))
    ? [effect('high', 'web_send', 'sends along what it reads from a file, or all that is set')]
    : [];
}

const READS = /(\$\(|`)\s{0,9}(<|(cat|head|tail|base64|xxd|env|printenv|set)\b)/;

function methodEffect(method: string, call: Invocation): readonly Effect[] {
  if (/DELETE|PURGE/i.test(method)) return [effect('high', 'web_send', 'deletes on a server')];
  return /PUT|PATCH|POST|MOVE|COPY|MKCOL|LINK/i.test(method)
    ? [effect(outside(call), 'web_send', 'changes something on a server')]
    : [];
}

/** `…/_delete_by_query`, `…/doDelete`, `…/shutdown`. */
const DELETES_BY_ADDRESS =
  /[/_?&=.-](do)?_?(delete|destroy|drop|purge|wipe|erase|flush|truncate|reset|shutdown|remove|revoke|terminate)(?=$|[/_?&=.-])/i;

function changesServer({ args }: Invocation): boolean {
  return args.some((arg) => /^(-X|--request|-d|--data.*|--json|-F|--form.*|-XP\w+)$/.test(arg));
}

/** What a call of curl or wget sends along. */
function sent(call: Invocation): readonly Effect[] {
  const { args, text } = call;
  const data = optionValues(
    args,
    /^(-d|--data|--data-binary|--data-raw|--data-urlencode|--data-ascii|--json|-F|--form|-T|--upload-file|--post-file|--post-data|--body-file|--body-data)$/,
  );
  if (data.length === 0) return [];
  const isUpload =
    args.some((arg) => /^(-T|--upload-file|--post-file|--body-file)/.test(arg)) ||
    data.some((one) => /^@|=[@<]|^\w*@(?!\w+\.\w)/.test(one));
  if (
    data.some((one) => isSecretFile(one.replace(/^.*[@<]/, ''))) ||
    /\$\(\s*(cat|base64|env|printenv)\b/.test(text)
  ) {
    return [effect('critical', 'web_send', 'sends secrets or files to the network')];
  }
  return [
    isUpload
      ? effect(outside(call), 'web_send', 'sends a file to a server')
      : effect(outside(call), 'web_send', 'sends data to a server'),
  ];
}

/** What is sent to another machine is out of one’s hands; what goes to this one is not. */
function outside({ words }: Invocation): Tier {
  const addresses = operandsOf(words, CURL_VALUES).filter(({ text }) => !METHOD.test(text));
  const own = addresses.filter(({ value }) => value !== null && THIS_MACHINE.test(value));
  return addresses.length > 0 && own.length === addresses.length ? 'medium' : 'high';
}

const METHOD = /^[A-Z]+$|^[\w.-]+:?=/;
const THIS_MACHINE =
  /^(https?:\/\/)?(localhost|[\w-]+\.localhost|127(\.\d+){1,3}|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)?(:\d+)?(\/|\?|$)/i;

function fixed(path: string): string | null {
  return /[$`]/.test(path) ? null : path;
}

/** `-qO file` is `-q -O file`. */
function wgetApart(args: readonly string[]): readonly string[] {
  return args.flatMap((arg) => {
    const [, plain, option] = /^-([a-zA-Z]+)([OPoa])$/.exec(arg) ?? [];
    return plain === undefined || option === undefined ? [arg] : [`-${plain}`, `-${option}`];
  });
}

function wget(asked: Invocation, facts: FolderFacts): readonly Effect[] {
  const call = { ...asked, args: wgetApart(asked.args) };
  const { args, cwd } = call;
  if (args.some((arg) => /^(--spider|--version|-V|--help)$/.test(arg)))
    return [effect('low', 'web_read', 'looks at a page')];
  const out = optionValues(
    args,
    /^(-O|--output-document|-P|--directory-prefix|-o|--output-file|-a)$/,
  ).filter((path) => path !== '-');
  const written = out.map((path) => writeEffect({ path: fixed(path), text: path, cwd }, facts));
  const shown = args.some(
    (arg, at) =>
      /^(-qO-|-O-|-[a-z]*O-)$/.test(arg) || (/^-\w*O$/.test(args[at - 1] ?? '') && arg === '-'),
  );
  const isOwn =
    written.length === 0 && !shown
      ? [effect('medium', 'file_write', 'writes what it fetches to a file')]
      : [];
  const runs = args.some((arg) => /^(--use-askpass|-e|--execute|-i|--input-file)/.test(arg))
    ? [effect('medium', 'shell_run', 'goes by further settings')]
    : [];
  const method = optionValues(args, /^--method$/).flatMap((one) => methodEffect(one, call));
  return [
    effect('low', 'web_read', 'fetches from the network'),
    ...written,
    ...isOwn,
    ...runs,
    ...method,
    ...sent(call),
    ...carried(call),
  ];
}

/** Other fetchers: HTTPie and its like. */
const http: EffectReader = (call) => {
  if (call.args.includes('--offline')) return [effect('none', 'shell_read', 'sends nothing')];
  const verb = operandsOf(call.words)[0]?.text ?? '';
  if (/^DELETE$/i.test(verb)) return [effect('high', 'web_send', 'deletes on a server')];
  if (/^(POST|PUT|PATCH)$/i.test(verb) || call.args.some((arg) => /^[\w-]+(:?=)\S/.test(arg))) {
    return [
      effect(
        call.args.some((arg) => /@/.test(arg)) ? 'high' : outside(call),
        'web_send',
        'sends data to a server',
      ),
    ];
  }
  return [effect('low', 'web_read', 'fetches from the network')];
};

/** Clouds give each of their machines its keys at an address that only it reaches. */
const ofMachine: EffectReader = ({ args }) =>
  args.some((arg) => METADATA.test(arg))
    ? [effect('high', 'file_read', 'reads the keys of a machine in the cloud')]
    : [];

const METADATA =
  /^([a-z]+:\/\/)?([^/@]*@)?(169\.254\.(169\.254|170\.2)|(?<=:\/\/)metadata|metadata\.(google\.internal|tencentyun\.com)|100\.100\.100\.200|\[fd00:ec2::254\]|2852039166|0xa9fea9fe)(?=[:/?#]|$)/i;

/** The same, and whether it asks for those keys. */
const withKeys =
  (reader: EffectReader): EffectReader =>
  (call, facts) => [...reader(call, facts), ...ofMachine(call, facts)];

/** Programs that fetch from the network, or send to it, by an address. */
export const FETCHING: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['curl', 'curlie'].map((name) => [name, withKeys(curl)] as const),
  ...['wget', 'wget2', 'aria2c', 'axel'].map((name) => [name, withKeys(wget)] as const),
  ...['http', 'https', 'xh', 'httpie'].map((name) => [name, withKeys(http)] as const),
]);
