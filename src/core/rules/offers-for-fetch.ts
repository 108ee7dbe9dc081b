import { getDomain } from 'tldts';
import { ladder, nothing, rung } from './offer-list.ts';
import type { Offers, RungOffer } from './offers.ts';
import { hostOf, isPublicName } from './url-host.ts';

/** What may be offered for fetching a page: its host, then all below the domain someone registered. */
export function fetchOffers(url: string): Offers {
  const host = hostOf(url);
  if (host === null) {
    const odd = nothing('The address is not written plainly enough to tell its host.');
    return { allow: odd, deny: odd };
  }
  const exact = rung('host', `every page of ${host}`, domain(host));
  const named = ladder(host, [exact, ...subdomains(host)], 'A rule can’t name this host.');
  const near = nothing('This host is a number or a machine nearby, not a name of the open web.');
  return {
    allow: isPublicName(host) ? named : near,
    deny: isPublicName(host) ? named : ladder(host, [exact], 'A rule can’t name this host.'),
  };
}

/** All of a registered domain; of a suffix under which anyone may register (`github.io`), nothing. */
function subdomains(host: string): readonly RungOffer[] {
  const registered = getDomain(host, { allowPrivateDomains: true });
  if (registered === null) return [];
  const below = domain(`*.${registered}`);
  // The wildcard stands for something: it does not match the domain itself (measured).
  return host === registered
    ? [rung('subdomains', `${host} and all its subdomains`, domain(host), below)]
    : [rung('subdomains', `every subdomain of ${registered}`, below)];
}

function domain(pattern: string): { readonly tool: string; readonly content: string } {
  return { tool: 'WebFetch', content: `domain:${pattern}` };
}
