import fc from 'fast-check';
import type { JsonValue } from '../../src/core/json.ts';

/** How a random document is written: the blanks before each part, by depth. */
interface Format {
  readonly newline: (depth: number) => string;
  readonly afterColon: string;
  readonly inEmpty: string;
}

const blanks = fc.constantFrom(
  '',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\n  ',
  '\n\n\t',
  ' \n',
  '\r\n    ',
);

const tidyFormat: fc.Arbitrary<Format> = fc
  .record({
    eol: fc.constantFrom('\n', '\r\n'),
    unit: fc.constantFrom('  ', '    ', '\t', ' ', ''),
    oneLineFrom: fc.integer({ min: 0, max: 5 }),
    afterColon: fc.constantFrom('', ' ', '  '),
    inEmpty: blanks,
  })
  .map(({ eol, unit, oneLineFrom, afterColon, inEmpty }) => ({
    newline: (depth) =>
      depth > oneLineFrom ? afterColon && ' ' : eol + unit.repeat(Math.max(depth, 0)),
    afterColon,
    inEmpty,
  }));

const wildFormat: fc.Arbitrary<Format> = fc
  .record({
    noise: fc.array(blanks, { minLength: 1, maxLength: 7 }),
    afterColon: blanks,
    inEmpty: blanks,
  })
  .map(({ noise, afterColon, inEmpty }) => {
    let turn = 0;
    return { newline: () => noise[(turn += 1) % noise.length] ?? '', afterColon, inEmpty };
  });

function print(value: JsonValue, format: Format, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((item: JsonValue) => print(item, format, depth + 1))
    : Object.entries(value).map(
        ([key, item]) =>
          `${JSON.stringify(key)}:${format.afterColon}${print(item, format, depth + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (parts.length === 0) return `${open}${format.inEmpty}${close}`;
  const inside = parts.map((part) => format.newline(depth + 1) + part).join(',');
  return `${open}${inside}${format.newline(depth)}${close}`;
}

/** Rules as they may stand in a list: usual ones, and any text at all. */
export const ruleText = fc.oneof(
  fc.constantFrom(
    'Bash(npm test)',
    'Bash(echo \\(a\\))',
    'Edit(/src/**)',
    'WebFetch(domain:x.org)',
  ),
  fc.string({ minLength: 1, unit: 'binary' }),
);

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;

const permissions = fc.record(
  {
    allow: fc.array(ruleText, { maxLength: 3 }),
    deny: fc.array(ruleText, { maxLength: 3 }),
    ask: fc.array(ruleText, { maxLength: 3 }),
    defaultMode: fc.constantFrom('default', 'auto'),
    other: json,
  },
  { requiredKeys: [] },
);

const handler = fc.oneof(
  fc.record({ type: fc.constant('command'), command: fc.string() }),
  fc.record({ type: fc.constant('http'), url: fc.webUrl(), timeout: fc.integer({ min: 1 }) }),
);
const groups = fc.array(
  fc.record({ matcher: fc.string(), hooks: fc.array(handler, { maxLength: 2 }) }),
  { maxLength: 2 },
);
const hooks = fc.record({ PermissionRequest: groups, Stop: groups }, { requiredKeys: [] });

const value = fc
  .tuple(
    fc.record({ model: json, permissions, env: json, hooks }, { requiredKeys: [] }),
    fc.dictionary(fc.string({ minLength: 1 }), json, { maxKeys: 3 }),
  )
  .map(([known, unknown]) => ({ ...unknown, ...known }));

/** Texts of settings files that Claude Code reads: any values, any layout, with and without BOM. */
export const settingsText: fc.Arbitrary<string> = fc
  .record({
    value,
    format: fc.oneof(tidyFormat, wildFormat),
    mark: fc.constantFrom('', '', '\uFEFF'),
    before: fc.constantFrom('', '', ' ', '\n'),
    after: fc.constantFrom('\n', '', '\r\n', '\n\n', ' '),
  })
  .map(({ value, format, mark, before, after }) => mark + before + print(value, format, 0) + after);
