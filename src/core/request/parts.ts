import type { GrantBook } from '../grants/grant-book.ts';
import type { DeskBook } from './desk-book.ts';
import type { QueuePorts } from './ports.ts';

/** What the queue works with: the outside, its rows, and the grants. */
export interface QueueParts {
  readonly ports: QueuePorts;
  readonly book: DeskBook;
  readonly grants: GrantBook;
}
