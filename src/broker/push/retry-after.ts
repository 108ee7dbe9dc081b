/**
 * After how many milliseconds a service wants to be asked again (RFC 9110 §10.2.3): a number of
 * seconds, or a date.
 * @returns null where it does not say so
 */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
