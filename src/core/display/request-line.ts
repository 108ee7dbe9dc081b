import type { Request } from '../request/request.ts';
import { requestTitle } from './title.ts';
import { visibleLine } from '../visible.ts';

/** The most of a command that is shown, in UTF-16 units. */
const LONGEST = 120;

/** A request in one line that tells it from others like it: a command's own words, else its title. */
export function requestLine(request: Pick<Request, 'subject' | 'folder' | 'tool'>): string {
  const { subject } = request;
  if (subject.kind !== 'command') return requestTitle(request);
  const line = visibleLine(subject.command);
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
