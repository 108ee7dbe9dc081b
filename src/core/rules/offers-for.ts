import { hasHidden } from '../hidden.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Subject } from '../subject.ts';
import type { Places } from './call.ts';
import { nothing } from './offer-list.ts';
import { allowCommand, denyCommand } from './offers-for-command.ts';
import { fetchOffers } from './offers-for-fetch.ts';
import { fileOffers } from './offers-for-file.ts';
import { mcpOffers } from './offers-for-mcp.ts';
import { otherOffers } from './offers-for-tool.ts';
import type { Offers } from './offers.ts';
import type { Verdict } from './verdict.ts';
import { verified, type OfferFor } from './verified.ts';

/** The call for which rules are offered. */
export interface OfferedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly subject: Subject;
  readonly places: Places;
  /** The folder the call would run in. */
  readonly cwd: string;
  /** What the agent itself would remember, as it said it. */
  readonly suggestions: readonly JsonObject[];
}

/**
 * What Allow Always and Deny Always may offer for a call. Every offered rule does for this very call
 * what it says: the matcher was asked. It never throws.
 */
export function offersFor(call: OfferedCall): Offers {
  const { tool, input, cwd, places } = call;
  const asked = { call: { tool, input, cwd }, places, answers: new Map<string, Verdict>() };
  const { allow, deny } = bySubject(call, asked);
  const isHidden = holdsHidden(input) || hasHidden(tool);
  return {
    allow: isHidden ? nothing(HIDDEN) : verified(allow, { ...asked, behavior: 'allow' }),
    deny: verified(deny, { ...asked, behavior: 'deny' }),
  };
}

const HIDDEN = 'This call holds characters that do not show.';
const ONCE = 'This is answered once: there is nothing to remember.';

function bySubject(call: OfferedCall, asked: Omit<OfferFor, 'behavior'>): Offers {
  const { subject, places, tool } = call;
  switch (subject.kind) {
    case 'command':
      return {
        allow: allowCommand(subject.command, { ...asked, behavior: 'allow' }),
        deny: denyCommand(subject.command, { ...asked, behavior: 'deny' }),
      };
    case 'edit':
    case 'write':
      return fileOffers({ tool: 'Edit', path: subject.path, places });
    case 'read':
      return fileOffers({ tool: 'Read', path: subject.path, places });
    case 'fetch':
      return fetchOffers(subject.url);
    case 'mcp':
      return mcpOffers(tool, subject.server, subject.tool);
    case 'question':
    case 'plan':
      return { allow: nothing(ONCE), deny: nothing(ONCE) };
    case 'other':
      return otherOffers(call);
  }
}

function holdsHidden(value: JsonValue): boolean {
  if (typeof value === 'string') return hasHidden(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => hasHidden(name) || holdsHidden(inner));
}
