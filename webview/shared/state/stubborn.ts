import { deniedBefore } from '../../../src/core/display/denials.ts';
import type { Request } from '../../../src/core/request/request.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';

/**
 * How often the tool of a request was denied in its session, where that is so often that its card
 * offers more; null where it is not.
 */
export function stubbornDenials(
  { items, denialLimit }: Pick<PanelSnapshot, 'items' | 'denialLimit'>,
  request: Request,
): number | null {
  const denials = deniedBefore(items, request);
  return denialLimit > 0 && denials >= denialLimit ? denials : null;
}
