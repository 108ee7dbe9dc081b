import type { Judgement } from '../../src/core/policy/judgement.ts';
import type { Item } from '../../src/core/request/item.ts';
import type { Request } from '../../src/core/request/request.ts';
import type { RequestState } from '../../src/core/request/state.ts';
import type { Grant } from '../../src/core/grants/grant.ts';
import type { OfferList, PartOffer } from '../../src/core/rules/offers.ts';
import type { RulePreview } from '../../src/core/rules/preview.ts';
import type { PanelSnapshot } from '../../src/protocol/panel.ts';
import { judgeCall } from '../../src/core/policy/judge-call.ts';
import { aRequest } from './requests.ts';

/** A moment for tests: 2026-01-01. */
export const NOW = Date.UTC(2026, 0, 1);

/** An offer of one rule, the same in every file. */
export function offering(
  ...offers: readonly (readonly [rule: string, reach: string])[]
): OfferList {
  return {
    kind: 'some',
    parts: [
      {
        part: 'the whole call',
        rungs: offers.map(([rule, reach]) => ({
          rung: 'exact',
          reach,
          warning: null,
          rules: { project: [rule], local: [rule], user: [rule] },
        })),
        selected: 0,
      },
    ],
  };
}

/** A part of a call with its ladder, each rung one rule that is the same in every file. */
export function aPart(
  part: string,
  ...rungs: readonly (readonly [rule: string, reach: string, warning?: string])[]
): PartOffer {
  return {
    part,
    rungs: rungs.map(([rule, reach, warning = null]) => ({
      rung: 'action',
      reach,
      warning,
      rules: { project: [rule], local: [rule], user: [rule] },
    })),
    selected: 0,
  };
}

/** What the host says of rules against which nothing speaks, with any part replaced. */
export function aPreview(rules: readonly string[], fields: Partial<RulePreview> = {}): RulePreview {
  return {
    file: '/home/dev/proj/.claude/settings.json',
    rules: rules.map((text) => ({ text, problems: [], notes: [] })),
    canSave: true,
    thisCall: { outcome: 'allow', because: 'The rule matches it.' },
    alsoMatched: { count: 0, of: 0, examples: [] },
    alsoWaiting: 0,
    takesEffect: 'now',
    ...fields,
  };
}

/** A grant that was given a moment ago, with any part replaced. */
export function aGrant(fields: Partial<Grant> = {}): Grant {
  return {
    id: 'g1',
    rules: ['Bash(npm test *)'],
    folder: '/home/dev/proj',
    limit: { kind: 'times', left: 3 },
    by: 'proj',
    givenAt: NOW - 60_000,
    used: 2,
    ...fields,
  };
}

/** A row that waits for an answer, judged as it would be. */
export function waiting(fields: Partial<Request> = {}): Item {
  const request = aRequest({ receivedAt: NOW - 12_000, ...fields });
  const judgement = fields.judgement ?? judgementOf(request);
  return { request: { ...request, judgement }, state: { kind: 'pending', claim: null } };
}

function judgementOf(request: Request): Judgement {
  const { folder, cwd } = request;
  const home = '/home/dev';
  const claudeDir = '/home/dev/.claude';
  const facts = { folder, home, claudeDir, gitRoot: folder, protectedPaths: [] };
  return judgeCall(request, { cwd, facts, placements: [] }).judgement();
}

/** A row in any state. */
export function inState(state: RequestState, fields: Partial<Request> = {}): Item {
  return { request: waiting(fields).request, state };
}

/** A row for a shell command. */
export function aCommand(id: string, command: string, fields: Partial<Request> = {}): Item {
  const offers = offering([`Bash(${command})`, 'this exact command only']);
  return waiting({
    id,
    input: { command },
    subject: { kind: 'command', command, description: null },
    offers: { allow: offers, deny: offers },
    ...fields,
  });
}

/** What the host sends while all is well, with any part replaced. */
export function aSnapshot(fields: Partial<PanelSnapshot> = {}): PanelSnapshot {
  return {
    revision: 1,
    now: NOW,
    items: [],
    desk: { kind: 'here', port: 27182 },
    connection: { kind: 'connected', files: ['/home/dev/.claude/settings.json'], findings: [] },
    proposal: null,
    grants: [],
    release: null,
    folder: '/home/dev/proj',
    leash: null,
    denialLimit: 3,
    away: null,
    ...fields,
  };
}
