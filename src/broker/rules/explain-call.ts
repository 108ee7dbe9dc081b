import type { Call } from '../../core/rules/call.ts';
import { compileRules, judge } from '../../core/rules/judge.ts';
import type { Verdict } from '../../core/rules/verdict.ts';
import { readRulesInForce } from '../settings/rules/rules-in-force.ts';
import { placesOf, type Person } from './rules-place.ts';

/** Which rule decides about a call of a session started in a folder, by the rules in force there. */
export async function explainCall(call: Call, folder: string, person: Person): Promise<Verdict> {
  const { rules } = await readRulesInForce({ folder, ...person });
  return judge(compileRules(rules, placesOf(person, folder)), call);
}
