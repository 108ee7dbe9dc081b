import type { EffectRule } from './rules.ts';

/** To update is to fetch their lists; with the others it changes the programs. */
const BY_LISTS = 'apt apt-get aptitude apk';
const AT_ONCE =
  'yum dnf microdnf zypper pacman yay paru emerge port snap flatpak dpkg rpm nix-env guix pkg xbps-install choco winget scoop softwareupdate swupd eopkg opkg tdnf';
const SYSTEM = `${BY_LISTS} ${AT_ONCE}`;

/** Packages of the machine’s own, which all its users and programs share. */
export const SYSTEM_PACKAGE_RULES: readonly EffectRule[] = [
  {
    tier: 'medium',
    action: 'shell_install',
    of: BY_LISTS,
    verb: /^update$/,
    does: 'fetches the lists of packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: AT_ONCE,
    verb: /^update$/,
    does: 'changes the system’s packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: SYSTEM,
    verb: /^(?!update$)(?:.*\s)?\b(install|remove|purge|autoremove|upgrade|dist-upgrade|full-upgrade|update|erase|add|del|delete|clean|autoclean|source|build-dep|mark|hold|refresh|swap|downgrade|reinstall|system-upgrade|localinstall|groupinstall|sync|remote-add|override|revert|connect|disconnect|enable|disable|import|in|rm|up|dup|ar|addrepo|patch|edit-sources|add-repository|alias|set|pin|unpin|key)\b/,
    does: 'changes the system’s packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: 'pacman yay paru',
    flag: /^-[SRUD]\w*$/,
    unless: /^-S[silg]\w*$/,
    does: 'changes the system’s packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: 'dpkg rpm emerge xbps-install xbps-remove nix-env apk pkg add-apt-repository apt-key swupd',
    flag: /^(-[SRUFiePuC]\w*|--(install|remove|purge|upgrade|erase|unmerge|depclean|configure|force-\w+|import|nodeps|rollback|delete-generations|switch-profile))$/,
    unless: /^(-Q\w*|-S[si]\w*|-F\w*|-q\w*|-l|-L|-s|-S|--list|--query|-p|--pretend)$/,
    does: 'changes the system’s packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: 'dpkg',
    flag: /^-r$/,
    does: 'changes the system’s packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: 'add-apt-repository apt-key',
    does: 'changes where packages come from',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: `${SYSTEM} apt-cache brew`,
    verb: /^$|^(list|show|search|info|policy|depends|rdepends|showpkg|madison|check-update|repolist|provides|whatprovides|history|leaves|deps|uses|desc|doctor|config|outdated|cat|log|home|homepage|help|version|files|changelog|why|query|stats|audit|missing|tap-info|options|formulae|casks|commands|shellenv|services (list|info)|bundle (list|check)|find|remotes|known|connections|interfaces|warnings|changes|tap$|--\w+)\b/,
    unless: /^(--edit|--fix)$/,
    does: 'only looks',
  },
  {
    tier: 'medium',
    action: 'shell_install',
    of: 'nix nix-channel home-manager nixos-rebuild darwin-rebuild guix',
    verb: /\b(profile|install|switch|build|develop|run|flake (update|lock|init)|shell|upgrade|boot|pull|package|--add|--update|store delete|reconfigure)\b/,
    does: 'installs packages',
  },
  {
    tier: 'high',
    action: 'shell_admin',
    of: 'nixos-rebuild darwin-rebuild nix-collect-garbage nix-store',
    verb: /./,
    unless: /^(-q|--query|--dry-run)$/,
    does: 'changes the system',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: 'nix-collect-garbage',
    flag: /^(-d|--delete-\S+)$/,
    does: 'deletes all earlier states of the system',
  },
];
