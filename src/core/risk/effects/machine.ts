import { effect } from '../effect.ts';
import type { EffectReader, EffectRule } from './rules.ts';

const ADMIN = 'shell_admin';

/** Raised rights, processes, services, owners and rights of files, users, network: the machine itself. */
export const MACHINE_RULES: readonly EffectRule[] = [
  {
    tier: 'high',
    action: 'shell_run',
    of: 'tmux',
    verb: /#\(/,
    does: 'runs a program from within what it shows',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'tmux',
    verb: /^(display(-message)?|ls|list-\w+|show-\w+|has(-session)?|info|capture-pane)\b/,
    does: 'only looks',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'pkexec su runuser gosu su-exec run0 runas sudoedit visudo gsudo please newgrp',
    unless: /^(-V|--version|--help|-l|--list|-v|-k|-K)$/,
    does: 'acts with raised rights',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'chroot nsenter unshare setcap setfacl capsh',
    does: 'changes what a program may reach',
  },
  // Processes and services.
  {
    tier: 'none',
    action: 'shell_read',
    of: 'kill',
    flag: /^(-l|-L|-0|--list|--table)$/,
    does: 'only looks',
  },
  {
    tier: 'medium',
    action: 'shell_run',
    of: 'kill',
    verb: /^\d+( \d+)*$/,
    unless: /^(-l|-0)$/,
    does: 'ends a process',
  },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'kill',
    flag: /^-(9|kill|sigkill)$/i,
    does: 'ends a process at once',
  },
  {
    tier: 'medium',
    action: 'shell_run',
    of: 'kill',
    unless: /^(-l|-L|-0)$/,
    does: 'ends processes',
  },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'fuser',
    flag: /^(-k|--kill)$/,
    does: 'ends every process that uses a file',
  },
  { tier: 'none', action: 'shell_read', of: 'fuser', does: 'only looks' },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'killall pkill skill xkill stop-process killall5',
    unless: /^(-0|-l|--list|--version|-V|--signal=0)$/,
    does: 'ends every process of a name',
  },
  {
    tier: 'high',
    action: 'shell_run',
    of: 'taskkill',
    verb: /^(?!\/pid \d+$)|\/(f|t|im|fi)\b/i,
    does: 'ends processes at once, or by their name',
  },
  { tier: 'medium', action: 'shell_run', of: 'taskkill', does: 'ends a process' },
  {
    tier: 'critical',
    action: ADMIN,
    of: 'shutdown reboot halt poweroff init telinit stop-computer restart-computer',
    unless: /^(--help|-c|--version)$/,
    does: 'shuts the machine down',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'systemctl service launchctl rc-service sv supervisorctl initctl sc svcadm s6-rc pm2 brew-services nssm monit',
    verb: /^(?!(status|show|cat|list-\S+|is-\S+)\b).*\b(start|stop|restart|reload|try-restart|reload-or-restart|kill|enable|disable|mask|unmask|edit|set-property|isolate|daemon-reload|daemon-reexec|set-default|link|revert|load|unload|bootstrap|bootout|kickstart|remove|create|delete|config|failure|sdset|user|import-environment|set-environment|unset-environment|submit|setenv|unsetenv|limit|attach|reboot|delete|down|shutdown|preset|add-wants|clean)\b/,
    does: 'changes which services run',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'net net1',
    // A name alone is asked about; with a second one, or a switch, it is changed.
    verb: /^(?!(view|statistics|help|helpmsg)\b|(user|localgroup|group|share)( [^\s/=]+)?$|(use|start|accounts|session|file|config|time)$|$)/i,
    does: 'changes users, services or what is shared',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'net net1',
    verb: /^(view|statistics|help|helpmsg|user|localgroup|group|share|use|start|accounts|session|file|config|time|$)/i,
    does: 'only looks',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'nginx apachectl apache2ctl httpd apache2 caddy openresty traefik rabbitmqctl mongod lighttpd-angel unbound-control rndc varnishadm php-fpm gunicornctl',
    verb: /(^|\s)(stop|quit|graceful-stop|stop_app|reset|force_reset|shutdown|halt)$/,
    does: 'stops a service that others use',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'haproxy',
    flag: /^-s[ft]$/,
    does: 'stops a service that others use',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'dbus-send busctl gdbus qdbus',
    verb: /\b(login1|systemd1|PolicyKit1|Accounts|NetworkManager|UDisks2|packagekit)\b.*\b(Reboot|PowerOff|Halt|Suspend|Hibernate|Set\w*|Stop\w*|Start\w*|Restart\w*|Kill\w*|Delete\w*|Create\w*|Format|Remove\w*|Disable\w*|Enable\w*|Lock\w*|Terminate\w*)\b/i,
    does: 'has the system do something for it',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'bootc rpm-ostree ostree',
    verb: /^(switch|rollback|edit|upgrade|install|rebase|deploy|reset|cleanup|kargs|admin (deploy|undeploy|switch|upgrade))\b/,
    does: 'changes what the machine starts with',
  },
  {
    tier: 'critical',
    action: ADMIN,
    of: 'systemctl',
    verb: /^(poweroff|reboot|halt|rescue|emergency|suspend|hibernate|kexec|isolate)\b/,
    does: 'shuts the machine down',
  },
  {
    tier: 'medium',
    action: ADMIN,
    of: 'systemctl',
    verb: /^reset-failed\b/,
    does: 'forgets which services failed',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'systemctl service launchctl supervisorctl pm2',
    verb: /^$|^(status|show|cat|is-\w+|list-\w+|list|print\S*|blame|help|get-default|version|logs?|prettylist|jlist|describe|info|--status-all|procinfo|resolveport|dumpjpcategory|hostinfo|manager\w+|examine|dumpstate|variant|managername)\b|\bstatus$/,
    does: 'only looks',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'loginctl hostnamectl timedatectl localectl networkctl resolvectl machinectl',
    verb: /\b(terminate|kill|set|enable|disable|poweroff|remove|lock|unlock|attach|flush|revert|dns|domain|down|up|delete|import|activate|shell|login)/,
    does: 'changes the system',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'journalctl',
    flag: /^--(vacuum|rotate|flush|relinquish|setup-keys)/,
    does: 'drops the system’s records',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'dmesg',
    flag: /^(-c|-C|--clear|--read-clear|-D|-E|-n|--console-\w+)$/,
    does: 'clears or changes the kernel’s messages',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'history',
    flag: /^(-c|-d|-w)$/,
    does: 'takes away the record of commands',
  },
  {
    tier: 'medium',
    action: 'shell_run',
    of: 'renice ionice taskset chrt disown ulimit prlimit',
    verb: /\d/,
    does: 'changes how processes run',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'fastboot',
    verb: /^(?!devices\b|getvar\b|help\b)./,
    does: 'changes what a device starts with',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'adb',
    verb: /^(reboot|uninstall|sideload|remount|root|unroot|disable-verity|enable-verity|restore|emu kill)\b/,
    does: 'changes or restarts a device',
  },
];

/**
 * `kill -9 -1` reaches all, `kill 1` the one that holds the others up, `kill 0` the whole group;
 * what is looked up by its name is as with `pkill`.
 */
const kill: EffectReader = ({ args, fed, words }) => {
  if (fed || words.some(({ text }) => LOOKED_UP.test(text)))
    return [effect('high', 'shell_run', 'ends every process that it finds')];
  const [first = '', ...rest] = args;
  const targets = /^-(?!-$)/.test(first) ? rest : args;
  if (/^(-s|--signal)$/.test(first) && rest[0] === '0')
    return [effect('none', 'shell_read', 'only asks whether it runs')];
  if (targets.includes('-1')) return [effect('critical', 'shell_run', 'ends all processes')];
  const isWide = targets.some((target) => target === '1' || target === '0');
  return isWide ? [effect('high', 'shell_run', 'ends what holds other programs up')] : [];
};

const LOOKED_UP = /(\$\(|`)\s*(sudo )?(pgrep|pidof|ps)\b/;

export const MACHINE_READERS: ReadonlyMap<string, EffectReader> = new Map([['kill', kill]]);
