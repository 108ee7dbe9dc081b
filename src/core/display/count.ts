/** How many requests wait, as a sentence's beginning ("1 request waits", "3 requests wait"). */
export function countWaiting(count: number): string {
  return count === 1 ? '1 request waits' : `${count} requests wait`;
}
