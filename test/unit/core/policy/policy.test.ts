import { describe, expect, it } from 'vitest';
import {
  signingOf,
  type Requirement,
  type Signature,
} from '../../../../src/core/policy/approvers.ts';
import { policiesFor, type ApprovalPolicy } from '../../../../src/core/policy/authority.ts';
import { explainJudgement } from '../../../../src/core/policy/explanation.ts';
import { judgeRequest, type LayerInput } from '../../../../src/core/policy/judge-request.ts';
import { leashFor, type Leash } from '../../../../src/core/policy/leash.ts';
import { patchProfile } from '../../../../src/core/policy/patch-profile.ts';
import { PROFILES } from '../../../../src/core/policy/profiles.ts';
import { ACTIONS } from '../../../../src/core/risk/domains.ts';
import { compileRules } from '../../../../src/core/rules/judge.ts';
import type { PlacedRule } from '../../../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../../../src/core/rules/verdict.ts';
import { assessed, FACTS } from '../risk/facts.ts';

const NO_RULE: Verdict = { outcome: 'ask', rule: null, because: 'No rule.' };

function profile(name: string) {
  const found = PROFILES.get(name);
  if (found === undefined) throw new Error(`There is no profile ${name}.`);
  return found;
}

function outcome(command: string, leash: Leash, rules: Verdict | null = NO_RULE): string {
  return told({ rules, leash, assessment: assessed(command) }).outcome;
}

/** What becomes of a request that no policy speaks of, unless some are named. */
function told(input: Omit<LayerInput, 'policies'>, policies: LayerInput['policies'] = []) {
  return judgeRequest({ ...input, policies });
}

const PARTIAL: Leash = { modes: [{ name: 'partial' }], profiles: [] };

describe('modes', () => {
  it.each([
    ['full', ['allow', 'allow', 'allow', 'allow', 'ask']],
    ['partial', ['allow', 'allow', 'ask', 'ask', 'deny']],
    ['manual', ['allow', 'ask', 'ask', 'ask', 'ask']],
    ['off', ['pass', 'pass', 'pass', 'pass', 'pass']],
  ] as const)('%s', (name, expected) => {
    const commands = ['ls', 'npm test', 'npm install x', 'rm -rf build', 'rm -rf /'];
    const leash = { modes: [{ name }], profiles: [] };
    expect(commands.map((command) => outcome(command, leash))).toEqual(expected);
  });

  it('custom goes by tier and domain, and asks about what it does not name', () => {
    const custom = { tiers: { none: 'allow', low: 'allow' }, domains: { web: 'never' } } as const;
    const leash: Leash = { modes: [{ name: 'custom', custom }], profiles: [] };
    expect(outcome('npm test', leash)).toBe('allow');
    expect(outcome('rm x', leash)).toBe('ask');
    expect(outcome('curl https://example.com', leash)).toBe('deny');
  });
});

describe('layers', () => {
  const rule: PlacedRule = {
    ...{ text: 'Bash(ls)', behavior: 'deny', scope: 'user', file: 'settings.json', root: '/' },
  };
  it('lets rules to deny and to ask win', () => {
    const full: Leash = { modes: [{ name: 'full' }], profiles: [profile('Full Access')] };
    expect(outcome('ls', full, { outcome: 'deny', rule, because: '' })).toBe('deny');
    expect(outcome('ls', full, { outcome: 'ask', rule, because: '' })).toBe('ask');
    expect(outcome('ls', full)).toBe('allow');
  });

  it('asks where rules, leash or assessment are missing', () => {
    expect(outcome('ls', PARTIAL, null)).toBe('ask');
    expect(told({ rules: NO_RULE, leash: null, assessment: assessed('ls') }).outcome).toBe('ask');
    expect(told({ rules: NO_RULE, leash: PARTIAL, assessment: null }).outcome).toBe('ask');
  });

  it('leaves to Claude Code what is only known when it runs', () => {
    expect(outcome('touch $X', { modes: [{ name: 'full' }], profiles: [] })).toBe('pass');
  });

  it('goes by the strictest word of a profile, for each part', () => {
    const leash: Leash = { modes: [{ name: 'full' }], profiles: [profile('Read Only')] };
    expect(outcome('git status', leash)).toBe('allow');
    expect(outcome('git status && touch x', leash)).toBe('deny');
    expect(told({ rules: NO_RULE, leash, assessment: assessed('touch x') }).because).toBe(
      'The profile Read Only never allows “Write and change files”.',
    );
  });
});

