import { effect, type Effect } from '../effect.ts';

/** Variables that make programs load code, run another program, or go elsewhere. */
const LOUD: readonly (readonly [pattern: RegExp, does: string])[] = [
  [
    /^(LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_\w+|BASH_ENV|ENV|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|ZDOTDIR|NULLCMD|READNULLCMD|BASH_FUNC_.*)$/,
    'makes programs load other code',
  ],
  [
    /^(NODE_OPTIONS|NODE_PATH|PYTHONSTARTUP|PYTHONPATH|PYTHONHOME|PERL5(OPT|LIB|DB)|RUBY(OPT|LIB)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|GCONV_PATH|R_PROFILE|CARGO_BUILD_RUSTC_WRAPPER|RUSTC(_WRAPPER|_WORKSPACE_WRAPPER)?|CARGO_TARGET_\w+_(RUNNER|LINKER)|DOTNET_STARTUP_HOOKS|CORECLR_PROFILER\w*|LUA_INIT\w*|NODE_REPL_EXTERNAL_MODULE|VIMINIT|EXINIT|GIT_EXEC_PATH|GIT_TEMPLATE_DIR)$/,
    'makes programs load other code',
  ],
  [
    /^(GIT_(EDITOR|SEQUENCE_EDITOR|SSH|SSH_COMMAND|SSH_VARIANT|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND|CONFIG\w*|SSL_\w+|ALLOW_PROTOCOL|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|WEB_BROWSER|TRACE2?_?\w*|ATTR_SOURCE|GRAFT_FILE|REPLACE_REF_BASE|CURL_\w+|HTTP_\w+|NO_REPLACE_OBJECTS|PROTOCOL_FROM_USER))$/i,
    'makes git run another program or trust another server',
  ],
];

/** Each other variable by which git is told where to look and what to do, beside those that only name people. */
const OF_GIT =
  /^GIT_(?!(AUTHOR|COMMITTER)_|(TERMINAL_PROMPT|OPTIONAL_LOCKS|MERGE_(AUTOEDIT|VERBOSITY)|LFS_\w+|DIR|WORK_TREE|INDEX_FILE|NAMESPACE|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|\w+_PATHSPECS|FLUSH|ADVICE|PREFIX|REFLOG_ACTION|PS1_\w+|PRINT_SHA1_ELLIPSIS|NO_LAZY_FETCH|DEFAULT_(HASH|REF_FORMAT)|PROGRESS_DELAY|QUIET|PAGER_IN_USE)$)|^(HOME|XDG_CONFIG_HOME|CURL_HOME|GNUPGHOME|SSH_AUTH_SOCK|(HTTPS?|ALL)_PROXY|SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE)$/i;

/** The same, as far as the program behind looks at them. */
const EDITORS =
  /^(EDITOR|VISUAL|PAGER|SSH_ASKPASS|BROWSER|SUDO_EDITOR|LESS(OPEN|CLOSE|EDIT|KEY)|MANPAGER|SUDO_ASKPASS)$/i;
const MOVES =
  /^(PATH|HOME|IFS|CDPATH|HTTPS?_PROXY|ALL_PROXY|SSL_CERT_(FILE|DIR)|NODE_TLS_REJECT_UNAUTHORIZED|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|PIP_(EXTRA_)?INDEX_URL|NPM_CONFIG_REGISTRY|DOCKER_HOST|KUBECONFIG|AWS_ENDPOINT_URL)$/i;

