import { hasHidden } from '../hidden.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Subject } from '../subject.ts';
import { listOf, nothing, offer } from './offer-list.ts';
import { allowCommand, denyCommand } from './offers-for-command.ts';
import { changeOffers, readOffers } from './offers-for-file.ts';
import type { OfferList, Offers } from './offers.ts';
import { suggestedRules } from './suggestion.ts';
import { hostOf, isPublicName } from './url-host.ts';

/** The call for which rules are offered. */
export interface OfferedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly subject: Subject;
  /** The folder the session was started in. */
  readonly folder: string;
  /** What the agent itself would remember, as it said it. */
  readonly suggestions: readonly JsonObject[];
}

/** What Allow Always and Deny Always may offer for a call, best first. It never throws. */
export function offersFor(call: OfferedCall): Offers {
  const offers = bySubject(call);
  if (!holdsHidden(call.input) && !hasHidden(call.tool)) return offers;
  return { ...offers, allow: nothing('This call holds characters that do not show.') };
}

function bySubject(call: OfferedCall): Offers {
  const { subject, folder, suggestions, tool } = call;
  switch (subject.kind) {
    case 'command':
      return {
        allow: allowCommand(subject.command, suggestions),
        deny: denyCommand(subject.command),
      };
    case 'edit':
    case 'write':
      return changeOffers({ folder, path: subject.path });
    case 'read':
      return readOffers({ folder, path: subject.path });
    case 'fetch':
      return fetchOffers(subject.url);
    case 'mcp':
      return {
        allow: wholeTool(tool, `every use of ${subject.tool} of ${subject.server}`),
        deny: wholeTool(tool, `every use of ${subject.tool} of ${subject.server}`),
      };
    case 'question':
    case 'plan':
      return { allow: nothing(ONCE), deny: nothing(ONCE) };
    case 'other':
      return otherOffers(call);
  }
}

const ONCE = 'This is answered once: there is nothing to remember.';

function fetchOffers(url: string): Offers {
  const host = hostOf(url);
  if (host === null) {
    const odd = nothing('The address is not written plainly enough to tell its host.');
    return { allow: odd, deny: odd };
  }
  const rule = { tool: 'WebFetch', content: `domain:${host}` };
  const offers = listOf([offer(`every page of ${host}`, rule)], 'A rule can’t name this host.');
  const near = nothing('This host is a number or a machine nearby, not a name of the open web.');
  return { allow: isPublicName(host) ? offers : near, deny: offers };
}

function wholeTool(tool: string, reach: string): OfferList {
  const name = /^[A-Za-z][\w.-]*$/.test(tool) ? [offer(reach, { tool, content: null })] : [];
  return listOf(name, 'A rule can’t name this tool.');
}

/** Tools with a subject of their own: with an input we could not read, no rule is made of them whole. */
const KNOWN_TOOLS = [
  ...['Bash', 'Edit', 'Write', 'Read', 'WebFetch', 'AskUserQuestion', 'ExitPlanMode'],
];

function otherOffers({ tool, input, suggestions }: OfferedCall): Offers {
  if (KNOWN_TOOLS.includes(tool)) {
    const odd = nothing('The input of this call could not be read.');
    return { allow: odd, deny: odd };
  }
  const rules = suggestedRules(suggestions);
  const isWhole =
    rules?.every((rule) => rule.tool === tool && rule.content === null) === true &&
    !runsCode(input);
  return {
    allow: isWhole
      ? wholeTool(tool, `every use of ${tool}`)
      : nothing('Claude Code suggests no rule for this tool that is safe to keep.'),
    deny: wholeTool(tool, `every use of ${tool}`),
  };
}

/** A tool that is given something to run is allowed call by call. */
function runsCode(input: JsonObject): boolean {
  return ['command', 'code', 'script', 'cmd'].some((name) => Object.hasOwn(input, name));
}

function holdsHidden(value: JsonValue): boolean {
  if (typeof value === 'string') return hasHidden(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => hasHidden(name) || holdsHidden(inner));
}
