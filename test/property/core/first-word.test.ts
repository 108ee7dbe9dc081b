import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CLUSTER_RULES } from '../../../src/core/risk/effects/clusters.ts';
import { CONTAINER_RULES } from '../../../src/core/risk/effects/containers.ts';
import { DATABASE_RULES } from '../../../src/core/risk/effects/databases.ts';
import { mayFitBehind } from '../../../src/core/risk/effects/first-word.ts';
import { FORGE_RULES } from '../../../src/core/risk/effects/forges.ts';
import { GIT_RULES } from '../../../src/core/risk/effects/git.ts';
import { GIT_SERVER_RULES } from '../../../src/core/risk/effects/git-servers.ts';
import { INFRASTRUCTURE_RULES } from '../../../src/core/risk/effects/infrastructure.ts';
import { MACHINE_RULES } from '../../../src/core/risk/effects/machine.ts';
import { PACKAGE_RULES } from '../../../src/core/risk/effects/packages.ts';
import { PROTECTION_RULES } from '../../../src/core/risk/effects/protection.ts';
import { SYSTEM_PACKAGE_RULES } from '../../../src/core/risk/effects/system-packages.ts';
import { WINDOWS_RULES } from '../../../src/core/risk/effects/windows.ts';

const RULES = [
  ...[...CLUSTER_RULES, ...CONTAINER_RULES, ...DATABASE_RULES, ...FORGE_RULES, ...GIT_RULES],
  ...[...GIT_SERVER_RULES, ...INFRASTRUCTURE_RULES, ...MACHINE_RULES, ...PACKAGE_RULES],
  ...[...PROTECTION_RULES, ...SYSTEM_PACKAGE_RULES, ...WINDOWS_RULES],
];
const verbs = RULES.flatMap(({ verb }) => verb ?? []);

it('no line of a table is left out that fits', () => {
  let fitted = 0;
  for (const verb of verbs) {
    // Words of the expression itself: of others, hardly any would fit.
    const own = verb.source.match(/[\w-]+/g) ?? [];
    const word = fc.constantFrom(...own, ...own.map((one) => one.slice(0, -1)), 'x', 'a/b', '');
    const texts = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, (text) => {
        if (!verb.test(text)) return;
        fitted += 1;
        const [first = ''] = text.split(' ', 1);
        expect(mayFitBehind(verb, first)).toBe(true);
      }),
    );
  }
  expect(verbs.length).toBeGreaterThan(250);
  expect(fitted).toBeGreaterThan(verbs.length);
});

it('most lines of a long table are left out', () => {
  const left = GIT_RULES.flatMap(({ verb }) => verb ?? []).filter((verb) =>
    mayFitBehind(verb, 'diff'),
  );
  expect(left.length).toBeLessThan(GIT_RULES.length / 5);
});
