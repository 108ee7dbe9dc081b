/** Folders in which Claude Code asks before it changes anything (measured). */
const FOLDERS = [
  ...['.git', '.claude', '.vscode', '.idea', '.husky', '.cargo', '.devcontainer', '.yarn', '.mvn'],
];

/** Files that Claude Code asks for before it changes them, in whatever folder they are (measured). */
const FILES = [
  ...['.npmrc', '.yarnrc', '.yarnrc.yml', '.pnp.cjs', '.pnp.loader.mjs', '.pnpmfile.cjs'],
  ...['bunfig.toml', '.bunfig.toml', '.mcp.json', '.claude.json', '.gitconfig', '.gitmodules'],
  ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.profile'],
  ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout', '.ripgreprc', '.envrc'],
  ...['.devcontainer.json', '.pre-commit-config.yaml', 'lefthook.yml', 'lefthook.yaml'],
  ...['.lefthook.yml', '.lefthook.yaml', '.bazelrc', '.bazeliskrc', '.bazelversion'],
];

/**
 * Whether Claude Code always asks before it changes a file, whatever the rules allow: what is in it
 * could run, or change what may run. The list is as long as was measured; it may be longer.
 */
export function isProtected(path: string): boolean {
  const parts = path.split(/[\\/]/).map(plainName);
  return (
    parts.some((part, at) => isProtectedFolder(part, parts.slice(at + 1))) ||
    FILES.includes(parts.at(-1) ?? '')
  );
}

function isProtectedFolder(name: string, inside: readonly string[]): boolean {
  const [next] = inside;
  if (name === '.config') return next === 'git';
  // Copies of the project that agents work in: protected only by what is in them (measured).
  if (name === '.claude' && next === 'worktrees' && inside.length > 1) return false;
  return FOLDERS.includes(name);
}

/** A name as some file systems read it: letters of any size, nothing that doesn't show, no end of blanks and dots. */
function plainName(name: string): string {
  return name
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/(?<=[^. ])[. ]+$/, '');
}

/**
 * Whether a path has a form that some systems read as another path (measured): short names (`GIT~1`),
 * parts that end in a dot or a blank, devices as an ending. Claude Code asks for these, even inside the project.
 */
export function isAmbiguous(path: string): boolean {
  return (
    /~\d|[. ](?:\/|$)/.test(path.replace(/(^|\/)\.{1,2}(?=\/|$)/g, '$1')) ||
    /\.(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(path)
  );
}
