import { operandsOf, optionValues, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { readEffect, writeEffect } from '../places/file-effects.ts';
import type { EffectReader, EffectRule } from './rules.ts';

/** Programs that talk to others, listen, or tell people something. */
export const NETWORK_RULES: readonly EffectRule[] = [
  {
    tier: 'high',
    action: 'web_send',
    of: 'nc ncat netcat socat telnet cryptcat',
    unless: /^(-z|-vz|-zv|--help|-h)$/,
    does: 'opens a connection through which anything can go',
  },
  {
    tier: 'low',
    action: 'web_read',
    of: 'nc ncat netcat',
    flag: /^-z$/,
    does: 'looks whether a port is open',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ngrok cloudflared localtunnel lt frpc chisel bore serveo pagekite ssh-tunnel gost rathole',
    does: 'opens this machine to the network',
  },
  {
    tier: 'high',
    action: 'comms_send',
    of: 'mail mailx sendmail mutt msmtp swaks smtp-cli s-nail telegram-send slack-cli slackcat wall write',
    does: 'sends a message to people',
  },
  {
    tier: 'medium',
    action: 'web_send',
    of: 'ssh mosh autossh slogin rlogin',
    does: 'works on another machine',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ssh autossh',
    flag: /^(-R|-D|-L|-w|-A|-oProxyCommand.*|-oLocalCommand.*|-oPermitLocalCommand.*)$/,
    does: 'opens a tunnel, or lends your keys',
  },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'ssh scp sftp rsync',
    flag: /proxycommand|localcommand|^--rsh=|^--rsync-path=/i,
    does: 'runs a program of its caller’s choice',
  },
  {
    tier: 'high',
    action: 'shell_admin',
    of: 'ssh-copy-id ssh-keygen ssh-add gpg gpg2 keytool',
    flag: /^(--delete-\S+|--export-secret\S*|--import|-D|-d|-R|--gen-key|-p|--edit-key|--recv-keys?|--send-keys?|-delete|-importcert|-exportcert|-t|--yes)$/,
    does: 'changes keys or what they open',
  },
  {
    tier: 'high',
    action: 'shell_admin',
    of: 'ssh-copy-id',
    does: 'lets a key log in on another machine',
  },
  {
    tier: 'medium',
    action: 'web_send',
    of: 'ftp tftp lftp sftp ncftp smbclient webdav cadaver',
    does: 'moves files over the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ftp tftp lftp ncftpput smbclient',
    flag: /^(-c|-e|-u)$/,
    does: 'moves files over the network',
  },
  {
    tier: 'medium',
    action: 'web_read',
    of: 'nmap masscan zmap hping3 arp-scan nikto sqlmap hydra john hashcat aircrack-ng tcpdump tshark wireshark ettercap mitmproxy',
    does: 'listens to or searches the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'sqlmap hydra masscan hping3 ettercap metasploit msfconsole nikto aircrack-ng responder',
    does: 'attacks or floods others',
  },
  {
    tier: 'low',
    action: 'web_read',
    of: 'ping ping6 dig nslookup host whois traceroute tracepath mtr drill',
    does: 'looks up the network',
  },
];

/** Options of curl that take a value, as far as what they name matters. */
const CURL_VALUES =
  '-o --output -O -d --data --data-binary --data-raw --data-urlencode --json -F --form --form-string -T --upload-file -X --request -H --header -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -K --config -x --proxy --resolve --connect-to -m --max-time --connect-timeout --retry -w --write-out -E --cert --key --cacert --capath -r --range -D --dump-header --trace --trace-ascii --output-dir --etag-save --etag-compare --max-redirs -Q --quote --interface --dns-servers -y -Y -z --stderr --unix-socket --limit-rate --retry-delay --url-query --libcurl --hsts --alt-svc --ciphers --tls-max --noproxy -C --continue-at --create-file-mode --proto --aws-sigv4 --oauth2-bearer --netrc-file -t --telnet-option --url -P --ftp-port';

