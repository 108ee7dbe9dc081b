import type { ShellWord } from '../../shell/word.ts';

/**
 * Whether what `eval` is handed is nothing but the output of a tool that is made for that: it sets up
 * the shell for itself (`eval "$(ssh-agent -s)"`).
 */
export function setsUpShell(words: readonly ShellWord[]): boolean {
  return words.length === 1 && SET_UP.test(words[0]?.text ?? '');
}

/** Only with plain words behind: what could lead the tool to other settings is not among them. */
const SET_UP = new RegExp(
  `^["']?\\$\\((/(opt/homebrew|usr/local|usr|home/linuxbrew/.linuxbrew)/bin/)?(${[
    'ssh-agent( -[sc])?',
    'brew shellenv( \\w+)?',
    'mise activate( \\w+)?( --shims)?',
    'direnv (hook|export) \\w+',
    '(rbenv|pyenv|nodenv|jenv|goenv|plenv|swiftenv) init( -| --path| - \\w+)*',
    'fnm env( --use-on-cd| --shell( |=)\\w+)*',
    '(zoxide|starship|atuin|mcfly) init \\w+',
    'conda shell\\.\\w+ hook',
    'opam env',
    'dircolors( -b)?',
    'minikube( -p \\w+)? docker-env',
    'docker-machine env( \\w+)?',
  ].join('|')})\\)["']?$`,
);
