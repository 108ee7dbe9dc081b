import { readsLines, shellScript } from '../command/fed-shell.ts';
import { operandsOf, optionValues, textsBelow, type Invocation } from '../command/invocation.ts';
import type { Redirect } from '../../shell/simple-command.ts';
import { effect, type Effect } from '../effect.ts';
import { namedEffect } from '../named-script.ts';
import type { EffectReader } from './rules.ts';
import { secretsInCode } from './secrets.ts';
import { written } from './written.ts';

const SHELLS = 'sh bash zsh dash ash ksh mksh fish csh tcsh nu xonsh pwsh powershell';
const INTERPRETERS =
  'python python2 python3 pypy pypy3 ipython node nodejs deno bun tsx ts-node perl ruby irb php lua luajit rscript r julia tclsh jrunscript expect groovy scala elixir erl ghci guile racket sbcl jshell osascript swift ocaml ghc';

/** Code that reaches out of its program: to a shell, to files, to the network. */
const REACHES =
  /\b(os\.(system|popen|exec\w*|spawn\w*|remove|unlink|rmdir|removedirs|rename|chmod|chown|kill|environ)|subprocess|shutil\.(rmtree|move|copy\w*)|pty\.spawn|pathlib.*(unlink|rmdir|write_)|child_process|exec(Sync|File|FileSync)?\s*\(|spawn(Sync)?\s*\(|spawn\s|execvp?|fs\.(\w*(rm|unlink|write|append|rename|chmod|cp|copyFile|truncate)\w*)|rmSync|unlinkSync|writeFile\w*|unlink\b|rmtree|remove_tree|rmdir(Sync)?\b|process\.kill|fork\b|File\.rm\w*|file\.(remove|rename|copy|append)|rm(?=\()|os:cmd|Sys\.command|System\.(cmd|Process)|sys\.process|createProcess|ProcessBuilder|execute(?=\(\))|File\.(delete|write|unlink|rename)|FileUtils|Dir\.(rmdir|unlink|delete)|IO\.popen|Open3|Kernel\.\w*|shell_exec|passthru|proc_open|popen|file_put_contents|eval\b|exec\b|(?<!re\.)compile(?=\()|__import__|importlib|ctypes|socket|urllib|requests\.|urlopen|http\.client|httpx|fetch(?=\()|https?\.(get|request)|Net::HTTP|LWP|IO::Socket|TCPSocket|XMLHttpRequest|delete(?=\()|b64decode|fromBase64|atob(?=\()|(?<!struct\.)pack(?=\()|marshal|pickle|yaml\.load(?=\()|system\b|qx|backtick|Deno\.(run|Command|remove|write\w*)|Bun\.(spawn|write|\$)|do shell script|setuid|getattr(?=\()|globals(?=\()|os\.fork|signal\.|WScript|Invoke-Expression|IEX|new Function|fromCharCode|string\.char|(?<![.\w])load(string)?(?=\()|DownloadString|Start-Process|httpd)\b|require\(["'](node:)?(https?|http2|net|tls|dgram|vm)["']\)|`[^`]+`|\bopen\s*\((?:[^()]|\([^()]*\)){0,200}['"](w|a|x|r\+|wb|ab)\+?['"]|\b(delete|terminate|destroy|purge|drop)_\w{1,40}\s*\(|>\s*['"]?\/|%x[{([]/i;

/** What a program’s own words for a database would lose. */
export const LOSES_DATA =
  /\b(drop\s+(table|database|schema)|truncate\s+table|delete\s+from|objects\.[\w.()]*delete(?=\()|delete_all|destroy_all|update_all|delete_many|deleteMany|drop_all|dropDatabase|drop_database)\b/i;

/** An interpreter: code given in the call, a file, or what is piped in. */
const interpreter: EffectReader = (call) => {
  if (
    call.args.some((arg) => /^(-V|-v|--version|--help|-h)$/.test(arg)) &&
    call.args.length === 1
  ) {
    return [effect('none', 'shell_read', 'only says what it is')];
  }
  if (ONLY_TESTS.some(([name, flag]) => name === call.name && call.args[0] === flag)) {
    return [effect('low', 'shell_run', 'runs the project’s tests, or looks for faults')];
  }
  const code = inlineCode(call);
  if (code !== null && COMPUTED.test(code) && call.words.some(isComputed)) {
    return [effect('high', 'shell_run', 'runs code that is only known when it runs', 'runs-input')];
  }
  if (code !== null) {
    const escapes = call.name === 'ipython' && /^\s*!|^\s*%+(sx|system|bash|sh)\b/m.test(code);
    return [given(code, escapes), ...secretsInCode(code)];
  }
  const [file, ...more] = operandsOf(call.words, '-m -W -X -r --require --import -I -S --loader');
  if (call.args[0] === '-m') return moduleRun(call);
  if (file === undefined || STANDARD_INPUT.test(file.text)) return readsCode(call);
  if (
    /^(run|repl|eval|task|serve|fmt|lint|check|test|build|install|add|compile|cache|info|doc|bench|x|pm|create|init|update|upgrade)$/.test(
      file.text,
    )
  ) {
    return subcommand(call, file.text, more[0]?.text ?? '');
  }
  if (/^https?:\/\//.test(file.value ?? ''))
    return [effect('high', 'shell_run', 'runs code from the network')];
  if (file.value === null && file.traits.has('process'))
    return [effect('high', 'shell_run', 'runs what another command writes', 'runs-input')];
  if (/(^|\/)(manage\.py|artisan|bin\/console)$/.test(file.value ?? '')) {
    return [effect('low', 'shell_run', 'runs the project’s own code')];
  }
  if (
    /(^|\/)setup\.py$/.test(file.text) &&
    more.some(({ text }) => /^(upload|register|upload_docs)$/.test(text))
  )
    return [effect('high', 'workflow_publish', 'publishes a package')];
  return [
    namedEffect(file.text) ?? effect('medium', 'shell_run', `runs the program in ${file.text}`),
  ];
};

/** Code that stands in the call itself. */
function given(code: string, escapes = false): Effect {
  const plain = code.replace(ONLY_ASKS, '');
  return escapes || REACHES.test(plain) || LOSES_DATA.test(code)
    ? effect(
        'high',
        'shell_run',
        'runs code given in the call that reaches other programs, files or the network',
      )
    : effect('medium', 'shell_run', 'runs code given in the call');
}

/** What a module is, and what the machine is called: `requests.__version__`. */
const ONLY_ASKS = /\b\w+(\.\w+)?\.__(version|file|name|doc|path)__|\bsocket\.gethostname\(\)/g;

/** What a program may be told to read instead of a file. */
export const STANDARD_INPUT = /^(-|\/dev\/(stdin|fd\/\d+)|\/proc\/self\/fd\/\d+)$/;

/** Code that is nothing but a variable, or what another command writes. */
const COMPUTED = /^["']?(\$\{?\w+\}?|\$\([^]*\)|`[^`]*`)["']?$/;

const isComputed = ({ value, text }: Invocation['program']): boolean =>
  value === null && COMPUTED.test(text);

const ONLY_TESTS = [
  ['node', '--test'],
  ['node', '--check'],
  ['php', '-l'],
] as const;

function subcommand(call: Invocation, verb: string, what: string): readonly Effect[] {
  if (verb === 'eval') return [given(call.args.slice(call.args.indexOf('eval') + 1).join('\n'))];
  if (/^https?:\/\//.test(what)) return [effect('high', 'shell_run', 'runs code from the network')];
  if (call.args.some((arg) => /^(-A|--allow-all|--allow-run(=.*)?)$/.test(arg))) {
    return [effect('medium', 'shell_run', `runs ${what} with all rights`)];
  }
  return [];
}

const QUIET_MODULES =
  /^(unittest|pytest|mypy|ruff|black|isort|flake8|pylint|coverage|json\.tool|py_compile|compileall|doctest|pyright|tox|nox|build|sphinx|mkdocs|this|venv|site|sysconfig|platform|calendar|tokenize|ast|dis)$/;

const OWN_MACHINE = /^(127(\.\d+){3}|localhost|::1)$/;

function moduleRun({ args }: Invocation): readonly Effect[] {
  const name = args[1] ?? '';
  if (args.length === 3 && /^--(version|help)$/.test(args[2] ?? ''))
    return [effect('low', 'shell_run', `asks ${name} what it is`)];
  if (name === 'timeit') return [given(args.slice(2).join('\n'))];
  if (QUIET_MODULES.test(name)) return [effect('low', 'shell_run', `runs ${name}`)];
  if (/^(http\.server|smtpd|pyftpdlib|uploadserver|twisted)$/.test(name)) {
    const bound = optionValues(args, /^(-b|--bind)$/).some((one) => OWN_MACHINE.test(one));
    return bound
      ? [effect('medium', 'web_send', 'serves files to this machine')]
      : [effect('high', 'web_send', 'serves files to the network')];
  }
  if (/^(pip|pipx|ensurepip|uv|poetry)$/.test(name))
    return [
      effect(
        /^(list|show|freeze|check|--version|index)$/.test(args[2] ?? '') ? 'none' : 'medium',
        'shell_install',
        'works with packages',
      ),
    ];
  return [
    effect(
      name === 'twine' ? 'high' : 'medium',
      name === 'twine' ? 'workflow_publish' : 'shell_run',
      `runs the module ${name}`,
    ),
  ];
}

/** Code in the call or fed to it; null where there is none. */
function inlineCode({ args, redirects }: Invocation): string | null {
  const given = optionValues(
    args,
    /^(-c|-e|-E|-p|-pe|-ne|-pi|-r|--eval|-eval|--execute|--print|-le|-lne|-n|-i|-pie|-we|-command)$/i,
  );
  const hasCode = args.some(
    (arg) =>
      (/^(-\w*[ceEpr]|--?eval|--print|-i\S*)$/.test(arg) && !/^-m/.test(arg)) || ATTACHED.test(arg),
  );
  const clustered = args.filter(
    (arg, at) => /^-[a-zA-Z]*[eEcr]$/.test(args[at - 1] ?? '') && !given.includes(arg),
  );
  const fed = textsBelow({ redirects });
  if (fed.length > 0) return [...given, ...clustered, ...fed].join('\n');
  return hasCode && given.length + clustered.length > 0
    ? [...given, ...clustered].join('\n')
    : null;
}

/** `ruby -e'code'`: without a blank between. */
const ATTACHED = /^-e.*[\s("'.;]/s;

function readsCode({ piped, redirects, fed, args }: Invocation): readonly Effect[] {
  const reads = redirects.some((one) => one.kind === 'file' && one.access === 'read');
  if (piped || fed || reads)
    return [effect('high', 'shell_run', 'runs whatever it is given to read', 'runs-input')];
  return [effect(args.length === 0 ? 'low' : 'medium', 'shell_run', 'waits for code to run')];
}

/** What is read from there can’t be seen in the line; lines that stand below the call can. */
function isUnseenInput(one: Redirect): boolean {
  switch (one.kind) {
    case 'descriptor':
      return /^\d*<&$/.test(one.operator);
    case 'file':
      return one.access === 'read';
    case 'heredoc':
      return !one.quoted && /[$`]/.test(one.body);
    case 'text':
      return one.target.value === null;
  }
}

/** A shell: a script file, or what it reads; `-c` is looked into elsewhere. */
const shell: EffectReader = (call) => {
  const { args, redirects, piped, fed } = call;
  if (args.some((arg) => /^(--version|--help|-n|--noexec)$/.test(arg))) {
    return [effect('none', 'shell_read', 'only looks')];
  }
  if (
    args.some(
      (arg) =>
        /^(-[a-z]*c[a-z]*|--command|-command|-enc\w*|-e)$/i.test(arg) &&
        !/^-(enc\w*|e)$/i.test(arg),
    )
  ) {
    return [];
  }
  if (
    args.some((arg) => /^-(enc\w*|e)$/i.test(arg)) &&
    /^(pwsh|powershell)$/.test(call.name ?? '')
  ) {
    return [effect('high', 'shell_run', 'runs code that is hidden in an encoding')];
  }
  if (optionValues(args, /^--(rcfile|init-file)$/).some((path) => path !== '/dev/null')) {
    return [
      effect('high', 'shell_run', 'loads a file into the shell that nobody reads', 'runs-input'),
    ];
  }
  const file = shellScript(call.words);
  if (file !== undefined && !STANDARD_INPUT.test(file.text)) {
    if (file.value === null)
      return [
        effect('high', 'shell_run', 'runs a script that is only known when it runs', 'runs-input'),
      ];
    return [
      namedEffect(file.text) ?? effect('medium', 'shell_run', `runs the script ${file.text}`),
    ];
  }
  const isRead = redirects.some(isUnseenInput);
  const isBelow = redirects.some(({ kind }) => kind === 'heredoc' || kind === 'text');
  if (isBelow && !isRead && !fed && readsLines(call.name ?? '', call.words))
    return [effect('low', 'shell_run', 'runs the lines that it is handed')];
  if (piped || fed || isRead || isBelow || file !== undefined) {
    return [effect('high', 'shell_run', 'runs whatever it is given to read', 'runs-input')];
  }
  return [effect('medium', 'shell_run', 'opens a shell')];
};

/** Editors and viewers that are told to run something. */
const editor: EffectReader = (call, facts) => {
  const { args, text } = call;
  if (
    args.some((arg) =>
      /^(-c|\+.*|--cmd|-S|-s|-sc|-esc|--eval|-e|-eval|--execute|-x|-ex|-eiex|-iex|--one-line|-batch|--batch)$/.test(
        arg,
      ),
    ) ||
    (call.name === 'lldb' && args.some((arg) => /^-[oO]$/.test(arg))) ||
    textsBelow(call).length > 0
  ) {
    const files = operandsOf(call.words).map((word) => written(word, call, facts));
    return [
      ...files,
      effect(
        /!|system|shell|eval|py|lua|delete/.test([text, ...textsBelow(call)].join('\n'))
          ? 'high'
          : 'medium',
        'shell_run',
        'runs commands inside an editor',
      ),
    ];
  }
  return [
    effect('medium', 'file_write', 'opens an editor'),
    ...operandsOf(call.words).map((word) => written(word, call, facts)),
  ];
};

/** Programs that run code they are given. */
export const INLINE_CODE: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...SHELLS.split(' ').map((name) => [name, shell] as const),
  ...INTERPRETERS.split(' ').map((name) => [name, interpreter] as const),
  ...['vi', 'vim', 'nvim', 'ex', 'ed', 'emacs', 'nano', 'gdb', 'lldb'].map(
    (name) => [name, editor] as const,
  ),
]);
