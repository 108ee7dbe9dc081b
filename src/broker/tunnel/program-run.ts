import type { TunnelStatus } from '../../protocol/remote-status.ts';
import { startKept } from './kept-program.ts';
import { keepLastWords } from './last-words.ts';
import type { TunnelDescription, TunnelTarget } from './programs/description.ts';
import { verifyFor, type TunnelPorts } from './tunnel-ports.ts';
import type { Reach } from './verify.ts';
import { watchAddress, type AddressWatch } from './watch-address.ts';

/** One life of a tunnel program. */
export interface ProgramRun {
  /** Resolves when the program is gone. */
  readonly over: Promise<RunEnd>;
  /** Asks now whether its address leads here; at once where it has none yet. */
  check(): Promise<void>;
  /** Ends it; nothing of it is told any more. */
  stop(): Promise<void>;
}

/** How one life of a tunnel program ended. */
export interface RunEnd {
  /** Whether its address has led here. */
  readonly wasUp: boolean;
  /** Whether starting it again could be of use. */
  readonly again: boolean;
  readonly message: string;
}

/**
 * Starts a tunnel program and follows the address it announces. What it says after its end, or after
 * `stop`, announces nothing: another run may have begun.
 * @param tell what becomes of the address: starting, up, or down
 */
export function startRun(
  program: TunnelDescription,
  target: TunnelTarget,
  ports: TunnelPorts,
  tell: (status: TunnelStatus) => void,
): ProgramRun {
  const words = keepLastWords();
  const startedAt = Date.now();
  const by = program.name;
  let isOver = false;
  let wasUp = false;
  let origin: string | null = null;
  let watch: AddressWatch | null = null;
  let silent = false;

  const onReach = (found: string, reach: Reach): void => {
    if (reach.kind === 'reached') {
      wasUp = true;
      tell({ kind: 'up', by, origin: found, risk: program.risk, verifiedAt: Date.now() });
      return;
    }
    ports.log.warn('The tunnel’s address does not lead here', { by, code: reach.code });
    const stillStarting = !wasUp && Date.now() - startedAt < ports.timing.reachWithin;
    if (!stillStarting) tell({ kind: 'down', by, message: reach.message });
  };
  const follow = (found: string): void => {
    if (found === origin) return;
    watch?.stop();
    // The old address leads here no more, and the new one does not yet.
    if (origin !== null) tell({ kind: 'starting', by });
    origin = found;
    watch = watchAddress(
      (signal) => verifyFor(ports, found, signal),
      (reach) => onReach(found, reach),
      ports.timing,
    );
  };

  const kept = startKept(ports.keeper, program.command, program.args(target), (line) => {
    words.add(line);
    if (isOver || target.origin !== null) return;
    const found = program.addressIn(line);
    if (found !== null) follow(found);
  });
  if (target.origin !== null) follow(target.origin);
  const limit = setTimeout(() => {
    if (origin !== null) return;
    silent = true;
    void kept.stop();
  }, ports.timing.addressWithin);

  const close = (): void => {
    isOver = true;
    clearTimeout(limit);
    watch?.stop();
  };
  return {
    over: kept.ended.then((ending): RunEnd => {
      close();
      if (ending.kind === 'not-started') {
        return { wasUp, again: false, message: notStarted(program, ending.code) };
      }
      return { wasUp, again: true, message: ended(program, { wasUp, silent }, words.text()) };
    }),
    check: () => watch?.check() ?? Promise.resolve(),
    stop() {
      close();
      return kept.stop();
    },
  };
}

function notStarted({ name, command }: TunnelDescription, code: string): string {
  return code === 'ENOENT'
    ? `${name} can’t be started: there is no program “${command}” where VS Code looks for programs (its PATH). Install it, or choose another way in the settings.`
    : `${name} can’t be started (${code}). Check that “${command}” runs in a terminal.`;
}

function ended(
  { name, advice }: TunnelDescription,
  { wasUp, silent }: { readonly wasUp: boolean; readonly silent: boolean },
  words: string,
): string {
  const said = words === '' ? '' : ` It said: ${words}`;
  if (wasUp) return `${name} ended and is started again.${said}`;
  const what = silent ? 'named no address in time' : 'ended before its address led here';
  return `${name} ${what}. ${advice}${said}`;
}
