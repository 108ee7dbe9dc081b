import type { Request } from '../request/request.ts';
import { visibleLine } from '../visible.ts';
import { requestTitle } from './title.ts';

/**
 * What a request wants, in one line for the head of a card: its meaning in plain words where that is
 * known ("Push branch main to origin"), else its title.
 */
export function headline(request: Request): string {
  const { sentence } = request.judgement;
  return sentence === '' ? requestTitle(request) : visibleLine(sentence);
}
