import type { EffectRule } from './rules.ts';

const INSTALL = { tier: 'medium', action: 'shell_install' } as const;
/** A package is named by an address: of a server, of a repository, of somebody's account. */
const ELSEWHERE =
  /(^|\s)([\w.@-]+@)?((git|https?|ssh|svn|hg|bzr)(\+\w+)?:\/\/|git\+|git@|github:|gitlab:|bitbucket:|gist:)/i;
const SYSTEM =
  'apt apt-get aptitude yum dnf microdnf zypper pacman yay paru apk emerge port snap flatpak dpkg rpm nix-env guix pkg xbps-install choco winget scoop softwareupdate swupd eopkg opkg tdnf';

/** Packages: installing, taking away, and publishing them. */
export const PACKAGE_RULES: readonly EffectRule[] = [
  {
    ...INSTALL,
    of: 'npm pnpm yarn bun',
    verb: /^(install|i|add|in|ins|isntall|update|up|upgrade|link|import|dedupe|rebuild|init|create|audit fix|approve-builds|patch|patch-commit|set|pm|global|self-update|dlx|x|exec|plugin)\b/,
    does: 'installs packages, which may run code of theirs',
  },
  {
    ...INSTALL,
    tier: 'high',
    of: 'npm pnpm yarn bun',
    flag: /^(-g|--global|--location=global)$/,
    verb: /^(install|i|add|update|remove|rm|uninstall|link)\b/,
    does: 'changes packages for the whole machine',
  },
  {
    ...INSTALL,
    tier: 'high',
    of: 'npm pnpm yarn bun npx bunx pnpx pip pip3 pipx uv uvx gem',
    verb: ELSEWHERE,
    does: 'runs or installs code from an address instead of the registry',
  },
  {
    ...INSTALL,
    tier: 'low',
    of: 'npm pnpm yarn bun',
    verb: /^(ci|clean-install|install)$/,
    flag: /^--(frozen-lockfile|immutable)$/,
    does: 'installs what the project’s lock file names',
  },
  { ...INSTALL, of: 'yarn', verb: /^$/, does: 'installs packages, which may run code of theirs' },
  {
    ...INSTALL,
    of: 'npm pnpm yarn bun',
    verb: /^(remove|rm|r|un|uninstall|unlink|prune|cache (clean|clear|rm)|store prune|autoclean)\b/,
    does: 'takes packages away',
  },
  {
    tier: 'high',
    action: 'workflow_publish',
    of: 'npm pnpm yarn bun',
    verb: /^(publish|unpublish|deprecate|undeprecate|dist-tag (add|rm|set)|owner (add|rm)|access (grant|revoke|set|public|restricted)|npm publish|version check --publish|stage|undist|star|unstar)\b|^npm (publish|tag)\b/,
    does: 'publishes a package, or changes a published one',
  },
  {
    tier: 'high',
    action: 'team_write',
    of: 'npm yarn pnpm',
    verb: /^(login|adduser|add-user|logout|token (create|revoke|delete|remove)|team|org|profile|hook|npm (login|logout)|trust)\b(?!.* (ls|list|get))/,
    does: 'changes who you are in the registry',
  },
  {
    ...INSTALL,
    of: 'npm pnpm yarn',
    verb: /^(config|c) (set|delete|rm|edit)\b|^(set|set-script|pkg (set|delete|fix))\b/,
    does: 'changes the package manager’s settings',
  },
  {
    tier: 'low',
    action: 'shell_run',
    of: 'npm pnpm',
    verb: /^(version|pack|shrinkwrap|edit)\b/,
    does: 'prepares a package',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'npm pnpm yarn bun',
    verb: /^(view|info|show|v|ls|list|la|ll|outdated|why|explain|audit|search|find|s|ping|root|prefix|bin|whoami|fund|doctor|docs|home|repo|bugs|issues|query|completion|help|licenses|pm ls|pm (bin|cache|hash|view)|config( (get|list|ls))?|c ls|token list|team ls|org ls|dist-tag ls|owner ls|access (list|get).*|profile get|find-dupes|get|store path|versions|workspaces|cache (ls|verify|dir|list)|help-search|sbom|diff|version --json)\b(?! fix)/,
    unless: /^--fix$/,
    does: 'only looks',
  },
  {
    ...INSTALL,
    of: 'pip pip3 pipx uv poetry pdm pipenv conda mamba micromamba rye hatch easy_install',
    verb: /\b(install|add|remove|uninstall|update|upgrade|sync|create|lock|pin|inject|reinstall|download|wheel|ensurepath|venv|init|self|env (create|use|remove)|tool install|pip install|pip sync|pip compile|export|cache (clean|prune|purge|remove)|clean|python (install|uninstall|pin))\b/,
    does: 'installs or takes away packages',
  },
  {
    tier: 'low',
    action: 'shell_run',
    of: 'uv poetry pdm pipenv',
    verb: /^(sync|lock|venv|export|install|tree|init|build)$/,
    does: 'sets up what the project’s lock file names',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'pip pip3 uv poetry pdm pipenv conda mamba pipx',
    verb: /^(list|show|freeze|check|inspect|debug|hash|index|search|config (list|get|debug)|cache (dir|info|list|size)|help|completion|tree|python (list|find|dir)|pip (list|show|freeze|check|tree)|tool (list|dir)|version|env (list|info)|info|graph|about|environment|export)\b/,
    does: 'only looks',
  },
  {
    tier: 'high',
    action: 'workflow_publish',
    of: 'twine uv poetry pdm flit hatch rye maturin',
    verb: /^(upload|publish|register)\b/,
    does: 'publishes a package',
  },
  {
    ...INSTALL,
    of: 'gem bundle bundler composer cargo go rustup dotnet nuget mix rebar3 luarocks cpan cpanm opam stack cabal cabal-install ghcup sdk sdkman nvm fnm n volta asdf mise rtx pyenv rbenv jenv tfenv pod carthage swift dart flutter deno mint krew vcpkg conan julia raku zef elm spago pecl pear brew code cursor ext jbang coursier cs',
    verb: /\b(install|add|remove|uninstall|update|upgrade|get|require|use|global|self-update|tap|untap|link|unlink|reinstall|cleanup|pin|unpin|services|autoremove|create|deps\.get|fetch|vendor|new|init|tool|mod tidy|default|override|component|target|toolchain|bundle|switch|pub|restore|import|reset|shell|local|plugin|outdated --update|set|config --set|extract|edit|migrate|select)\b/,
    does: 'installs or takes away packages or tools',
  },
  {
    ...INSTALL,
    tier: 'high',
    of: 'brew',
    verb: /^(uninstall|remove|rm|untap|autoremove|unlink|services (stop|kill|remove)|zap)\b/,
    does: 'takes programs away',
  },
  {
    ...INSTALL,
    tier: 'high',
    of: 'pip pip3 uv',
    flag: /^(-i|--(break-system-packages|system|trusted-host(=.*)?|(extra-)?index-url(=.*)?|find-links(=.*)?))$/,
    does: 'changes the system’s packages, or takes them from elsewhere',
  },
  {
    ...INSTALL,
    of: 'code cursor codium',
    flag: /^--(install|uninstall)-extension/,
    does: 'installs an extension of the editor',
  },
  {
    ...{ tier: 'low', action: 'shell_run', does: 'works with what the project names' },
    of: 'cargo go bundle composer dotnet mix deno brew rustup',
    verb: /^(build|check|test|run|fmt|vet|doc|clippy|bench|fetch|update|mod (download|tidy|verify)|generate|install$|restore|format|compile|clean|vendor|new|init|tree|metadata)\b/,
  },
  {
    tier: 'high',
    action: 'workflow_publish',
    of: 'cargo gem go mix dart dotnet nuget composer luarocks cabal stack pod swift jsr deno flutter vsce ovsx lerna changeset semantic-release release-it np goreleaser mvn gradle gradlew mvnw sbt hex elm clojure conan npm-publish',
    verb: /\b(publish|push|yank|owner|release|deploy|nuget push|nuget delete|upload|hex\.publish|trunk push|unpublish|pub publish|publishtomavencentral|unyank|retire)\b/i,
    unless: /^(--list|-l)$/,
    does: 'publishes a package, or changes a published one',
  },
  {
    tier: 'high',
    action: 'workflow_publish',
    of: 'semantic-release release-it np goreleaser',
    unless: /^(--dry-run|--snapshot|check|-d)$/,
    does: 'publishes a release',
  },
  {
    tier: 'high',
    action: 'team_write',
    of: 'cargo gem docker podman twine helm az aws gcloud heroku vercel netlify firebase wrangler fly',
    verb: /^(login|logout|owner|signin|signout|auth (login|logout|revoke)|tokens? create)\b/,
    does: 'changes who you are with a service',
  },
  // The machine's own.
  {
    tier: 'high',
    action: 'shell_install',
    of: SYSTEM,
    verb: /\b(install|remove|purge|autoremove|upgrade|dist-upgrade|full-upgrade|update|erase|add|del|delete|clean|autoclean|source|build-dep|mark|hold|refresh|swap|downgrade|reinstall|system-upgrade|localinstall|groupinstall|sync|remote-add|override|revert|connect|disconnect|enable|disable|import|in|rm|up|dup|ar|addrepo|patch|edit-sources|add-repository|alias|set|pin|unpin|key)\b/,
    does: 'changes the system’s packages',
  },
  {
    tier: 'high',
    action: 'shell_install',
    of: 'pacman yay paru dpkg rpm emerge xbps-install xbps-remove nix-env apk pkg add-apt-repository apt-key swupd',
    flag: /^(-[SRUFiePuC]\w*|--(install|remove|purge|upgrade|erase|unmerge|depclean|configure|force-\w+|import|nodeps|rollback|delete-generations|switch-profile))$/,
    unless: /^(-Q\w*|-S[si]\w*|-F\w*|-q\w*|-l|-L|-s|-S|--list|--query|-p|--pretend)$/,
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
];
