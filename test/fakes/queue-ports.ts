import { plainSigning } from './plain-signing.ts';
import type { RulesInForce } from '../../src/core/rules/rules-in-force.ts';
import type { Grant } from '../../src/core/grants/grant.ts';
import type { Ending } from '../../src/core/grants/grant-book.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import type { AgentLine, Answer } from '../../src/core/request/decision.ts';
import type {
  QueuePorts,
  RecordedEvent,
  SaveOutcome,
  SigningPort,
  UndoOutcome,
} from '../../src/core/request/ports.ts';

/** A clock that stands still until it is moved. */
export interface HandClock extends Clock {
  forward(milliseconds: number): void;
}

/** A clock that starts at `start` and is moved by hand. */
export function handClock(start = 1_000): HandClock {
  let time = start;
  return { now: () => time, forward: (milliseconds) => void (time += milliseconds) };
}

/** A log that keeps its lines. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string): void =>
      void lines.push(`${level}: ${message}`);
  return {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

/** One thing the queue asked of the outside, in the order it happened. */
export type Happening =
  | { readonly kind: 'recorded'; readonly id: string; readonly event: RecordedEvent }
  | { readonly kind: 'rule-saved'; readonly id: string }
  | { readonly kind: 'rule-undone' }
  | { readonly kind: 'grants-kept'; readonly grants: readonly Grant[] }
  | { readonly kind: 'grant-ended'; readonly ending: Ending }
  | { readonly kind: 'answered'; readonly id: string; readonly answer: Answer };

/** How the fake outside behaves at one call; each may be late, none is ever lost. */
export interface Weather {
  readonly recorderFails?: () => boolean;
  readonly ruleFails?: () => boolean;
  readonly keeperFails?: () => boolean;
  /** The rules in the settings files; throws where they can't be read. None by default. */
  readonly rulesInForce?: (folder: string) => RulesInForce;
  /** Who signs; each device for itself by default. */
  readonly signing?: SigningPort;
  readonly agentGone?: (id: string) => boolean;
  /** Runs before each call ends; a scheduler's place to interleave. */
  readonly pause?: (what: string) => Promise<void>;
}

/** Ports that keep a diary of what the queue did, in order. */
export function fakePorts(
  weather: Weather = {},
  clock: HandClock = handClock(),
): QueuePorts & {
  readonly diary: Happening[];
  readonly clock: HandClock;
  readonly log: ReturnType<typeof keptLog>;
  readonly line: (id: string) => AgentLine;
} {
  const diary: Happening[] = [];
  const pause = weather.pause ?? (async () => {});
  let ids = 0;
  let newest: readonly Grant[] = [];
  return {
    clock,
    ids: { next: () => `g${(ids += 1)}` },
    log: keptLog(),
    diary,
    recorder: {
      async record(request, event) {
        await pause(`record ${event.kind}`);
        if (weather.recorderFails?.()) throw new Error('disk full');
        diary.push({ kind: 'recorded', id: request.id, event });
      },
      async recordEnd(ending) {
        await pause('record the end');
        if (weather.recorderFails?.()) throw new Error('disk full');
        diary.push({ kind: 'grant-ended', ending });
      },
    },
    rules: {
      async save(request, behavior, choice): Promise<SaveOutcome> {
        await pause('save rule');
        if (weather.ruleFails?.()) return { kind: 'refused', message: 'The file is read-only.' };
        diary.push({ kind: 'rule-saved', id: request.id });
        const file = `/home/dev/proj/${choice.destination}.json`;
        return { kind: 'saved', saved: { file, behavior, rules: choice.rules, undone: false } };
      },
      async undo(): Promise<UndoOutcome> {
        await pause('undo rule');
        diary.push({ kind: 'rule-undone' });
        return { kind: 'undone' };
      },
    },
    grants: {
      async keep(grants) {
        // As the real one does, it writes the newest there is once it comes to writing.
        newest = grants;
        await pause('keep grants');
        if (weather.keeperFails?.()) return { kind: 'refused', message: 'The disk is full.' };
        diary.push({ kind: 'grants-kept', grants: newest });
        return { kind: 'kept' };
      },
    },
    signing: weather.signing ?? plainSigning,
    places: (folder) => ({ folder, home: '/home/dev', claudeDir: '/home/dev/.claude' }),
    async rulesInForce(folder) {
      await pause('read the rules');
      return weather.rulesInForce?.(folder) ?? { rules: [], ignored: [] };
    },
    line: (id) => ({
      async deliver(answer) {
        await pause('deliver');
        if (weather.agentGone?.(id)) return false;
        diary.push({ kind: 'answered', id, answer });
        return true;
      },
    }),
  };
}
