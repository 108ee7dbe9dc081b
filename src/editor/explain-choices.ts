import { requestLine } from '../core/display/request-line.ts';
import { visibleLine } from '../core/visible.ts';
import type { Request } from '../core/request/request.ts';
import type { Item } from '../core/request/item.ts';

/** Something a person can ask about: a command they typed, or one of the last requests. */
export interface ExplainChoice {
  readonly label: string;
  readonly description: string;
  readonly of:
    | { readonly kind: 'typed'; readonly command: string }
    | { readonly kind: 'request'; readonly request: Request };
}

/** As many as a list is read through for. */
const MOST = 50;

/**
 * What can be asked about: what was typed so far, as a shell command, then the last requests, the
 * newest first.
 */
export function explainChoices(items: readonly Item[], typed: string): readonly ExplainChoice[] {
  const command = typed.trim();
  const ofTyped: ExplainChoice = {
    label: plainLabel(command),
    description: 'as a shell command',
    of: { kind: 'typed', command },
  };
  const ofRequests = items
    .slice(-MOST)
    .reverse()
    .map(({ request }): ExplainChoice => ({
      label: plainLabel(requestLine(request)),
      description: plainLabel(request.tool),
      of: { kind: 'request', request },
    }));
  return command === '' ? ofRequests : [ofTyped, ...ofRequests];
}

/** A list of the editor makes icons of `$(name)`; text from outside must not, so the two are parted. */
function plainLabel(text: string): string {
  return visibleLine(text).replaceAll('$(', '$ (');
}
