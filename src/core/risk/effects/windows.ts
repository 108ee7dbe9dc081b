import { operandsOf, optionValues, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import {
  deleteEffect,
  overwriteEffect,
  readAllEffect,
  writeEffect,
} from '../places/file-effects.ts';
import type { EffectReader, EffectRule } from './rules.ts';

const ADMIN = { tier: 'high', action: 'shell_admin' } as const;

/** Windows’ own programs. */
export const WINDOWS_RULES: readonly EffectRule[] = [
  {
    ...{
      tier: 'high',
      action: 'shell_run',
      does: 'fetches or runs code past what watches over it',
    },
    of: 'mshta rundll32 regsvr32 bitsadmin installutil msbuild-inline wscript cscript msiexec forfiles',
  },
  {
    ...{
      tier: 'high',
      action: 'web_read',
      does: 'fetches from the network, or changes what is trusted',
    },
    of: 'certutil',
    flag: /^[-/](urlcache|decode|decodehex|addstore|delstore|importpfx|verifyctl)$/i,
  },
  {
    ...ADMIN,
    of: 'wevtutil',
    verb: /^(cl|clear-log|sl|set-log|um)\b/,
    does: 'drops the system’s records',
  },
  {
    ...ADMIN,
    of: 'wsl',
    flag: /^(-l|--list|--status|-v|--version)$/,
    tier: 'none',
    action: 'shell_read',
    does: 'only looks',
  },
  {
    ...ADMIN,
    of: 'wsl',
    flag: /^--(unregister|shutdown|terminate|import|install|uninstall|update)$/,
    does: 'changes or deletes a system in the system',
  },
  {
    tier: 'high',
    action: 'file_delete',
    of: 'robocopy',
    flag: /^\/(mir|purge|mov|move)$/i,
    unless: /^\/l$/i,
    does: 'deletes what the other folder has not',
  },
  { ...ADMIN, of: 'cipher fsutil', verb: /./, does: 'changes or wipes a disk' },
  { ...ADMIN, of: 'cipher', flag: /^\/w/i, does: 'wipes a disk' },
  {
    ...ADMIN,
    of: 'pwsh powershell',
    flag: /^(bypass|unrestricted|-windowstyle|hidden)$/i,
    does: 'runs past what the machine lets scripts do, or unseen',
  },
];

/** PowerShell’s own words for taking away, stopping and switching off, whatever it is. */
const TAKES_AWAY =
  /^(remove|clear|stop|disable|uninstall|unregister|reset|restart|revoke|format|suspend|dismount|block|deny|unblock|unprotect)-[a-z]+$/;
const CHANGES_MACHINE =
  /^((set|new|add|register|enable|install|import)-(mppreference|service|acl|itemproperty|executionpolicy|netfirewall\w*|netip\w*|dns\w*|local(user|group\w*)|ad\w+|scheduled\w*|psremoting|psrepository|windows\w*|certificate|date|timezone)|checkpoint-computer|(set|resize|new|initialize)-(disk|partition|volume)|set-netadapter\w*|set-smb\w+|set-vmhost\w*|start-service|invoke-(command|wmimethod|cimmethod|item))$/;
const HARMLESS =
  /^(clear-(host|variable|item-output)|remove-(variable|alias|typedata|psbreakpoint|event|job)|stop-(transcript|job)|format-(table|list|wide|custom|hex)|reset-console)$/;

/** Reads a command of PowerShell by its verb; nothing for one that takes nothing away. */
const cmdlet: EffectReader = (call) => {
  const { args } = call;
  const own = call.name ?? '';
  if (HARMLESS.test(own)) return [];
  if (/^(stop|restart)-computer$/.test(own))
    return [effect('critical', 'shell_admin', 'shuts the machine down')];
  if (own === 'set-mppreference' || own === 'add-mppreference')
    return [effect('critical', 'shell_admin', 'switches off what protects the machine')];
  if (
    own === 'add-type' &&
    args.some((arg) => /^-(typedefinition|memberdefinition|t|m)/i.test(arg))
  )
    return [effect('high', 'shell_run', 'runs code given in the call')];
  if (own === 'start-bitstransfer')
    return [effect('high', 'web_read', 'fetches past what watches over it')];
  if (/^(enter|new)-pssession$/.test(own))
    return [effect('high', 'web_send', 'works on another machine')];
  if (CHANGES_MACHINE.test(own)) return [effect('high', 'shell_admin', 'changes the system')];
  if (!TAKES_AWAY.test(own) || isOneFile(call)) return [];
  return asksWhatIf(args)
    ? [effect('low', 'shell_run', 'only shows what it would do')]
    : [effect('high', 'shell_run', 'takes away, stops or switches off something')];
};

/** `-WhatIf`, also shortened; `-WhatIf:$false` takes it back. */
export function asksWhatIf(args: readonly string[]): boolean {
  return args.some((arg) => /^-(wi|wh\w*)(:\$?true)?$/i.test(arg));
}

/** What files it takes away is told with the other ways to do so; in a registry or a store it takes away more. */
function isOneFile({ name, args }: Invocation): boolean {
  const [first] = args.filter((arg) => !arg.startsWith('-'));
  const listed = args.some((arg) => /^-(r|rec\w*|fi\w*|inc\w*|exc\w*|stream)$/i.test(arg));
  const drive = args.some((arg) => /^["']?([a-z]{2,}:|\w+\.\w+\\[\w.]+::)/i.test(arg));
  if (first === undefined || listed || drive) return false;
  return name === 'remove-item' || (name === 'clear-content' && !/[*?[]|^["']?[a-z]:/i.test(first));
}

/** Runs what it is handed; by the same name Elixir opens its console, with the project’s code in it. */
const evaluates: EffectReader = ({ args }) =>
  args[0] === '-S'
    ? [effect('medium', 'shell_run', 'opens a console')]
    : [effect('high', 'shell_run', 'runs whatever it is given to read', 'runs-input')];

/** `ForEach-Object { $_.Delete() }`: what is said to each thing by a method of its own. */
const tellsEach: EffectReader = ({ text }) =>
  /\.(delete|kill|terminate|moveto|stop|remove\w*|clear)\(/i.test(text)
    ? [effect('high', 'shell_run', 'takes away, stops or switches off something')]
    : [];

const starts: EffectReader = ({ args }) => [
  effect(
    args.some((arg) => /^-verb$/i.test(arg)) ? 'high' : 'medium',
    'shell_run',
    'starts another program',
  ),
];

/** `Invoke-WebRequest`: what it fetches, sends, and where that is written. */
const fetches: EffectReader = (call, facts) => {
  const sends =
    optionValues(call.args, /^-(method)$/i).some((method) => !/^(get|head)$/i.test(method)) ||
    call.args.some((arg) => /^-(body|infile|form)$/i.test(arg));
  return [
    effect('low', 'web_read', 'fetches from the network'),
    ...optionValues(call.args, /^-outfile$/i).map((path): Effect => {
      const known = /[$`]/.test(path) ? null : path;
      return writeEffect({ path: known, text: path, cwd: call.cwd }, facts);
    }),
    ...(sends ? [effect('high', 'web_send', 'sends data to a server')] : []),
  ];
};

/** `Clear-Content`: of a file nothing is left, but the file. */
const empties: EffectReader = (call, facts) =>
  operandsOf(call.words, '-Filter -Include -Exclude -Stream').map((word) =>
    overwriteEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts),
  );

/** `New-Item`, `Set-Content`: the profile is run by each shell. */
const writesProfile: EffectReader = ({ text }) =>
  /\$PROFILE\b/i.test(text)
    ? [effect('critical', 'file_write', 'changes what a shell runs when it starts')]
    : [effect('medium', 'file_write', 'writes files')];

/** `Copy-Item`, `xcopy`: what is copied is read, and lands at the last name, or the one that is said to. */
const copies =
  (moves: boolean): EffectReader =>
  (call, facts) => {
    const words = call.words.filter(({ text }) => !/^-|^\/[a-z]+(:|$)/i.test(text));
    const said = optionValues(call.args, /^-dest\w*$/i);
    const copied = words.flatMap((word, at) => {
      const file = { path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd };
      const isLast = at > 0 && at === words.length - 1;
      if (said.length > 0 ? said.includes(word.value ?? word.text) : isLast) {
        return [writeEffect(file, facts)];
      }
      const gone = deleteEffect(file, facts, { recursive: false });
      const leaves = moves && gone.tier === 'critical';
      return [
        readAllEffect(file, facts),
        ...(leaves ? [{ ...gone, does: `moves ${file.text} away` }] : []),
      ];
    });
    return [...writesProfile(call, facts), ...copied];
  };

export const WINDOWS_READERS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['iex', 'invoke-expression'].map((name) => [name, evaluates] as const),
  ...['iwr', 'irm', 'invoke-webrequest', 'invoke-restmethod'].map(
    (name) => [name, fetches] as const,
  ),
  ['clear-content', empties],
  ...['foreach-object', '%'].map((name) => [name, tellsEach] as const),
  ...['start-process', 'saps'].map((name) => [name, starts] as const),
  ...['new-item', 'ni', 'set-content', 'add-content', 'out-file'].map(
    (name) => [name, writesProfile] as const,
  ),
  ...['copy-item', 'cpi', 'xcopy', 'robocopy', 'compress-archive'].map(
    (name) => [name, copies(false)] as const,
  ),
  ...['move-item', 'mi'].map((name) => [name, copies(true)] as const),
]);

/** Who reads a command by PowerShell’s way to name them (`Verb-Noun`). */
export function cmdletReaders(name: string): readonly EffectReader[] {
  return name.includes('-') && /^[a-z]+-[a-z]+$/.test(name) ? [cmdlet] : [];
}
