import { pathFrom } from '../../rules/absolute-path.ts';
import type { FolderFacts } from '../folder-facts.ts';

/** A file that says what runs by itself, or what a person is asked. */
interface Control {
  /** Follows “changes”. */
  readonly what: string;
  /** Whether a change of it undoes what protects the person. */
  readonly critical: boolean;
}

const CLAUDE = 'Claude Code’s own settings, hooks or memory';

/** By where they lie below a folder, or the end of their path; the first that fits. */
const BY_PATH: readonly (readonly [pattern: RegExp, what: string, critical: boolean])[] = [
  // Copies of the project that agents work in are no settings of their own.
  [/\/\.claude(?!\/worktrees\/[^/]+\/(?!.*\.claude))(\/|$)|\/\.claude\.json$/, CLAUDE, true],
  [
    /\/\.mcp\.json$|\/\.(cursor|vscode|roo|kilocode|amazonq|gemini|codeium|windsurf)\/(.*\/)?mcp(_\w+)?\.json$|\/claude_desktop_config\.json$/,
    'which MCP servers are started',
    true,
  ],
  [
    /\/(\.(agents?|codex|gemini|cursor|qwen|continue|aider|opencode|copilot|windsurf|goose|openhands|amp|crush|factory|augment|trae|kiro|pi|roo|kilocode|hermes|junie|openclaw|clawdbot|letta|iflow|qoder|forge|warp)|\.config\/(goose|amp|crush|opencode|zed))\/(.*\/)?(config|settings|cli-config|hooks|permissions|(exec-)?approvals|trusted-?folders|openclaw|clawdbot|rules|policy|mcp)[\w-]*(\.\w+)?$|\/opencode\.jsonc?$|\/\.aider\.conf\.ya?ml$/,
    'what another agent may do',
    true,
  ],
  [
    /\/(CLAUDE(\.local)?|AGENTS?|GEMINI|QWEN)\.md$|\/\.(cursorrules|windsurfrules|clinerules)(\/|$)|\/\.(cursor|windsurf|roo)\/rules(\/|$)|\/copilot-instructions\.md$|\/\.github\/(instructions|prompts|chatmodes)(\/|$)/i,
    'what agents are told',
    false,
  ],
  [
    /\/\.(github|gitea|forgejo)\/(workflows|actions)(\/|$)|\/\.gitlab-ci\.ya?ml$|\/\.(circleci|buildkite|drone|woodpecker|semaphore)(\/|$)|\/\.(travis|drone|woodpecker|appveyor)\.ya?ml$|\/(appveyor|azure-pipelines|bitbucket-pipelines|cloudbuild|buildspec|codemagic)\.ya?ml$|\/Jenkinsfile$/,
    'what the project’s pipelines run, which hold its secrets',
    false,
  ],
  [/\/etc\/claude-code(\/|$)|\/ClaudeCode(\/|$)/, 'the settings of your organisation', true],
  [/\/\.git\/hooks(\/|$)|\/\.githooks(\/|$)|\/\.husky(\/|$)/, 'what git runs by itself', true],
  [/\/\.git\/(config|info\/attributes|modules|objects\/info)(\/|$|\.)/, 'git’s settings', true],
  [/\/\.gitconfig$|\/\.config\/git(\/|$)|\/etc\/gitconfig$/, 'git’s settings', true],
  [
    /\/\.(bash(rc|_profile|_login|_logout|_aliases)|profile|z(shrc|shenv|profile|login|logout)|kshrc|cshrc|tcshrc|xprofile|xinitrc|xsessionrc|pam_environment|inputrc|envrc)$/,
    'what a shell runs when it starts',
    true,
  ],
  [
    /\/\.config\/(fish|environment\.d|nushell|powershell)(\/|$)|\/etc\/(profile|bash\.bashrc|zsh|environment)(\/|\.d|$)/,
    'what a shell runs when it starts',
    true,
  ],
  [/\/(Windows)?PowerShell\/.*profile\.ps1$/i, 'what a shell runs when it starts', true],
  [
    /\/etc\/(sudoers|pam|security|passwd|shadow|group|gshadow)(\.d)?(\/|-?$)/,
    'who may do what on this machine',
    true,
  ],
  [/\/\.ssh(\/|$)|\/etc\/ssh(\/|$)/, 'who may log in, and with what key', true],
  [/\/etc\/ld\.so\.preload$|\/etc\/ld\.so\.conf/, 'what every program loads', true],
  [
    /\/etc\/(cron|anacrontab|at\.)|\/var\/spool\/(cron|at)|\/(Launch(Agents|Daemons)|StartupItems)(\/|$)/,
    'what is run by the clock or at the start',
    true,
  ],
  [
    /\/(systemd|init\.d|rc\.d|autostart|upstart)(\/|$)|\/rc\.local$|\/Startup\//,
    'what runs when the machine starts',
    true,
  ],
  [
    /\/\.vscode\/(settings|tasks|launch)\.json$|\/(Code|Code - Insiders|Cursor|VSCodium|Windsurf)\/User\/(settings|tasks|keybindings|mcp)\.json$/,
    'what the editor runs',
    false,
  ],
  [/\/site-packages\/[^/]+\.pth$/, 'what every Python program loads', false],
  [/\/\.git(\/|$)/, 'git’s own files', false],
  [
    /\/(home|Users)\/[^/]+\/(\.local\/bin|bin|\.cargo\/bin|go\/bin|\.npm-global\/bin|\.bun\/bin|\.deno\/bin|\.rbenv\/shims|\.pyenv\/shims|\.asdf\/shims)(\/|$)/,
    'which programs are found by their names',
    false,
  ],
  [
    /\/(home|Users)\/[^/]+\/\.(vimrc|gvimrc|exrc|gdbinit|lldbinit|irbrc|pryrc|pythonrc(\.py)?|psqlrc|sqliterc|mongoshrc\.js|tmux\.conf|screenrc|Rprofile|condarc|curlrc|wgetrc|config\/(nvim|tmux|pip|git|mise|direnv|kitty|alacritty|starship)(\/.*|\.\w+)?|vim\/.*|emacs|emacs\.d\/.*|hammerspoon\/.*|pip\/.*)$|\/(site|user)customize\.py$/,
    'what a program runs or goes by when it starts',
    false,
  ],
  [/\/etc\/(hosts|resolv\.conf|nsswitch\.conf)$/, 'where names on the network lead', false],
];

/** What a file controls, by its absolute path; null where it is a file like others. */
export function controlOf(path: string, facts: FolderFacts): Control | null {
  const own = [facts.claudeDir, ...facts.protectedPaths].some(
    (folder) => pathFrom(folder, path) !== null,
  );
  if (own) return { what: 'what guards your permissions', critical: true };
  const plain = path.toLowerCase();
  const found = BY_PATH.find(([pattern]) => pattern.test(path) || pattern.test(plain));
  return found === undefined ? null : { what: found[1], critical: found[2] };
}
