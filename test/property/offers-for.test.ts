import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCall } from '../../src/agents/claude-code/subject.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { offersFor } from '../../src/core/rules/offers-for.ts';
import type { OfferList, Offers } from '../../src/core/rules/offers.ts';
import { isRunner, mayBeginRule } from '../../src/core/rules/programs.ts';
import { formatRule, parseRule } from '../../src/core/rules/rule.ts';

function offersOf(tool: string, input: JsonObject, suggestions: readonly JsonObject[]): Offers {
  const { subject } = readCall(tool, input, undefined);
  return offersFor({ tool, input, subject, folder: '/home/dev/proj', suggestions });
}

function allRules(list: OfferList): readonly string[] {
  return list.kind === 'none'
    ? []
    : list.parts
        .flatMap(({ rungs }) => rungs)
        .flatMap(({ rules }) => Object.values(rules))
        .flat();
}

/** What is wrong with some offers; null where all is well. */
function faultOf({ allow, deny }: Offers): string | null {
  for (const text of [...allRules(allow), ...allRules(deny)]) {
    const rule = parseRule(text);
    if (rule === null || formatRule(rule) !== text) return `does not read back: ${text}`;
  }
  for (const text of allRules(allow)) {
    const { tool, content } = parseRule(text) ?? { tool: '', content: null };
    if (tool !== 'Bash') continue;
    if (content === null) return 'every command';
    if (!content.includes('*')) continue;
    if (!/^[^*]+[ :]\*$/.test(content)) return `a wildcard inside: ${text}`;
    const words = content.slice(0, -2).split(' ');
    if (isRunner(words[0] ?? '') || !mayBeginRule(words)) return `too broad: ${text}`;
  }
  return null;
}

const word = fc.oneof(
  fc.constantFrom(
    ...['git', 'npm', 'bash', '/bin/sh', './zsh', 'PYTHON3', 'python3.12', 'sudo', 'env', 'xargs'],
    ...[
      'docker',
      'exec',
      'run',
      'push',
      'install',
      '*',
      ':*',
      '-c',
      '-',
      '&&',
      '|',
      ';',
      '>',
      '$(x)',
    ],
    ...['"a b"', "'", '\\', '\n', '\u200b', '(', ')', 'token=x', 'test', 'a.ts'],
  ),
  fc.string({ maxLength: 8 }),
);
const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const suggestions: fc.Arbitrary<JsonObject[]> = fc.array(
  line.map((ruleContent) => ({
    type: 'addRules',
    rules: [{ toolName: 'Bash', ruleContent }],
    behavior: 'allow',
    destination: 'localSettings',
  })),
  { maxLength: 3 },
);
const anyObject = fc
  .dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonValue>)
  .map((object) => object as JsonObject);
const knownTool = fc.constantFrom(
  ...['Bash', 'Edit', 'Write', 'Read', 'WebFetch', 'AskUserQuestion', 'ExitPlanMode', 'mcp__a__b'],
);

describe('offersFor', () => {
  it('never offers a rule over a shell, an interpreter or a wrapper in general', () => {
    fc.assert(
      fc.property(line, suggestions, (command, suggested) => {
        expect(faultOf(offersOf('Bash', { command }, suggested))).toBeNull();
      }),
      { numRuns: 3000 },
    );
  });

  it('offers sound rules for any path and address', () => {
    const text = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
      fc.array(fc.string(), { maxLength: 5 }).map((parts) => `/home/dev/proj/${parts.join('/')}`),
    );
    fc.assert(
      fc.property(text, knownTool, (value, tool) => {
        const input = { file_path: value, url: value, old_string: '', new_string: '', content: '' };
        expect(faultOf(offersOf(tool, input, []))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws, whatever arrives', () => {
    const tool = fc.oneof(knownTool, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(tool, anyObject, fc.array(anyObject), (name, input, suggested) => {
        expect(faultOf(offersOf(name, input, suggested))).toBeNull();
      }),
      { numRuns: 400 },
    );
  });
});

const shared = process.env['COUNTERSIGN_SHARED'];
const suggestionsFile = join(shared ?? '', 'data/claude-suggestions.json');
const commandsFile = join(shared ?? '', 'data/commands.json');

describe.skipIf(shared === undefined || !existsSync(suggestionsFile))(
  'with what Claude Code itself suggests (set COUNTERSIGN_SHARED to run)',
  () => {
    it('takes over only sound suggestions', () => {
      const rows = JSON.parse(readFileSync(suggestionsFile, 'utf8')) as {
        tool: string;
        input: string;
        suggestions: JsonObject[] | null;
      }[];
      for (const { tool, input, suggestions: suggested } of rows) {
        const fields = { command: input, file_path: input, url: input, old_string: '' };
        const whole = { ...fields, new_string: '', content: '' };
        expect(faultOf(offersOf(tool, whole, suggested ?? []))).toBeNull();
      }
    });

    it('offers sound rules for thousands of real commands', () => {
      const rows = JSON.parse(readFileSync(commandsFile, 'utf8')) as {
        command: string;
        claude_code_suggestions?: string[] | null;
      }[];
      const faults = rows.flatMap(({ command, claude_code_suggestions: suggested }) => {
        const rules = (suggested ?? []).flatMap((text) => {
          const rule = parseRule(text.replace(/ \[allow→\w+\]$/, ''));
          return rule ? [{ toolName: rule.tool, ruleContent: rule.content ?? '' }] : [];
        });
        const additions = [{ type: 'addRules', rules, behavior: 'allow' }];
        return faultOf(offersOf('Bash', { command }, additions)) ?? [];
      });
      expect(rows.length).toBeGreaterThan(5000);
      expect(faults).toEqual([]);
    });
  },
);
