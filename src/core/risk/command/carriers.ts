/** How a program takes the command that it runs. */
export interface Carrier {
  /** Its options that take the next word. */
  readonly values?: string;
  /** Words of its own between its options and the command. */
  readonly operands?: number;
  /** The command begins behind this word, where it stands there. */
  readonly behind?: RegExp;
  /** Only behind such words of its own is there a command: `docker exec`. */
  readonly verb?: RegExp;
  /** The option whose value is a line of shell. */
  readonly script?: RegExp;
  /** That option has to stand in front of all that is no option. */
  readonly leads?: boolean;
  /** The words behind its options are one line of shell. */
  readonly joins?: boolean;
  /** What it runs gets arguments that are only known then. */
  readonly feeds?: boolean;
  /** It runs on another machine, or in a container. */
  readonly remote?: boolean;
}

const SHELL: Carrier = {
  script: /^(-[a-zA-Z]*c[a-zA-Z]*|--command|\/c)$/i,
  values: '-o -O --rcfile --init-file',
  leads: true,
};
const CONTAINER: Carrier = {
  verb: /^(container )?(exec|run)$|^compose (exec|run)$/,
  values:
    '-c --context -H --host -l --log-level -e --env --env-file -u --user -w --workdir -v --volume -p --publish --name --network --net --mount --entrypoint --platform --label -h --hostname -m --memory --cpus --add-host --dns --cap-add --cap-drop --device --gpus --ipc --pid --restart --security-opt --tmpfs --ulimit --userns --runtime --link --expose -f --file --profile --project-directory --project-name --index --shm-size --pull --group-add --detach-keys',
  operands: 1,
  remote: true,
};
const PACKAGE_RUNNER: Carrier = {
  values: '-p --package --from --with --python -w --workspace --registry --spec --index',
  script: /^(-c|--call)$/,
  leads: true,
};