describe('a policy that speaks of a request', () => {
  const policy = (scope: ApprovalPolicy['scope']): ApprovalPolicy => ({
    ...{ scope, match: {}, requires: { of: [{ kind: 'editor' }], needs: 'any' } },
  });
  const under = (leash: Leash, scope: ApprovalPolicy['scope']) =>
    told({ rules: NO_RULE, leash, assessment: assessed('ls') }, [policy(scope)]);

  it('has it asked, and says who wants that', () => {
    expect(under(PARTIAL, 'project')).toMatchObject({
      ...{ outcome: 'ask', by: 'a policy of this project' },
      because: 'It needs a signature, says a policy of this project.',
    });
    expect(told({ rules: NO_RULE, leash: PARTIAL, assessment: assessed('ls') }).outcome).toBe(
      'allow',
    );
  });

  it('counts where the mode is off only if it is the organisation’s', () => {
    const off: Leash = { modes: [{ name: 'off' }], profiles: [] };
    expect(under(off, 'machine').outcome).toBe('pass');
    expect(under(off, 'organisation').outcome).toBe('ask');
  });

  it('does not stand in the way of a denial', () => {
    const command = assessed('rm -rf /');
    expect(
      told({ rules: NO_RULE, leash: PARTIAL, assessment: command }, [policy('machine')]),
    ).toMatchObject({ outcome: 'deny', by: 'the mode partial' });
  });
});

it('a leash without any mode is no leash that is off', () => {
  expect(outcome('ls', { modes: [], profiles: [] })).toBe('ask');
});

describe('a project’s file', () => {
  it('tightens, and what it would loosen is named', () => {
    const { leash, loosened } = leashFor({
      machine: { mode: { name: 'manual' }, profile: profile('Standard') },
      folder: { mode: { name: 'partial' } },
      session: {},
      projectFile: { mode: { name: 'full' }, profile: profile('Full Access') },
    });
    expect(outcome('rm -rf build', leash)).toBe('ask');
    expect(loosened).toContain('The project’s mode full would be looser about high risk.');
    expect(loosened).toContain(
      'The project’s profile Full Access would be looser about git_force_push.',
    );
  });

  it('has nothing named where it is stricter', () => {
    const { leash, loosened } = leashFor({
      ...{ machine: { mode: { name: 'full' } }, folder: {}, session: {} },
      projectFile: { mode: { name: 'manual' } },
    });
    expect(outcome('npm test', leash)).toBe('ask');
    expect(loosened).toEqual([]);
  });
});

