import { optionValues } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import { writeEffect } from '../places/file-effects.ts';
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
    flag: /^[-/](urlcache|decode|decodehex|encode|addstore|delstore|importpfx|verifyctl|f)$/i,
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
  { ...ADMIN, of: 'cipher fsutil', verb: /./, does: 'changes or wipes a disk' },
  { ...ADMIN, of: 'cipher', flag: /^\/w/i, does: 'wipes a disk' },
  {
    ...ADMIN,
    of: 'pwsh powershell',
    flag: /^(bypass|unrestricted|-noprofile|-windowstyle|hidden)$/i,
    does: 'runs past what the machine lets scripts do, or unseen',
  },
];

/** PowerShell’s own words for taking away, stopping and switching off, whatever it is. */
const TAKES_AWAY =
  /^(remove|clear|stop|disable|uninstall|unregister|reset|restart|revoke|format|suspend|dismount|block|deny)-[a-z]+$/;
const CHANGES_MACHINE =
  /^((set|new|add|register|enable|install|import)-(mppreference|service|acl|itemproperty|executionpolicy|netfirewall\w*|netip\w*|dns\w*|local(user|group\w*)|ad\w+|scheduled\w*|psremoting|psrepository|windows\w*|certificate|date|timezone)|checkpoint-computer|set-vmhost\w*|start-service|invoke-(command|wmimethod|cimmethod|item))$/;
const HARMLESS =
  /^(clear-(host|variable|item-output)|remove-(variable|alias|typedata|psbreakpoint|event|job)|stop-(transcript|job)|format-(table|list|wide|custom|hex)|reset-console)$/;

/** Reads a command of PowerShell by its verb; nothing for one that takes nothing away. */
const cmdlet: EffectReader = ({ name, args }) => {
  const own = name ?? '';
  if (HARMLESS.test(own)) return [];
  if (/^(stop|restart)-computer$/.test(own))
    return [effect('critical', 'shell_admin', 'shuts the machine down')];
  if (own === 'set-mppreference' || own === 'add-mppreference')
    return [effect('critical', 'shell_admin', 'switches off what protects the machine')];
  if (CHANGES_MACHINE.test(own)) return [effect('high', 'shell_admin', 'changes the system')];
  if (!TAKES_AWAY.test(own)) return [];
  return args.some((arg) => /^-whatif$/i.test(arg))
    ? [effect('low', 'shell_run', 'only shows what it would do')]
    : [effect('high', 'shell_run', 'takes away, stops or switches off something')];
};

/** Runs what it is handed. */
const evaluates: EffectReader = () => [
  effect('high', 'shell_run', 'runs whatever it is given to read', 'runs-input'),
];

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

/** `New-Item`, `Set-Content`: the profile is run by each shell. */
const writesProfile: EffectReader = ({ text }) =>
  /\$PROFILE\b/i.test(text)
    ? [effect('critical', 'file_write', 'changes what a shell runs when it starts')]
    : [effect('medium', 'file_write', 'writes files')];

export const WINDOWS_READERS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['iex', 'invoke-expression'].map((name) => [name, evaluates] as const),
  ...['iwr', 'irm', 'invoke-webrequest', 'invoke-restmethod'].map(
    (name) => [name, fetches] as const,
  ),
  ...['start-process', 'saps'].map((name) => [name, starts] as const),
  ...['new-item', 'ni', 'set-content', 'add-content', 'out-file', 'copy-item', 'move-item'].map(
    (name) => [name, writesProfile] as const,
  ),
]);

/** Who reads a command by PowerShell’s way to name them (`Verb-Noun`). */
export function cmdletReaders(name: string): readonly EffectReader[] {
  return /^[a-z]+-[a-z]+$/.test(name) ? [cmdlet] : [];
}
