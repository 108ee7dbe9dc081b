// Writes the tables of docs/judgement.md anew, from the code: `npm run tables`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MODES, MODE_TIERS } from '../src/core/policy/modes.ts';
import { PROFILES } from '../src/core/policy/profiles.ts';
import { DOMAINS } from '../src/core/risk/domains.ts';
import { TIER_LABELS, TIERS } from '../src/core/risk/tier.ts';
import { KINDS } from '../src/core/risk/typed-request.ts';

/** The page of the guide that holds the tables. */
export const GUIDE = join(import.meta.dirname, '../docs/judgement.md');

/** The tables by the name in the marks around them. */
const TABLES: Readonly<Record<string, () => readonly string[]>> = {
  kinds: () =>
    table(
      ['kind', 'means'],
      Object.entries(KINDS).map(([kind, label]) => [code(kind), label]),
    ),
  domains: () =>
    table(
      ['domain', 'about', 'actions'],
      DOMAINS.map(({ domain, label, actions }) => [
        code(domain),
        label,
        actions.map((one) => `${code(one.action)} ${one.label}`).join('<br>'),
      ]),
    ),
  tiers: () =>
    table(
      ['tier', 'means'],
      TIERS.map((tier) => [code(tier), TIER_LABELS[tier]]),
    ),
  modes: () =>
    table(
      ['mode', 'means', ...TIERS],
      Object.entries(MODES).map(([name, { label, meaning }]) => [
        `**${label}**`,
        meaning,
        ...TIERS.map((tier) => MODE_WORDS[name]?.[tier] ?? (name === 'off' ? '–' : 'as you say')),
      ]),
    ),
  profiles: () =>
    table(
      ['profile', 'for'],
      [...PROFILES.values()].map(({ name, meaning }) => [`**${name}**`, meaning]),
    ),
  'profile-actions': () => {
    const profiles = [...PROFILES.values()];
    return table(
      ['action', ...profiles.map(({ name }) => name)],
      DOMAINS.flatMap(({ actions }) =>
        actions.map(({ action }) => [code(action), ...profiles.map((one) => one.table[action])]),
      ),
    );
  },
};

const MODE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = MODE_TIERS;

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** The page with all of its tables as the code has them. */
export function withTables(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, rows]) => {
    const marks = new RegExp(`(<!-- ${name}: npm run tables -->\\n)[^]*?(<!-- end of ${name} -->)`);
    if (!marks.test(text)) throw new Error(`docs/judgement.md has no place for the table ${name}.`);
    return text.replace(
      marks,
      (_, start: string, end: string) => `${start}\n${rows().join('\n')}\n\n${end}`,
    );
  }, page);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(GUIDE, withTables(readFileSync(GUIDE, 'utf8')));
}
