/** Folders and files that Claude Code asks about before it changes them, whatever the rules (documented, measured). */
const FOLDERS = new Set([
  ...['.git', '.claude', '.vscode', '.idea', '.husky', '.cargo', '.devcontainer', '.yarn', '.mvn'],
]);
const FILES = new Set([
  ...['.npmrc', '.yarnrc', '.yarnrc.yml', '.mcp.json', '.claude.json', '.gitconfig', '.gitmodules'],
  ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.profile'],
  ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout', '.ripgreprc', '.envrc'],
  ...['.pnp.cjs', '.pnp.loader.mjs', '.pnpmfile.cjs', 'bunfig.toml', '.bunfig.toml', '.bazelrc'],
  ...['.bazelversion', '.bazeliskrc', '.pre-commit-config.yaml', 'lefthook.yml', 'lefthook.yaml'],
  ...['.lefthook.yml', '.lefthook.yaml', 'gradle-wrapper.properties', 'maven-wrapper.properties'],
  ...['.devcontainer.json', 'pyrightconfig.json'],
]);

/** Whether no rule can let a path be changed. It rather sees too many. */
export function isProtected(path: string): boolean {
  const parts = path.toLowerCase().split(/[\\/]/);
  return (
    parts.some((part) => FOLDERS.has(part)) ||
    FILES.has(parts.at(-1) ?? '') ||
    path.toLowerCase().includes('/.config/git/')
  );
}
