// `node --import tsx test/rigs/oracle/ask.ts < question.json`: what would Claude Code do?
// A question (see question.ts) or a list of them; answers come as JSON lines, in order.
import { text } from 'node:stream/consumers';
import { askAll } from './ask-all.ts';
import type { OracleQuestion } from './oracle.ts';

const asked = JSON.parse(await text(process.stdin)) as OracleQuestion | OracleQuestion[];
const questions = Array.isArray(asked) ? asked : [asked];
for (const answers of await askAll(questions))
  for (const answer of answers) console.log(JSON.stringify(answer));
