import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { requestTitle } from '../../../src/core/display/title.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { shown } from './text.ts';

/** A request in one line: a command by its first line, anything else by its title. */
export function subjectLine(request: Request): TemplateResult {
  if (request.subject.kind !== 'command')
    return html`<span class="title">${shown(requestTitle(request))}</span>`;
  const [first = '', ...more] = request.subject.command.trim().split('\n');
  return html`<code title=${request.subject.command}
    >${shown(first)}${more.length > 0 ? ' …' : ''}</code
  >`;
}