/** Programs that run another one, beside those that rules see through too. */
const CARRIERS: Readonly<Record<string, Carrier>> = {
  ...all('sh bash zsh dash ash ksh mksh csh tcsh fish nu xonsh rbash', SHELL),
  ...all('pwsh powershell', {
    script: /^-(c|command)$/i,
    values: '-ExecutionPolicy -File -ep -ExecutionPolicy -WindowStyle -w -Version',
    joins: true,
  }),
  cmd: { script: /^\/[ckr]$/i, joins: true },
  eval: { joins: true },
  timeout: { values: '-k -s --kill-after --signal', operands: 1 },
  gtimeout: { values: '-k -s --kill-after --signal', operands: 1 },
  nice: { values: '-n --adjustment' },
  ...all('nohup catchsegv unbuffer rlwrap setarch linux32 linux64 caffeinate chronic ts', {
    values: '-t -w -a',
  }),
  arch: { values: '-e' },
  stdbuf: { values: '-i -o -e --input --output --error' },
  time: { values: '-f -o --format --output' },
  xargs: {
    values:
      '-a -d -E -I -L -n -P -s -J -R -S --arg-file --delimiter --eof --max-lines --max-args --max-procs --max-chars --process-slot-var',
    feeds: true,
  },
  parallel: {
    values:
      '-j --jobs -S --sshlogin --results --colsep -a --arg-file -I -n -N --max-args --delay --timeout --retries --joblog --tmpdir --wd --workdir --load --memfree -P',
    feeds: true,
  },
  ...all('fd fdfind', { behind: /^(-x|-X|--exec|--exec-batch)$/, feeds: true }),
  entr: { values: '' },
  watchexec: { values: '-w -e -i -f --watch --exts --ignore --filter --debounce' },
  nodemon: { script: /^(-x|--exec)$/ },
  busybox: {},
  toybox: {},
  ...all('ssh mosh autossh', {
    values: '-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w',
    operands: 1,
    joins: true,
    remote: true,
  }),
  ...all('pdsh clush', {
    values: '-w -g -x -X -l -f -t -u -R -S --worker --group --exclude --fanout --options',
    joins: true,
    remote: true,
  }),
  ...all('pssh parallel-ssh', {
    values: '-h -H -l -p -t -o -e -O -x --hosts --host --user --par --timeout --outdir --errdir',
    joins: true,
    remote: true,
  }),
  ...all('docker podman nerdctl docker-compose', CONTAINER),
  ...all('kubectl oc', {
    verb: /^(exec|run|debug)\b/,
    behind: /^--$/,
    values: '-n --namespace --context --cluster --kubeconfig -c --container',
    remote: true,
  }),
  ...all('lxc incus', { verb: /^exec$/, behind: /^--$/, remote: true }),
  vagrant: { verb: /^ssh$/, script: /^(-c|--command)$/, remote: true },
  su: { script: /^(-c|--command)$/ },
  runuser: { script: /^(-c|--command)$/, values: '-u --user -g -G' },
  sg: { operands: 1, joins: true, script: /^-c$/ },
  chroot: { operands: 1, values: '' },
  ...all('gosu su-exec', { operands: 1 }),
  setpriv: { values: '--reuid --regid --groups' },
  'systemd-run': { values: '-p --property -u --unit --slice -M --machine' },
  ...all('firejail bwrap proot fakeroot', { values: '--bind --ro-bind --dev --proc --chdir' }),
  tmux: {
    verb: /^(new|new-session|new-window|neww|split-window|splitw|send-keys|send|run-shell|run)$/,
    values: '-s -n -t -c -x -y -F -L -S -f',
    joins: true,
  },
  screen: { values: '-S -t -c -h -dmS -DmS -dS', joins: false },
  watch: { values: '-n --interval -q --equexit' },
  'start-stop-daemon': { behind: /^(-x|--exec|--startas|-a)$/ },
  xdotool: { verb: /^exec$/ },
  ...all('npx bunx uvx pipx dlx', PACKAGE_RUNNER),
  npm: { verb: /^(exec|x)$/, ...PACKAGE_RUNNER },
  ...all('lerna nx', { verb: /^exec$/ }),
  ...all('pnpm yarn bun', {
    verb: /^(exec|dlx|x|workspaces foreach)$/,
    values: '-C --dir --filter -F --cwd --package',
  }),
  uv: {
    verb: /^(run|tool run)$/,
    values:
      '--with --extra --group --python -p --directory --project --env-file --only-group --with-requirements --index --package --from --no-extra',
  },
  ...all('poetry pdm pipenv rye hatch pixi', {
    verb: /^run$/,
    values: '-C --directory -P --project -e --env',
  }),
  bundle: { verb: /^exec$/ },
  conda: { verb: /^run$/, values: '-n --name -p --prefix' },
  mamba: { verb: /^run$/, values: '-n --name -p --prefix' },
  ...all('mise rtx', { verb: /^(exec|x)$/, behind: /^--$/ }),
  asdf: { verb: /^exec$/ },
  volta: { verb: /^run$/, values: '--node --npm --yarn' },
  direnv: { verb: /^exec$/, operands: 1 },
  devbox: { verb: /^run$/ },
  ...all('doppler infisical op chamber envchain teller', {
    verb: /^(run|exec)$/,
    behind: /^--$/,
    values: '-p --project -c --config --env',
  }),
  'aws-vault': { verb: /^exec$/, operands: 1, behind: /^--$/ },
  ...all('dotenv dotenvx env-cmd cross-env with-env', {
    values: '-f -e --env-file',
    behind: /^--$/,
  }),
  'nix-shell': { script: /^(--run|--command)$/ },
  nix: { verb: /^(develop|shell|run)$/, behind: /^(-c|--command|--)$/ },
  ...all('winpty wsl', { behind: /^(--|-e|--exec)$/ }),
  gdb: { behind: /^--args$/, feeds: true },
  rtk: {},
};

function all(names: string, carrier: Carrier): Readonly<Record<string, Carrier>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, carrier]));
}

const BY_NAME: ReadonlyMap<string, Carrier> = new Map(Object.entries(CARRIERS));

/** How a program takes a command to run; undefined for one that takes none. */
export function carrierOf(name: string): Carrier | undefined {
  return BY_NAME.get(name);
}
