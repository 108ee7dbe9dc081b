import { textsBelow, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';

/**
 * Code that a program is handed, or led to, whatever the program is: most that know expressions,
 * filters or plugins run other programs by them.
 */
export function codeInArguments(call: Invocation): readonly Effect[] {
  const { name, args } = call;
  if (name === null || TELLS_TEXTS.test(name)) return [];
  if ([...args, ...textsBelow(call)].some((text) => RUNS_PROGRAMS.test(text)))
    return [effect('high', 'shell_run', 'is handed code that runs other programs')];
  const led = RUNS_OPERANDS.test(name)
    ? undefined
    : args.find((arg, at) => isLed(arg, args[at - 1]));
  return led === undefined
    ? []
    : [effect('high', 'shell_run', `loads code from ${led}, where anybody can put files`)];
}

/** Whether a program is handed code by another, through a pipe: `echo 'system("x")' | gnuplot`. */
export function handsCode(calls: readonly Invocation[]): boolean {
  const tells = calls.some(
    ({ name, args }) =>
      /^(echo|printf)$/.test(name ?? '') &&
      args.some((text) => RUNS_PROGRAMS.test(text) || FETCHES_AND_RUNS.test(text)),
  );
  return (
    tells &&
    calls.some(
      ({ name, piped }) => piped && name !== null && !(TELLS_TEXTS.test(name) || SHOWS.test(name)),
    )
  );
}

const FETCHES_AND_RUNS = /\b(curl|wget)\s[^\n|]{1,300}\|\s{0,9}(sudo\s)?(ba|z|da)?sh\b/;
const SHOWS =
  /^(head|tail|less|more|wc|sort|uniq|base64|md5sum|sha\d+sum|od|xxd|nl|rev|fold|column|paste|pbcopy|xclip|wl-copy|bat|batcat|fmt|tac|awk|gawk|iconv|file|strings|hexdump|cmp|comm)$/;

/** What is code to others is a text to these: they look for it, show it, keep it or send it. */
const TELLS_TEXTS =
  /^([a-z]*grep|rg|ag|ack|sg|semgrep|comby|echo|printf|print|say|git|gh|glab|hg|svn|jj|cat|tee|test|\[|\[\[|export|declare|local|readonly|read|find|fd|ls|cd|tr|cut|jq|yq|curl|wget|http|xh|diff|claude|codex|gemini|aider|bd|write-output|write-host|alias|trap|sh|bash|zsh|dash|ksh|fish|sed|gsed|python[\d.]*|pypy\d*|ipython|node|nodejs|deno|bun|tsx|perl|ruby|php|lua|eval|ssh|xargs|parallel|sudo|env|watch|tmux|screen|docker|podman|kubectl)$/;

/** Calls by which expressions of all kinds start programs or write files. */
const RUNS_PROGRAMS =
  /(?<![\w$-])(system|e?syscmd|popen|shell|shell_exec|writefile|getoutput|Shell)\s{0,3}\(\s{0,3}["'`[]|\bos\.(system|execute|popen)\b|\b(child_process|run-program|builtins\.exec|call-process|start-process|shell-command-to-string|ProcessBuilder|getRuntime)\b|\\write18|%pipe%|"\s{0,3}system\b|(^|[\n;"'])\s{0,3}!\s{0,3}(sh|bash|curl|wget|rm|nc|ncat|python\d?|perl|sudo)\b|^\.sy\s|^[^\n]{0,200}\n\.sy\s/;

/** For these a file of code is what they work on, not what they load. */
const RUNS_OPERANDS =
  /^(rm|cp|mv|chmod|chown|ln|tar|zip|stat|touch|scp|rsync|less|head|tail|wc|code|vim?|nano|luac|rustc|gcc|cc|clang|javac|go|cargo|osascript|shellcheck|powershell|pwsh|openssl|file|base64)$/;

/** An option that has a program load something, and its value: a file of code in a temporary folder. */
function isLed(arg: string, before = ''): boolean {
  const [, option = before, path = arg] = /^(--?[\w-]+)[=:](.+)$/.exec(arg) ?? [];
  return LOADS.test(option) && STRAY_CODE.test(path);
}

const LOADS =
  /^(-[lFIrcfS]|--?[\w-]*(plugin|filter|script|require|load|config|init|engine|program|cmd|hook|renderer|import|module|extension|lib|rc|opts|macro|python|lua)[\w-]*)$/i;

const STRAY_CODE =
  /^(\/private)?\/(tmp|var\/tmp|dev\/shm)\/\S+\.(sh|bash|zsh|py|rb|pl|pm|lua|el|js|mjs|cjs|ts|so|dylib|dll|jar|gradle|ninja|tcl|vim|msl|mgk|nse|scm|config|rules)$/;
