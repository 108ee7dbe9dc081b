import { basename } from 'node:path';
import type { Grant, GrantLimit } from '../core/grants/grant.ts';
import { visibleLine } from '../core/visible.ts';
import type { GrantsRow } from './rules-row.ts';

/**
 * What is granted for a while, with what is left of it; no row where nothing is.
 * @param now milliseconds since 1970
 */
export function grantRows(grants: readonly Grant[], now: number): readonly GrantsRow[] {
  if (grants.length === 0) return [];
  return [
    {
      kind: 'grants',
      id: 'grants',
      label: 'Grants',
      description: 'for a while, in no settings file',
      detail: 'Countersign itself keeps these, and allows what they match until they end.',
      icon: 'watch',
      tint: null,
      children: grants.map((grant) => {
        const rules = grant.rules.map(visibleLine).join(', ');
        const left = leftOf(grant.limit, now);
        return {
          kind: 'grant',
          id: `grant:${grant.id}`,
          label: rules,
          description: `allow, ${left}`,
          detail: `Allowed in ${visibleLine(basename(grant.folder))}, ${left}; given in ${visibleLine(grant.by)}, ${usedWords(grant.used)}.`,
          icon: 'clock',
          tint: 'good',
          grant: grant.id,
        };
      }),
    },
  ];
}

function leftOf(limit: GrantLimit, now: number): string {
  switch (limit.kind) {
    case 'session':
      return 'until the session ends';
    case 'until': {
      const minutes = Math.max(1, Math.ceil((limit.at - now) / 60_000));
      return minutes === 1 ? 'for 1 more minute' : `for ${minutes} more minutes`;
    }
    case 'times':
      return limit.left === 1 ? '1 more time' : `${limit.left} more times`;
  }
}

function usedWords(used: number): string {
  if (used === 0) return 'not used yet';
  return used === 1 ? 'used once' : `used ${used} times`;
}
