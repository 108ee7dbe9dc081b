import { expect, it } from 'vitest';
import { isAsStrict } from '../../../../src/core/policy/as-strict.ts';
import type { Leash } from '../../../../src/core/policy/leash.ts';
import type { Mode } from '../../../../src/core/policy/modes.ts';
import { PROFILES } from '../../../../src/core/policy/profiles.ts';

function leash(mode: Exclude<Mode['name'], 'custom'>, profile?: string): Leash {
  const found = profile === undefined ? undefined : PROFILES.get(profile);
  return { modes: [{ name: mode }], profiles: found === undefined ? [] : [found] };
}

it.each([
  ['full', 'partial', true],
  ['full', 'manual', true],
  ['partial', 'full', false],
  // What is critical is asked there, and no more denied.
  ['partial', 'manual', false],
  // What goes by there would have been left to Claude Code.
  ['off', 'full', false],
  ['off', 'manual', false],
  ['full', 'off', false],
  ['full', 'full', true],
] as const)('from %s to %s: %s', (before, after, strict) => {
  expect(isAsStrict(leash(after), leash(before))).toBe(strict);
});

it('looks at each action a profile speaks of', () => {
  expect(isAsStrict(leash('full', 'Read Only'), leash('full'))).toBe(true);
  expect(isAsStrict(leash('full'), leash('full', 'Standard'))).toBe(false);
  expect(isAsStrict(leash('full', 'Standard'), leash('full', 'Coding Standard'))).toBe(false);
});

it('looks at a profile under a mode that is off: a project’s file may turn the mode on', () => {
  expect(isAsStrict(leash('off'), leash('off', 'Read Only'))).toBe(false);
  expect(isAsStrict(leash('off', 'Read Only'), leash('off'))).toBe(true);
});

it('takes one that can’t be read for one that asks everything', () => {
  expect(isAsStrict(null, leash('full'))).toBe(true);
  expect(isAsStrict(null, leash('partial'))).toBe(false);
  expect(isAsStrict(leash('full'), null)).toBe(false);
});

it('looks at each domain of a custom mode', () => {
  const custom = (domains: object): Leash => ({
    modes: [{ name: 'custom', custom: { tiers: { none: 'allow' }, domains } }],
    profiles: [],
  });
  expect(isAsStrict(custom({ web: 'never' }), custom({}))).toBe(true);
  expect(isAsStrict(custom({}), custom({ web: 'never' }))).toBe(false);
});
