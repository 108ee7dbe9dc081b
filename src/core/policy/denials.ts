/** How often each tool was denied in each session. It never changes: a new one is made. */
export type Denials = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Nothing was denied yet. */
export const NO_DENIALS: Denials = new Map();

/** One denial more. */
export function withDenial(denials: Denials, session: string, tool: string): Denials {
  const own = denials.get(session) ?? new Map<string, number>();
  return new Map([...denials, [session, new Map([...own, [tool, (own.get(tool) ?? 0) + 1]])]]);
}

/** Without a session that is over. */
export function withoutSession(denials: Denials, session: string): Denials {
  return new Map([...denials].filter(([name]) => name !== session));
}

/** How often a tool was denied in a session. */
export function denialsOf(denials: Denials, session: string, tool: string): number {
  return denials.get(session)?.get(tool) ?? 0;
}

/**
 * Whether a card offers more than Allow and Deny: to pause the agent, to deny always, or to tell it
 * what to do instead.
 * @param limit after so many denials; none and below never offers
 */
export function isStubborn(count: number, limit: number): boolean {
  return limit > 0 && count >= limit;
}
