// `node --import tsx test/rigs/oracle/measure.ts`: asks the real Claude Code about the kept lines again.
import { keepLines, measuredLines } from '../../samples/bash-verdicts.ts';
import { installClaude } from '../claude/install.ts';
import { askAll } from './ask-all.ts';

await installClaude();
const groups = measuredLines();
const answers = await askAll(
  groups.map(({ rules, lines }) => ({
    settings: { project: rules },
    calls: lines.map(({ command }) => ({ tool: 'Bash', input: { command } })),
  })),
);
let changed = 0;
const measured = groups.map(({ rules, lines }, group) => ({
  rules,
  lines: lines.flatMap((line, at) => {
    const verdict = answers[group]![at]!.verdict;
    if (verdict !== line.verdict) {
      changed += 1;
      console.log(`${JSON.stringify(rules)}: ${line.command}: ${line.verdict}, now ${verdict}`);
    }
    return verdict === 'error' ? [] : [{ ...line, verdict }];
  }),
}));
keepLines(measured);
console.log(`${changed} verdicts changed.`);
