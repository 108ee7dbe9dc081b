import { describe, expect, it } from 'vitest';
import type { CustomMode } from '../../../src/core/policy/modes.ts';
import { DOMAINS } from '../../../src/core/risk/domains.ts';
import { TIERS } from '../../../src/core/risk/tier.ts';
import {
  customRows,
  customStart,
  withWord,
  wordRows,
} from '../../../src/editor/custom-mode-rows.ts';

const NOTHING: CustomMode = { tiers: {}, domains: {} };

/** What a row of the whole says. */
function said(custom: CustomMode, label: string): string | undefined {
  return customRows(custom).find((row) => row.label === label)?.description;
}

describe('a custom mode', () => {
  it('begins as Partial, or as what was said before', () => {
    const start = customStart(NOTHING);
    expect(TIERS.map((tier) => start.tiers[tier])).toEqual([
      ...['allow', 'allow', 'ask', 'ask', 'never'],
    ]);
    const before: CustomMode = { tiers: {}, domains: { git: 'ask' } };
    expect(customStart(before)).toBe(before);
  });

  it('shows each tier and each domain with what becomes of it', () => {
    const rows = customRows(customStart(NOTHING));
    expect(rows.map(({ value }) => value.kind)).toEqual([
      'keep',
      ...TIERS.map(() => 'tier'),
      ...DOMAINS.map(() => 'domain'),
      'write',
    ]);
    const custom: CustomMode = {
      tiers: { none: 'allow', low: 'allow', medium: 'ask', high: 'ask', critical: 'never' },
      domains: { git: 'ask', web: 'never', comms: 'allow' },
    };
    expect(said(custom, 'Low risk')).toBe('goes by');
    expect(said(custom, 'Medium risk')).toBe('is asked');
    expect(said(custom, 'Critical risk')).toBe('is denied');
    expect(said(custom, 'Git and its servers')).toBe('is asked');
    expect(said(custom, 'The network')).toBe('is denied');
    // Beside the tiers a domain can only be held stricter.
    expect(said(custom, 'Messages to people')).toBe('as its risk says');
  });

  it('shows what counts where a lower tier is held stricter, and says why', () => {
    const custom: CustomMode = { tiers: { low: 'ask', medium: 'allow' }, domains: {} };
    const row = customRows(custom).find(({ label }) => label === 'Medium risk');
    expect(row?.description).toBe('is asked');
    expect(row?.detail).toContain('You said “goes by”, but lower risk is held stricter.');
    // What is left out is asked.
    expect(said(custom, 'No risk')).toBe('is asked');
  });
});

describe('one line of it', () => {
  it('can have each word, and shows the one that is set', () => {
    const custom: CustomMode = { tiers: { low: 'never' }, domains: { git: 'ask' } };
    const words = (step: Parameters<typeof wordRows>[1]) =>
      wordRows(custom, step).map(({ value, description }) => [value, description]);
    expect(words({ kind: 'tier', tier: 'low' })).toEqual([
      ['allow', ''],
      ['ask', ''],
      ['never', 'set now'],
    ]);
    expect(words({ kind: 'tier', tier: 'high' })[1]).toEqual(['ask', 'set now']);
    expect(words({ kind: 'domain', domain: 'git' })).toEqual([
      [null, ''],
      ['ask', 'set now'],
      ['never', ''],
    ]);
    expect(words({ kind: 'domain', domain: 'web' })[0]).toEqual([null, 'set now']);
  });

  it('changes nothing else', () => {
    const custom: CustomMode = { tiers: { low: 'allow' }, domains: { git: 'ask' } };
    expect(withWord(custom, { kind: 'tier', tier: 'high' }, 'never')).toEqual({
      tiers: { low: 'allow', high: 'never' },
      domains: { git: 'ask' },
    });
    expect(withWord(custom, { kind: 'domain', domain: 'web' }, 'never')).toEqual({
      tiers: { low: 'allow' },
      domains: { git: 'ask', web: 'never' },
    });
    expect(withWord(custom, { kind: 'domain', domain: 'git' }, null)).toEqual({
      tiers: { low: 'allow' },
      domains: {},
    });
  });
});
