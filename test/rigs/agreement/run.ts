// `npm run agreement -- --seed N --pairs M [--shrink]`: do we judge as the real Claude Code does?
import { parseArgs } from 'node:util';
import { installClaude } from '../claude/install.ts';
import type { OracleQuestion } from '../oracle/oracle.ts';
import { agree } from './agree.ts';
import { keepAgreed } from './keep.ts';
import { lineOf, summaryOf } from './report.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    pairs: { type: 'string', default: '360' },
    shrink: { type: 'boolean', default: false },
  },
});

await installClaude();
let unanswered = 0;
const onFailure = (questions: readonly OracleQuestion[], error: unknown) => {
  unanswered += questions.flatMap(({ calls }) => calls).length;
  console.log(`could not be asked: ${String(error)}\n${JSON.stringify(questions)}`);
};
const found = await agree(Number(values.seed), Number(values.pairs), { onFailure });
keepAgreed(`.cache/agreement/${values.seed}.json`, found);
const differing = found.filter(({ side }) => side === 'missed' || side === 'invented');
const told = values.shrink ? await shrink(differing, { onFailure }) : differing;
for (const one of told) console.log(lineOf(one));
console.log(`seed ${values.seed}\n${summaryOf(found)}`);
if (unanswered > 0) console.log(`could not be asked: ${unanswered} pairs`);
