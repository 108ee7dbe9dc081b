import type { Requirement } from '../../core/policy/approvers.ts';
import { policiesFor, type ApprovalPolicy } from '../../core/policy/authority.ts';
import { judgeCall, type Judged } from '../../core/policy/judge-call.ts';
import {
  judgeRequest,
  type LayerInput,
  type RequestVerdict,
} from '../../core/policy/judge-request.ts';
import { UNJUDGED } from '../../core/policy/judgement.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { objectionTo } from '../../core/rules/objection.ts';
import type { Verdict } from '../../core/rules/verdict.ts';
import { callKey } from './call-key.ts';
import type { LeashFiles } from './leash-files.ts';
import type { ArrivingCall, LeashJudge } from './leash-judge.ts';
import type { LeashState } from './leash-state.ts';
import type { OwnLeash } from './own-leash.ts';
import { remembered } from './remembered.ts';
import type { RuleCache } from './rule-cache.ts';
import {
  sessionLeash,
  type LeashSources,
  type ProjectFile,
  type SessionLeash,
} from './session-leash.ts';
import { withDeviceIds, type KnownDevice } from './signers.ts';
import type { StartPlace, StartPlaces } from './start-places.ts';
import { stopWordsFor, type StopWords } from './stop-words.ts';

/** What judging calls by the leash needs. */
export interface LeashJudgeOptions {
  readonly state: () => LeashState;
  /** Null where what the person set can’t be read. */
  readonly own: () => OwnLeash | null;
  readonly organisationFile: string;
  readonly files: LeashFiles;
  readonly places: StartPlaces;
  readonly rules: RuleCache;
  readonly home: string;
  readonly claudeDir: string;
  /** Files and folders of ours, whose change weakens what asks the person. */
  readonly protectedPaths: readonly string[];
  readonly devices: () => readonly KnownDevice[] | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of each call, for what is set for its session. */
  readonly onCall: (call: ArrivingCall) => void;
}

/** What rules to deny and to ask say where none of them speaks of a call. */
const NO_OBJECTION: Verdict = { outcome: 'allow', rule: null, because: 'No rule is against it.' };

/** So many calls and sessions are kept in mind. */
const MOST_CALLS = 300;
const MOST_SESSIONS = 200;

/** How policies name the agent that asks. */
const AGENT = 'claude-code';

