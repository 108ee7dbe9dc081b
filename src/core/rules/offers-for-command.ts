import type { JsonObject } from '../json.ts';
import { nothing, listOf, offer } from './offer-list.ts';
import type { OfferList, RungOffer } from './offers.ts';
import { mayBeginRule, readsCommands } from './programs.ts';
import type { Rule } from './rule.ts';
import { simpleWords } from './simple-command.ts';
import { suggestedRules } from './suggestion.ts';

const MANY = 'This is more than one plain command: a rule for it would fit too much or nothing.';
const FEEDS = 'As a rule, this command would run any text that another one pipes into it.';
const SECRET = 'This command looks as if it held a secret, and rules are kept in a file.';

/** What Allow Always may offer for a shell command: exactly it, then what Claude Code suggests. */
export function allowCommand(command: string, suggestions: readonly JsonObject[]): OfferList {
  const words = simpleWords(command);
  const suggestion = suggested(command, suggestions);
  if (words === null) return listOf(suggestion, MANY);
  if (readsCommands(words)) return nothing(FEEDS);
  return listOf([offer('this exact command only', bash(command)), ...suggestion], SECRET);
}

/** What Deny Always may offer for a shell command: exactly it, or all that begin like it. */
export function denyCommand(command: string): OfferList {
  const words = simpleWords(command);
  if (words === null) {
    return nothing('This is more than one plain command: deny it once, and say why to the agent.');
  }
  const [program, second] = words;
  const beginnings = [second === undefined ? '' : `${program} ${second}`, program ?? ''];
  return listOf(
    [
      offer('this exact command only', bash(command)),
      ...beginnings
        .filter((beginning) => /^[\w./@+-]+( [\w./@+-]+)?$/.test(beginning))
        .map((beginning) =>
          offer(
            `any command that begins with ${beginning} (a net with holes: scripts and other shells can get around it)`,
            bash(`${beginning} *`),
          ),
        ),
    ],
    SECRET,
  );
}

function bash(content: string): Rule {
  return { tool: 'Bash', content };
}

/** Claude Code's own suggestion, where each of its rules is one we would offer too. */
function suggested(command: string, suggestions: readonly JsonObject[]): readonly RungOffer[] {
  // In other lines Claude Code asks whatever the rules (measured), or a part of it goes elsewhere.
  if (!command.split(/&&|\|\||;|\|/).every((part) => isPlainPart(part.trim()))) return [];
  const rules = suggestedRules(suggestions);
  const reaches = rules?.map(reachOf) ?? [];
  const known = reaches.filter((reach) => reach !== null);
  if (rules === null || known.length < reaches.length) return [];
  return [offer(known.join('; and '), ...rules)];
}

function isPlainPart(part: string): boolean {
  const words = simpleWords(part);
  return words !== null && words[0] !== 'cd';
}

/** What a suggested rule covers, in plain words; null where it may not be offered. */
function reachOf({ tool, content }: Rule): string | null {
  if (tool !== 'Bash' || content === null) return null;
  const [, beginning] = /^(.+?)(?: |:)\*$/.exec(content) ?? [];
  const words = simpleWords(beginning ?? content);
  if (words === null) return null;
  if (beginning === undefined) return readsCommands(words) ? null : `exactly ${content}`;
  return mayBeginRule(words) ? `any command that begins with ${beginning}` : null;
}
