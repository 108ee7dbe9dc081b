import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Connection } from '../link/status.ts';

/** The first line of every page: where one is, and whether the desk is there. */
export function topBar(title: TemplateResult, connection: Connection): TemplateResult {
  return html`<header class="top">
    ${title}
    <a class="desk ${connection.kind}" href="#device">${stateWords(connection)}</a>
  </header>`;
}

/** The way back to the list, in the place of a title. */
export function backToList(words: string): TemplateResult {
  return html`<a class="back" href="#"><span aria-hidden="true">‹</span> ${words}</a>`;
}

function stateWords(connection: Connection): TemplateResult {
  switch (connection.kind) {
    case 'connecting':
      return html`<span class="dot" aria-hidden="true"></span>connecting…`;
    case 'online':
      return html`<span class="dot" aria-hidden="true"></span>desk online ·
        ${seconds(connection.took)}`;
    case 'lost':
      return html`<span class="dot" aria-hidden="true"></span>no connection`;
  }
}

function seconds(milliseconds: number): string {
  return `${(Math.max(milliseconds, 50) / 1000).toFixed(1)} s`;
}