function curl(call: Invocation, facts: FolderFacts): readonly Effect[] {
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
    found.push(effect('medium', 'web_read', 'goes by a file of settings'));
  const method = optionValues(args, /^(-X|--request)$/)
    .join(' ')
    .toUpperCase();
  if (/DELETE|PURGE/.test(method)) found.push(effect('high', 'web_send', 'deletes on a server'));
  else if (/PUT|PATCH|POST|MOVE|COPY|MKCOL|LINK/.test(method))
    found.push(effect('medium', 'web_send', 'changes something on a server'));
  found.push(...sent(call));
  if (
    optionValues(args, /^(-Q|--quote)$/).some((one) =>
      /^[-+*]?(dele|rmd|rm|rename|rnfr|site|stor|mkd|chmod)\b/i.test(one),
    )
  ) {
    found.push(effect('high', 'web_send', 'changes or deletes on a server'));
  }
  if (
    args.some((arg) =>
      /^(https?:\/\/)?(169\.254\.169\.254|metadata\.google\.internal|100\.100\.100\.200)/.test(arg),
    )
  ) {
    found.push(effect('high', 'file_read', 'reads the keys of a machine in the cloud'));
  }
  const urls = operandsOf(call.words, CURL_VALUES);
  for (const url of urls) {
    const [, path] = /^file:\/\/(\/.*)$/i.exec(url.value ?? '') ?? [];
    if (path !== undefined) found.push(readEffect({ path, text: path, cwd }, facts));
    if (/\$\(|`|\$\w*(KEY|TOKEN|SECRET|PASS)/i.test(url.text)) {
      found.push(effect('high', 'web_send', 'puts what another command says into an address'));
    }
  }
  return found;
}

/** What a call of curl or wget sends along. */
function sent({ args, text }: Invocation): readonly Effect[] {
  const data = optionValues(
    args,
    /^(-d|--data|--data-binary|--data-raw|--data-urlencode|--data-ascii|--json|-F|--form|-T|--upload-file|--post-file|--post-data|--body-file|--body-data)$/,
  );
  if (data.length === 0) return [];
  const isUpload =
    args.some((arg) => /^(-T|--upload-file|--post-file|--body-file)/.test(arg)) ||
    data.some((one) => /^@|=[@<]|^\w*@(?!\w+\.\w)/.test(one));
  if (
    data.some((one) => isCredentialFile(one.replace(/^.*[@<]/, ''))) ||
    /\$\(\s*(cat|base64|env|printenv)\b/.test(text)
  ) {
    return [effect('critical', 'web_send', 'sends secrets or files to the network')];
  }
  return [
    isUpload
      ? effect('high', 'web_send', 'sends a file to the network')
      : effect('medium', 'web_send', 'sends data to a server'),
  ];
}

function fixed(path: string): string | null {
  return /[$`]/.test(path) ? null : path;
}

function wget(call: Invocation, facts: FolderFacts): readonly Effect[] {
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
  const method = optionValues(args, /^--method$/).some((one) => /DELETE/i.test(one))
    ? [effect('high', 'web_send', 'deletes on a server')]
    : [];
  return [
    effect('low', 'web_read', 'fetches from the network'),
    ...written,
    ...isOwn,
    ...runs,
    ...method,
    ...sent(call),
  ];
}

/** `scp`, `rsync`: what goes to another machine, and what comes from one. */
const copies: EffectReader = (call, facts) => {
  const operands = operandsOf(
    call.words,
    '-e --rsh -i -F -P -l -o -c -J -S -D --exclude --include --filter --files-from --port --password-file --log-file --backup-dir --suffix --chmod --chown --bwlimit --max-size --link-dest --temp-dir -f',
  );
  const target = operands.at(-1);
  const isRemote = (text: string): boolean => /^[\w.@-]+:(?!\\)|^(rsync|sftp|scp):\/\//.test(text);
  const found: Effect[] = [];
  if (
    call.args.some((arg) => /^(--delete\S*|--remove-source-files|--del)$/.test(arg)) &&
    !call.args.some((arg) => /^(-\w*n\w*|--dry-run)$/.test(arg))
  ) {
    found.push(effect('high', 'file_delete', 'deletes what is only on the other side'));
  }
  if (optionValues(call.args, /^(-e|--rsh)$/).some((shell) => !/^ssh( |$)/.test(shell))) {
    found.push(effect('high', 'shell_run', 'runs a program of its caller’s choice'));
  }
  if (target === undefined) return found;
  const sources = operands.slice(0, -1);
  if (isRemote(target.value ?? target.text)) {
    const isSecret = sources.some(({ text }) => isCredentialFile(text));
    found.push(
      isSecret
        ? effect('critical', 'web_send', 'sends secrets to another machine')
        : effect('high', 'web_send', 'sends files to another machine'),
    );
    return found;
  }
  found.push(
    writeEffect({ path: pathIn(target, call.cwd), text: target.text, cwd: call.cwd }, facts),
  );
  found.push(
    ...sources
      .filter(({ text }) => !isRemote(text))
      .map((word) =>
        readEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
      ),
  );
  if (sources.some(({ text }) => isRemote(text)))
    found.push(effect('medium', 'web_read', 'fetches files from another machine'));
  return found;
};

/** Other fetchers: HTTPie and its like. */
const http: EffectReader = (call) => {
  const verb = operandsOf(call.words)[0]?.text ?? '';
  if (/^DELETE$/i.test(verb)) return [effect('high', 'web_send', 'deletes on a server')];
  if (/^(POST|PUT|PATCH)$/i.test(verb) || call.args.some((arg) => /^[\w-]+(:?=)\S/.test(arg))) {
    return [
      effect(
        call.args.some((arg) => /@/.test(arg)) ? 'high' : 'medium',
        'web_send',
        'sends data to a server',
      ),
    ];
  }
  return [effect('low', 'web_read', 'fetches from the network')];
};

export const NETWORK_READERS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['curl', 'curlie'].map((name) => [name, curl] as const),
  ...['wget', 'wget2', 'aria2c', 'axel'].map((name) => [name, wget] as const),
  ...['scp', 'rsync', 'sftp', 'croc'].map((name) => [name, copies] as const),
  ...['http', 'https', 'xh', 'httpie'].map((name) => [name, http] as const),
]);

/** Whether a program fetches from the network. */
export function isFetcher(name: string | null): boolean {
  return (
    name !== null &&
    /^(curl|curlie|wget2?|aria2c|axel|http|https|xh|fetch|lynx|w3m|links|nc|ncat|netcat|ftp|scp|invoke-webrequest|iwr|irm|gh|ssh|git)$/.test(
      name,
    ) &&
    !/^(gh|git)$/.test(name)
  );
}

/** Whether a program may send what it reads to the network. */
export function isSender(name: string | null): boolean {
  return (
    name !== null &&
    /^(curl|curlie|wget2?|http|https|xh|nc|ncat|netcat|socat|telnet|ssh|scp|sftp|rsync|ftp|lftp|tftp|mail|mailx|sendmail|mutt|aws|gsutil|rclone|invoke-webrequest|iwr|irm|dig|nslookup|host)$/.test(
      name,
    )
  );
}
