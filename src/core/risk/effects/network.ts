import { carriedBy } from '../command/carried.ts';
import { operandsOf, optionValues, pathIn, wordSet } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import { isSecretFile } from '../places/personal-files.ts';
import { readEffect, writeEffect } from '../places/file-effects.ts';
import type { EffectReader, EffectRule } from './rules.ts';

/** Programs that talk to others, listen, or tell people something. */
export const NETWORK_RULES: readonly EffectRule[] = [
  {
    tier: 'high',
    action: 'web_send',
    of: 'ffmpeg',
    verb: /\b(https?|rtmps?|tcp|udp|srt|ftp|rtsp):\/\/\S+$/,
    does: 'sends what it makes to the network',
  },
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
    of: 'ngrok cloudflared localtunnel lt frpc chisel bore serveo pagekite ssh-tunnel gost rathole tmate upterm teleconsole sshx ttyd gsocket gs-netcat',
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
    of: 'ssh mosh autossh slogin rlogin pdsh pssh parallel-ssh clush',
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
    flag: /proxycommand|localcommand|^--rsh=(?!ssh( |$))|^--rsync-path=/i,
    does: 'runs a program of its caller’s choice',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ssh scp sftp rsync autossh mosh',
    flag: /\bstricthostkeychecking[= ]["']?(no|off)\b|\buserknownhostsfile[= ]["']?\/dev\/null/i,
    does: 'asks no longer who the other machine is',
  },
  {
    tier: 'high',
    action: 'shell_admin',
    of: 'ssh-copy-id ssh-keygen ssh-add gpg gpg2 keytool',
    flag: /^(--delete-\S+|--export-secret\S*|--import|-D|-d|-R|--gen-key|-p|--edit-key|--recv-keys?|--send-keys?|--decrypt|-delete|-importcert|-exportcert|-t|--yes)$/,
    does: 'changes keys or what they open',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'ssh-keygen',
    flag: /^-[lFBL]$/,
    does: 'only looks',
  },
  {
    tier: 'high',
    action: 'shell_admin',
    of: 'ssh-keygen',
    unless: /^-[lFBL]$/,
    does: 'makes, changes or reads keys',
  },
  {
    tier: 'high',
    action: 'shell_admin',
    of: 'ssh-copy-id',
    does: 'lets a key log in on another machine',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ftp tftp lftp sftp ncftp ncftpput smbclient webdav cadaver croc wormhole magic-wormhole transfer ffsend pastebinit wgetpaste hastebin dpaste pastery',
    does: 'moves files over the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'serve http-server live-server darkhttpd miniserve thttpd webfsd',
    does: 'serves files to the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'httpd',
    flag: /^-[ph]$/,
    does: 'serves files to the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'php',
    flag: /^-S$/,
    unless: /^(127(\.\d+){3}|localhost|\[::1\])(:\d+)?$/,
    does: 'serves files to the network',
  },
  {
    tier: 'medium',
    action: 'web_read',
    of: 'nmap zmap arp-scan',
    does: 'searches the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'nmap',
    flag: /^-(s[SAUFNXWMYOZI]|A|O|D|f)$/,
    does: 'looks for ways into the machines of others',
  },
  {
    tier: 'high',
    action: 'web_read',
    of: 'tcpdump tshark',
    unless: /^(-r|--read-file.*|-D|--list-interfaces)$/,
    does: 'listens to what others send over the network',
  },
  {
    tier: 'low',
    action: 'file_read',
    of: 'tcpdump tshark',
    flag: /^(-r|--read-file.*|-D|--list-interfaces)$/,
    does: 'looks at what was recorded of a network',
  },
  {
    tier: 'high',
    action: 'web_read',
    of: 'wireshark dumpcap mitmproxy mitmdump ettercap bettercap',
    does: 'listens to what others send over the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'sqlmap hydra masscan hping3 ettercap metasploit msfconsole nikto aircrack-ng responder arpspoof dnsspoof macof medusa ncrack patator crackmapexec netexec nxc kerbrute evil-winrm wpscan gobuster ffuf wfuzz dirb feroxbuster msfvenom setoolkit slowloris',
    does: 'attacks or floods others',
  },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'john hashcat ophcrack fcrackzip',
    does: 'looks for the passwords of others',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'nsupdate',
    does: 'changes what names lead to',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ztcp zsocket',
    does: 'opens a connection through which anything can go',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'zmodload',
    verb: /\bzsh\/(net\/(tcp|socket)|zftp|system|files|mapfile|zpty)\b/,
    does: 'lets a shell open connections and files by itself',
  },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'xmrig minerd cpuminer cpuminer-multi cgminer bfgminer ethminer nbminer lolminer',
    does: 'works for others for as long as it runs',
  },
  {
    tier: 'low',
    action: 'web_read',
    of: 'ping ping6 dig nslookup host whois traceroute tracepath mtr drill',
    does: 'looks up the network',
  },
  {
    tier: 'high',
    action: 'web_send',
    of: 'ping ping6 dig nslookup host whois drill',
    flag: /\$\(|`/,
    does: 'puts what another command says into a name that is looked up',
  },
];

/** `scp`, `rsync`: what goes to another machine, and what comes from one. */
const copies: EffectReader = (call, facts) => {
  const operands = operandsOf(
    call.words,
    '-e --rsh -i -F -P -l -o -c -J -S -D --exclude --include --filter --files-from --port --password-file --log-file --backup-dir --suffix --chmod --chown --bwlimit --max-size --link-dest --temp-dir -f',
  );
  const target = operands.at(-1);
  const isRemote = (text: string): boolean => /^[\w.@-]+:(?!\\)|^(rsync|sftp|scp):\/\//.test(text);
  const found: Effect[] = [];
  const onlyShows =
    call.name === 'rsync' &&
    call.args.some((arg) => /^(-\w*n\w*|--dry-run)$/.test(arg)) &&
    !call.args.some((arg) => /^--no-(n|dry-run)$/.test(arg));
  if (
    call.args.some((arg) => /^(--delete\S*|--remove-source-files|--del)$/.test(arg)) &&
    !onlyShows
  ) {
    found.push(effect('high', 'file_delete', 'deletes what is only on the other side'));
  }
  if (optionValues(call.args, /^(-e|--rsh)$/).some((shell) => !/^ssh( |$)/.test(shell))) {
    found.push(effect('high', 'shell_run', 'runs a program of its caller’s choice'));
  }
  if (target === undefined) return found;
  if (onlyShows) return [...found, effect('low', 'web_read', 'only shows what it would copy')];
  const sources = operands.slice(0, -1);
  if (isRemote(target.value ?? target.text)) {
    const isSecret = sources.some(({ text }) => isSecretFile(text));
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
  const fetched = sources.filter(({ text }) => isRemote(text));
  if (fetched.length > 0)
    found.push(effect('medium', 'web_read', 'fetches files from another machine'));
  if (fetched.some(({ text }) => isSecretFile(text.replace(/^[^:]*:/, ''))))
    found.push(
      effect('high', 'file_read', 'fetches keys or passwords of another machine', 'reads-secret'),
    );
  return found;
};

/** `ssh host < script`: without a command what it reads is run there; what stands below it is looked into elsewhere. */
const logsIn: EffectReader = ({ name, words, redirects, piped }) => {
  const reads = piped || redirects.some((one) => one.kind === 'file' && one.access === 'read');
  if (!reads) return [];
  return carriedBy(name ?? '', words).length === 0
    ? [effect('high', 'shell_run', 'runs whatever it is given to read, on another machine')]
    : [effect('high', 'web_send', 'sends what it is given to read to another machine')];
};

export const NETWORK_READERS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['ssh', 'mosh'].map((name) => [name, logsIn] as const),
  ...['scp', 'rsync', 'sftp'].map((name) => [name, copies] as const),
]);

/** Whether a program fetches from the network. */
export function isFetcher(name: string | null): boolean {
  return name !== null && FETCHERS.has(name);
}

const FETCHERS = wordSet(
  'curl curlie wget wget2 aria2c axel http https xh fetch lynx w3m links nc ncat netcat ftp scp invoke-webrequest iwr irm ssh',
);

/** Whether a program may send what it reads to the network. */
export function isSender(name: string | null): boolean {
  return name !== null && SENDERS.has(name);
}

const SENDERS = wordSet(
  'curl curlie wget wget2 http https xh nc ncat netcat socat telnet ssh scp sftp rsync ftp lftp tftp mail mailx sendmail mutt aws gsutil rclone invoke-webrequest iwr irm dig nslookup host',
);
