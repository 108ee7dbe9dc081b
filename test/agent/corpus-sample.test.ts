import { beforeAll, describe, expect, it } from 'vitest';
import { compileRules, judge } from '../../src/core/rules/judge.ts';
import {
  isAsk,
  isBenign,
  isDanger,
  PLACES,
  preselected,
  readCommands,
  type LabelledCommand,
} from '../corpus/corpus.ts';
import { askUnderRules } from '../rigs/agreement/ask-under-rules.ts';
import { randomOf } from '../rigs/agreement/random.ts';
import { installClaude } from '../rigs/claude/install.ts';

const shared = process.env['COUNTERSIGN_SHARED'];

const SEED = 7;

/** So many commands of each kind. */
const SAMPLE = 50;

const KINDS = { benign: isBenign, danger: isDanger, ask: isAsk };

function sampleOf(commands: readonly LabelledCommand[]) {
  const random = randomOf(SEED);
  return Object.entries(KINDS).flatMap(([kind, isOf]) =>
    random.some(commands.filter(isOf), SAMPLE).map(({ command }) => ({ kind, command })),
  );
}

function ours(rules: readonly string[], commands: readonly string[]) {
  const placed = rules.map((text) => ({
    text,
    behavior: 'allow' as const,
    scope: 'local' as const,
    file: `${PLACES.folder}/.claude/settings.local.json`,
    root: PLACES.folder,
  }));
  const set = compileRules(placed, PLACES);
  return commands.map((command) =>
    judge(set, { tool: 'Bash', input: { command }, cwd: PLACES.folder }),
  );
}

describe.skipIf(shared === undefined && process.env['CI'] === undefined)(
  'a sample of labelled commands (set COUNTERSIGN_SHARED to run)',
  () => {
    beforeAll(async () => {
      await installClaude();
    });

    it('runs under the preselected offers as we say, in the real Claude Code', async () => {
      const commands = readCommands(shared ?? '');
      const rules = [...preselected(commands)];
      const sample = sampleOf(commands);
      const texts = sample.map(({ command }) => command);
      const theirs = await askUnderRules(rules, texts);
      const verdicts = ours(rules, texts);
      const differing = sample.flatMap(({ kind, command }, at) => {
        const [real, said] = [theirs[at]!, verdicts[at]!.outcome];
        // A refusal of the input itself runs nothing, as a question does.
        return (real === 'allow') === (said === 'allow')
          ? []
          : [{ kind, command, real, said, because: verdicts[at]!.because }];
      });
      const ran = (kind: string) =>
        sample.filter((one, at) => one.kind === kind && theirs[at] === 'allow').length;
      const shares = Object.keys(KINDS).map((kind) => `${kind} ${ran(kind)}/${SAMPLE}`);
      console.log(
        `${rules.length} rules; the real Claude Code ran unasked: ${shares.join(', ')}; differing: ${differing.length}\n`,
        differing.map((one) => JSON.stringify(one)).join('\n'),
      );
      const missed = differing.filter(({ real }) => real === 'allow');
      expect(missed).toEqual([]);
      expect(differing.length).toBeLessThanOrEqual(texts.length / 100);
    }, 300_000);
  },
);