/** Judges calls by the leash as it is set now. */
export function leashJudge(options: LeashJudgeOptions): LeashJudge {
  const { log } = options;
  const meanings = remembered<Judged>(MOST_CALLS);
  const objections = remembered<Verdict>(MOST_CALLS);
  const leashes = remembered<SessionLeash>(MOST_SESSIONS);

  /** A layer that breaks down is missing: it never says that anything may go by. */
  function guarded<T>(layer: string, make: () => T): T | null {
    try {
      return make();
    } catch (cause) {
      brokeDown(layer, cause);
      return null;
    }
  }

  function brokeDown(layer: string, cause: unknown): null {
    // Only the kind of error: its text could hold tool input.
    const error = cause instanceof Error ? cause.name : typeof cause;
    log.error('A layer of the leash broke down; a person is asked', { layer, error });
    return null;
  }

  async function rulesFor(
    call: ArrivingCall,
    place: StartPlace | null,
    key: string | null,
  ): Promise<Verdict | null> {
    if (place === null) return null;
    try {
      const rules = await options.rules.of(place);
      const tell = (): Verdict => objectionTo(rules, call) ?? NO_OBJECTION;
      return key === null ? tell() : objections(key, [rules], tell);
    } catch (cause) {
      return brokeDown('rules', cause);
    }
  }

  function judgedBy(
    call: ArrivingCall,
    place: StartPlace | null,
    key: string | null,
  ): Judged | null {
    const { home, claudeDir, protectedPaths, own } = options;
    const { folder, cwd } = call;
    const gitRoot = place?.gitRoot ?? null;
    const facts = { folder, home, claudeDir, protectedPaths, gitRoot };
    const placements = own()?.record.document.placements;
    const judge = (): Judged => judgeCall(call, { cwd, facts, placements: placements ?? [] });
    return guarded('assessment', () =>
      key === null ? judge() : meanings(key, [gitRoot, protectedPaths, placements], judge),
    );
  }

  function leashOf(
    { session }: ArrivingCall,
    place: StartPlace | null,
  ): SessionLeash | typeof UNREAD {
    const { own, files, organisationFile } = options;
    const found =
      place &&
      guarded('leash', () => {
        const sources: LeashSources = {
          own: own(),
          organisation: files.read(organisationFile, 'organisation'),
          projects: place.leashFiles.map((file) => ({ file, read: files.read(file, 'project') })),
        };
        const { real } = place;
        const of = [sources.own, sources.organisation, real, ...sources.projects.flatMap(partsOf)];
        // To say what a project’s file tried to loosen takes much longer than a call may.
        return leashes(session, of, () => sessionLeash(sources, { session, real }));
      });
    return found ?? UNREAD;
  }

  /** Who stopped this call, if anybody did. */
  function stopOf({ session }: ArrivingCall): RequestVerdict | null {
    const { stopped, paused } = options.state();
    const words = stopWordsFor(stopped !== null, paused.has(session));
    return words && stop(words);
  }

  /** With devices by their ids; as they are written where those can’t be told. */
  function named(requires: readonly Requirement[]): readonly Requirement[] {
    if (requires.length === 0) return requires;
    return guarded('devices', () => withDeviceIds(requires, options.devices())) ?? requires;
  }

  return {
    async judge(call) {
      guarded('session', () => options.onCall(call));
      const place = guarded('folder', () => options.places.of(call.folder));
      const key = guarded('memory', () => callKey(call));
      const judged = judgedBy(call, place, key);
      const { leash, isWhole, policies: held } = leashOf(call, place);
      const rules = stopOf(call) === null ? await rulesFor(call, place, key) : null;
      const assessment = judged?.assessment ?? null;
      const policies = guarded('policies', () => speaking(held, judged)) ?? held;
      const requires = policies.map((policy) => policy.requires);
      // Looked at last: a stop counts for whatever has not been answered.
      const verdict = stopOf(call) ?? judgeUnder({ rules, leash, assessment, policies }, isWhole);
      const tell = () => (judged && guarded('words', () => judged.judgement())) ?? UNJUDGED;
      return {
        tier: assessment?.tier ?? UNJUDGED.tier,
        judgement: () => ({ ...tell(), because: isHeld(verdict) ? verdict.because : null }),
        mayAlways: assessment?.mayAlways ?? false,
        requires: named(requires),
        verdict,
      };
    },
  };
}

function partsOf({ file, read }: ProjectFile): readonly unknown[] {
  return [file, read];
}

function stop({ because, by }: StopWords): RequestVerdict {
  return {
    outcome: 'deny',
    because,
    by,
    layers: [{ layer: 'mode', outcome: 'deny', because, by }],
  };
}

/** Where nothing of the leash can be told. */
const UNREAD = { leash: null, isWhole: false, policies: [] } as const;

/** What can’t be read asks; it takes away nothing that what can be read denies. */
function judgeUnder(input: LayerInput, isWhole: boolean): RequestVerdict {
  const known = judgeRequest(input);
  return isWhole || known.outcome === 'deny' ? known : judgeRequest({ ...input, leash: null });
}

/** The policies that speak of a call; of one that can’t be told, all of them. */
function speaking(
  policies: readonly ApprovalPolicy[],
  judged: Judged | null,
): readonly ApprovalPolicy[] {
  if (judged === null || policies.length === 0) return policies;
  return policiesFor(policies, { agent: AGENT, assessment: judged.assessment });
}

function isHeld({ outcome }: RequestVerdict): boolean {
  return outcome === 'ask' || outcome === 'deny';
}
