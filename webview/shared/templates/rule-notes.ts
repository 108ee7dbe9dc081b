import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PreviewedRule, RuleNote } from '../../../src/core/rules/preview.ts';
import { shown, wrapped } from './text.ts';

/** What a person should know of one rule before it is saved. */
export function ruleNotes({ problems, notes }: PreviewedRule, folder: string): TemplateResult {
  return html`${problems.map(({ severity, message }) =>
    severity === 'error'
      ? line('error', '✗', 'Error: ', html`${shown(message)}`)
      : line('warning', '!', 'Warning: ', html`${shown(message)}`),
  )}
  ${notes.map((note) =>
    note.kind === 'shadowed'
      ? line('warning', '!', 'Warning: ', words(note, folder))
      : line('info', 'i', '', words(note, folder)),
  )}`;
}

function line(
  kind: 'error' | 'warning' | 'info',
  mark: string,
  heard: string,
  text: TemplateResult,
): TemplateResult {
  return html`<small class="note ${kind}"
    ><span class="mark" aria-hidden="true">${mark}</span>
    <span class="heard">${heard}</span>${text}</small
  >`;
}

function words(note: RuleNote, folder: string): TemplateResult {
  const file = html`<code>${wrapped(shortFile(note.file, folder))}</code>`;
  switch (note.kind) {
    case 'already-there':
      return html`Already there, in ${file}`;
    case 'covered':
      return html`Covered already by <code>${wrapped(note.by)}</code> in ${file}`;
    case 'shadowed':
      return html`Shadowed: ${note.behavior === 'deny' ? 'a deny rule' : 'an ask rule'} decides
        first, <code>${wrapped(note.by)}</code> in ${file}`;
  }
}

/** A settings file as seen from the project; whole where it lies elsewhere. */
function shortFile(file: string, folder: string): string {
  const rest = file.startsWith(folder) ? file.slice(folder.length) : '';
  return /^[\\/]/.test(rest) ? rest.slice(1) : file;
}
