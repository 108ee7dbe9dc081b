import { analyse } from '../shell/analyse.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import { accessParts } from './access-parts.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { argumentAccesses } from './bash-access.ts';
import { isReadOnly } from './bash-read-only.ts';
import { allowRungs, denyRungs } from './command-rungs.ts';
import { listOf, nothing } from './offer-list.ts';
import { rulesOf, type OfferList, type PartOffer } from './offers.ts';
import type { Verdict } from './verdict.ts';
import { verdictWith, type OfferFor } from './verified.ts';

const FREE =
  'Claude Code runs this unasked, unless a rule of yours says otherwise: there is nothing to allow.';
const FAR =
  'This reads where a rule would open more than this: keys, other projects, or everything.';
const NO_RULE = 'A rule can’t name any of this: deny it once, and say why to the agent.';
const MANY = 'These are too many commands: a rule for each would be more than anyone reads.';

/** So many commands of one line may get a rule of their own. */
const MOST_PARTS = 12;

/**
 * What Allow Always may offer for a line of shell: a ladder for each command that Claude Code does not
 * run unasked, and one for each file that the line reaches for and may not.
 */
export function allowCommand(command: string, offered: OfferFor): OfferList {
  const analysis = analyse(command);
  if (analysis.kind === 'not-analysable') return nothing(analysis.why);
  if (verdictWith([], 'project', offered).outcome === 'allow') return nothing(FREE);
  const asks = alwaysAsks(command, analysis);
  if (asks !== null) return nothing(asks);
  const parts: PartOffer[] = [];
  for (const one of different(analysis.commands)) {
    if (isFree(one, [], offered) || readsElsewhere(one, offered)) continue;
    if (parts.length === MOST_PARTS) return nothing(MANY);
    const part = allowPart(one, offered);
    if (typeof part === 'string') return nothing(part);
    parts.push(part);
  }
  const alone = verdictWith(rulesOf(parts, [], 'project'), 'project', offered);
  if (alone.outcome === 'allow') return listOf(parts, FREE);
  return listOf([...parts, ...accessParts(analysis.commands, offered)], alone.because);
}

/** What Deny Always may offer for a line of shell: a ladder for each command that is not harmless. */
export function denyCommand(command: string, offered: OfferFor): OfferList {
  const analysis = analyse(command);
  if (analysis.kind === 'not-analysable') return nothing(analysis.why);
  const commands = different(analysis.commands);
  const asked = commands.filter((one) => !isFree(one, [], offered));
  const parts = (asked.length > 0 ? asked : commands).slice(0, MOST_PARTS).flatMap((one) => {
    const found = denyRungs(one);
    if (found.kind === 'none') return [];
    return [{ part: one.text, rungs: found.rungs, selected: found.selected }];
  });
  return listOf(parts, NO_RULE);
}

/** A command's ladder, without the rungs that would not let it through by itself; or why it has none. */
function allowPart(command: SimpleCommand, offered: OfferFor): PartOffer | string {
  const found = allowRungs(command);
  if (found.kind === 'none') return found.why;
  const rungs = found.rungs.filter(({ rules }) => isFree(command, rules.project, offered));
  if (rungs.length === 0) {
    const isKnown = argumentAccesses(command).every(({ path }) => path !== null);
    if (isReadOnly(command) && isKnown) return FAR;
    // What stands against it with the rule that one would think of.
    return aloneWith(command, found.rungs[0]?.rules.project ?? [], offered).because;
  }
  const selected = found.rungs[found.selected];
  return {
    part: command.text,
    rungs,
    selected: Math.max(
      0,
      rungs.findIndex((one) => one === selected),
    ),
  };
}

/** Whether a command is asked about only for what it reads outside the project, and a rule can name that. */
function readsElsewhere(command: SimpleCommand, offered: OfferFor): boolean {
  if (!isReadOnly(command)) return false;
  const rules = rulesOf(accessParts([command], offered), [], 'project');
  return rules.length > 0 && isFree(command, rules, offered);
}

/** Whether Claude Code runs a command by itself unasked, under these rules. */
function isFree(command: SimpleCommand, rules: readonly string[], offered: OfferFor): boolean {
  return aloneWith(command, rules, offered).outcome === 'allow';
}

function aloneWith(command: SimpleCommand, rules: readonly string[], offered: OfferFor): Verdict {
  const isWhole = command.text === offered.call.input['command'];
  return verdictWith(rules, 'project', offered, isWhole ? undefined : command.text);
}

function different(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  return commands.filter(({ text }, at) => commands.findIndex((one) => one.text === text) === at);
}