/** Variables of builds that matter by what they are set to: an option that runs something, a program of another place. */
const BY_VALUE: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^GOFLAGS$/, /-(exec|toolexec|vettool|insecure)\b/],
  [/^GOPROXY$/, /(^|[,|"'])http:/],
  [/(PAGER|EDITOR|BROWSER|ASKPASS|VISUAL)$/, /\bsh\s+-c\b|[|;]/],
  [
    /^(KUBECONFIG|AWS_CONFIG_FILE|DOCKER_CONFIG|CLOUDSDK_CONFIG)$/,
    /^["']?(\/private)?\/(tmp|var\/tmp|dev\/shm)\//,
  ],
  [/^(GONOSUMCHECK|GONOSUMDB|GOINSECURE)$/, /[*1]/],
  [/^GOSUMDB$/, /off/],
  [/^(MAKEFLAGS|GNUMAKEFLAGS)$/, /--eval|(^|\s)["']?-?f\s*\/|SHELL=/],
  [/^npm_config_(script_shell|shell|node_options|git|viewer|editor|node_gyp)$/i, /./],
  [
    /^(CC|CXX|CPP|LD|AR|AS|FC|NM|RANLIB|STRIP|CMAKE_\w+_LAUNCHER|MAKE|SHELL)$/,
    /^["']?(~|(\/private)?\/(tmp|var\/tmp|dev\/shm)\/|.*\bsh\s+-c\b)/,
  ],
];

/** What only says “no editor” runs nothing. */
const NAMES_PROGRAM = /(EDITOR|VISUAL|PAGER|ASKPASS|BROWSER)$/i;
const STRAY_PROGRAM = /^["']?(~|\.{0,2}\/(?!usr\/(local\/)?bin\/|bin\/|opt\/homebrew\/bin\/))/;
const NO_PROGRAM = /^["']?(true|:|cat)["']?$/;

/** How much memory node takes, and what it warns of: no code is loaded by these. */
const ONLY_TUNES =
  /^["']?(\s*--(max[-_]old[-_]space[-_]size|max[-_]semi[-_]space[-_]size|stack[-_]trace[-_]limit)=\d+|\s*--(no-warnings|no-deprecation|enable-source-maps|trace-(warnings|deprecation|uncaught)|unhandled-rejections=\w+|experimental-vm-modules|openssl-legacy-provider|expose-gc))+\s*["']?$/;

/** What tells git’s hooks not to run: of husky, pre-commit, lefthook, overcommit, simple-git-hooks. */
const SKIPS_CHECKS =
  /^(HUSKY_SKIP_HOOKS|SKIP|PRE_COMMIT_ALLOW_NO_CONFIG|OVERCOMMIT_DISABLE|SKIP_SIMPLE_GIT_HOOKS)$/;

/** The first folder is a temporary one, or wherever one happens to be. */
const STRAY_FIRST =
  /^["']?(\.{0,2}:|\.{1,2}\/(?!node_modules\/\.bin|\.?venv\/bin|bin|vendor\/bin)|(\/private)?\/(tmp|var\/tmp|dev\/shm)\b|\$\(|`|\$(TMPDIR|\{TMPDIR\}))/;

/**
 * What setting a variable for a command does.
 * @param value as written; null for a list
 * @param program the command it is set for; null where it stays
 */
export function variableEffects(
  name: string,
  value: string | null,
  program: string | null,
): readonly Effect[] {
  if (name === 'HISTFILE' || name === 'HISTSIZE' || name === 'HISTFILESIZE') {
    return [effect('high', 'shell_run', 'switches off the record of commands')];
  }
  if (NAMES_PROGRAM.test(name) && value !== null && NO_PROGRAM.test(value)) return [];
  if (name === 'NODE_OPTIONS' && value !== null && ONLY_TUNES.test(value)) return [];
  if (/^(PS[0-4]|R?PROMPT|RPS1)$/.test(name)) {
    return value !== null && /\$\(|`/.test(value)
      ? [effect('high', 'shell_run', `sets ${name}, which a shell runs at each step`)]
      : [];
  }
  const loud = LOUD.find(([pattern]) => pattern.test(name));
  // Set to nothing it takes back what was set.
  if (loud !== undefined && (/^GIT_/i.test(name) || !/^["']{0,2}$/.test(value ?? '.')))
    return [effect('high', 'shell_run', `sets ${name}, which ${loud[1]}`)];
  if (value !== null && BY_VALUE.some(([own, what]) => own.test(name) && what.test(value))) {
    return [
      effect('high', 'shell_run', `sets ${name}, which has a build run or trust something else`),
    ];
  }
  if (NAMES_PROGRAM.test(name) && value !== null && STRAY_PROGRAM.test(value)) {
    return [effect('high', 'shell_run', `sets ${name}, which names a program to run`)];
  }
  if (EDITORS.test(name)) {
    const runsIt =
      program === null ||
      /^(git|sudo|sudoedit|crontab|visudo|man|systemctl|ssh|kubectl|gh|less|open|xdg-open)$/.test(
        program,
      );
    return [
      effect(runsIt ? 'high' : 'medium', 'shell_run', `sets ${name}, which names a program to run`),
    ];
  }
  if (/^(HUSKY|LEFTHOOK)$/.test(name) && /^["']?(0|false)["']?$/.test(value ?? '')) {
    return [effect('high', 'shell_run', `sets ${name}, which passes by the project’s checks`)];
  }
  if (SKIPS_CHECKS.test(name) && value !== null && !/^["']?["']?$/.test(value)) {
    return [effect('high', 'shell_run', `sets ${name}, which passes by the project’s checks`)];
  }
  if (name === 'PATH' && value !== null && STRAY_FIRST.test(value)) {
    return [
      effect('high', 'shell_run', 'has programs looked for first where anybody can put them'),
    ];
  }
  if (program === 'git' && OF_GIT.test(name)) {
    const does = `sets ${name}, which leads git to settings or programs of another place`;
    return [effect('high', 'shell_run', does)];
  }
  if (MOVES.test(name)) {
    return [effect('medium', 'shell_run', `sets ${name}, which leads programs elsewhere`)];
  }
  return [];
}
