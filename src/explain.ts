import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readCall } from './agents/claude-code/subject.ts';
import { gitRoot } from './broker/settings/git.ts';
import { claudeFolder } from './broker/settings/locate.ts';
import {
  ruleSetsInForce,
  ruleSetsOfFile,
  type RuleSets,
} from './broker/settings/rules/rule-sets.ts';
import { explainJudgement, type JudgementExplanation } from './core/policy/explanation.ts';
import { explainCall, type Explanation } from './core/rules/explanation.ts';
import { readExplainInput, type AskedCall } from './protocol/explain.ts';

const HELP = `Which rule decides about a tool call of Claude Code, and what "always" would offer for it.

  npm run -s explain < calls.json
  echo '[{"tool_name": "Bash", "tool_input": {"command": "git push"}}]' | npm run -s explain

Reads a JSON array of tool calls, each with tool_name, tool_input and, unless it is the current
folder, cwd. Writes a JSON array with one object a call:

  parts    the simple commands of a command line
  allow    what Allow Always would offer, narrowest first; the selected one is the safe one
  deny     what Deny Always would offer
  why      why there is nothing to offer, where there isn't
  verdict  what Claude Code would do in its default mode, by which rule, and why
  kind     what sort of request it is, and sentence: what it wants, in plain words
  domains  the fields of work it touches, and actions: what it does in them
  tier     how risky it is: none, low, medium, high or critical
  reasons  why, each naming the part
  modes    what the modes full, partial and manual would do: allow, ask or deny

  --settings FILE   judge by the permissions in this settings file alone; otherwise by all that
                    count in the call's folder
  --help            this text

It changes nothing and answers no request. It ends with 2 where the input can't be read.
`;

/** Something in what was asked keeps it from being answered; the message says what. */
class CannotExplain extends Error {}

// Who reads may stop before the end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  await main();
} catch (error) {
  if (!(error instanceof CannotExplain)) throw error;
  say(error.message);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const rules = await ruleSets(options.settings);
  if (process.stdin.isTTY) say('Reading tool calls from the keyboard; Ctrl-D ends them.');
  const input = readExplainInput(await text(process.stdin));
  if (input.kind === 'fault') throw new CannotExplain(input.message);
  const explanations: (Explanation & JudgementExplanation)[] = [];
  for (const call of input.calls) explanations.push(await explain(call, rules));
  process.stdout.write(`${JSON.stringify(explanations, null, 2)}\n`);
}

function readOptions(): { settings?: string | undefined; help?: boolean | undefined } {
  try {
    const options = { settings: { type: 'string' }, help: { type: 'boolean' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotExplain(`${why}\nMore with: npm run -s explain -- --help`);
  }
}

async function ruleSets(settings: string | undefined): Promise<RuleSets> {
  const places = { home: homedir(), claudeDir: claudeFolder() };
  if (settings === undefined) return ruleSetsInForce({ ...places, onTrouble: say });
  const sets = await ruleSetsOfFile(resolve(settings), places);
  if ('fault' in sets) throw new CannotExplain(sets.fault);
  return sets;
}

async function explain(
  { tool_name: tool, tool_input: input, cwd: named }: AskedCall,
  rules: RuleSets,
): Promise<Explanation & JudgementExplanation> {
  const cwd = resolve(named ?? '.');
  const { subject } = readCall(tool, input, undefined);
  const call = { tool, input, cwd };
  const known = await rules.in(cwd);
  const facts = { ...known.places, gitRoot: gitRoot(cwd), protectedPaths: [] };
  return {
    ...explainCall({ call, subject, ...known }),
    ...explainJudgement({ call, subject, facts, rules: known.rules }),
  };
}

/** For the person: what is read by a program is on the other stream. */
function say(words: string): void {
  process.stderr.write(`${words}\n`);
}
