import { ladder, rung, warned } from './offer-list.ts';
import type { Offers, RungOffer } from './offers.ts';

const NO_NAME = 'A rule can’t name this tool.';

/**
 * What may be offered for a tool of an MCP server: the tool, the tools whose names say that they read
 * like this one, the whole server.
 * @param tool as rules name it: `mcp__server__tool`
 * @param called its name at the server
 */
export function mcpOffers(tool: string, server: string, called: string): Offers {
  const ending = `__${called}`;
  if (!/^[A-Za-z][\w.-]*$/.test(tool) || !tool.endsWith(ending)) {
    const none = ladder(tool, [], NO_NAME);
    return { allow: none, deny: none };
  }
  const whole = tool.slice(0, -ending.length);
  const own = rung('tool', `every use of ${called} of ${server}`, { tool, content: null });
  const all = rung('server', `every tool of ${server}`, { tool: whole, content: null });
  return {
    allow: ladder(called, [own, ...family(whole, server, called), warned(all, SERVER)], NO_NAME),
    deny: ladder(called, [own, all], NO_NAME),
  };
}

const SERVER = 'This covers tools that change things too, and those the server may add later.';

/** Verbs that read, as servers name their tools: `get_issue`, `list-files`. */
const READS = /^((?:get|list|read|search|find|describe|show|view|count|lookup)[_-])./;

function family(whole: string, server: string, called: string): readonly RungOffer[] {
  const [, verb] = READS.exec(called) ?? [];
  if (verb === undefined) return [];
  const reach = `every tool of ${server} whose name begins with ${verb}`;
  const offer = rung('family', reach, { tool: `${whole}__${verb}*`, content: null });
  return [warned(offer, 'Only the names say that these tools just read.')];
}