describe('a profile of one’s own', () => {
  const make = (patch: never[] | readonly object[], base = 'Standard') =>
    patchProfile({ name: 'Mine', base, patch: JSON.parse(JSON.stringify(patch)) as never[] });

  it('is one there is, patched', () => {
    const made = make([{ op: 'replace', path: '/git/git_push', value: 'never' }]);
    expect(made.kind === 'profile' && made.profile.table.git_push).toBe('never');
    expect(made.kind === 'profile' && Object.keys(made.profile.table)).toEqual([...ACTIONS]);
    expect(profile('Standard').table.git_push).toBe('ask');
  });

  it.each([
    [[{ op: 'replace', path: '/git/git_psh', value: 'never' }], '/patch/0'],
    [[{ op: 'replace', path: '/git/git_push', value: 'maybe' }], '/git/git_push'],
    [[{ op: 'remove', path: '/git/git_push' }], '/git/git_push'],
    [[{ op: 'add', path: '/git/git_fly', value: 'allow' }], '/git/git_fly'],
    [[{ op: 'add', path: '/space', value: {} }], '/space'],
    [[{ op: 'replace', path: '/git', value: 'allow' }], '/git'],
    [[{ op: 'test', path: '/git/git_push', value: 'never' }], '/patch/0'],
    [[{ op: 'add', path: '/__proto__/x', value: 'allow' }], '/patch/0'],
    [[{ op: 'melt', path: '/git' }], '/patch/0'],
  ])('says where it is wrong: %j', (patch, path) => {
    expect(make(patch)).toMatchObject({ kind: 'fault', path });
  });

  it('needs a base there is', () => {
    expect(make([], 'Nobody')).toMatchObject({ kind: 'fault', path: '/base' });
  });
});

describe('who must sign', () => {
  const allow = (
    person: string | null,
    device: string | null = null,
    roles: string[] = [],
  ): Signature => ({
    ...{ signer: { person, device, roles }, behavior: 'allow' },
  });
  const two: Requirement = { of: [{ kind: 'role', name: 'ops' }], needs: { atLeast: 2 } };

  it('counts a person once, however many devices they sign from', () => {
    const ann = [allow('ann', 'd1', ['ops']), allow('ann', 'd2', ['ops'])];
    expect(signingOf([two], ann)).toMatchObject({ state: 'waiting', missing: [{ count: 1 }] });
    expect(signingOf([two], [...ann, allow('bob', 'd3', ['ops'])]).state).toBe('signed');
  });

  it('takes a person of its own for each of all', () => {
    const all: Requirement = { of: [{ kind: 'editor' }, { kind: 'any-device' }], needs: 'all' };
    expect(signingOf([all], [allow('ann'), allow('ann', 'd1')]).state).toBe('waiting');
    expect(signingOf([all], [allow('ann'), allow('bob', 'd1')]).state).toBe('signed');
  });

  it('ends with one deny, and without a policy takes anybody', () => {
    const deny: Signature = { ...allow('bob'), behavior: 'deny' };
    expect(signingOf([], [allow('ann'), deny])).toMatchObject({ state: 'denied' });
    expect(signingOf([], [allow(null)]).state).toBe('signed');
    expect(signingOf([], []).state).toBe('waiting');
  });

  it('finds the policies, most specific first, and none is lost', () => {
    const policy = (
      scope: ApprovalPolicy['scope'],
      match: ApprovalPolicy['match'],
    ): ApprovalPolicy => ({
      ...{ scope, match, requires: two },
    });
    const organisation = policy('organisation', { tier: 'high' });
    const wide = policy('machine', { action: 'git_*' });
    const narrow = policy('machine', { action: 'git_force_push', domain: 'git' });
    const session = policy('session', {});
    const others = [
      policy('session', { action: 'file_delete' }),
      policy('project', { agent: 'x' }),
    ];
    const judged = { agent: 'claude-code', assessment: assessed('git push -f') };
    expect(policiesFor([organisation, wide, ...others, narrow, session], judged)).toEqual([
      ...[session, narrow, wide, organisation],
    ]);
  });
});

describe('an explanation', () => {
  it('says kind, domains, tier, reasons and what each mode would do', () => {
    const command = 'git push --force origin main';
    const call = { tool: 'Bash', input: { command }, cwd: FACTS.folder };
    const subject = { kind: 'command', command, description: null } as const;
    expect(
      explainJudgement({ call, subject, facts: FACTS, rules: compileRules([], FACTS) }),
    ).toMatchObject({
      kind: 'shell-command',
      sentence: 'Push branch main to origin, overwriting its history',
      domains: ['git', 'shell'],
      tier: 'high',
      modes: { full: 'allow', partial: 'ask', manual: 'ask' },
    });
  });
});
