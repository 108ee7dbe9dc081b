import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DiffRow } from '../state/diff-rows.ts';
import { clip } from '../state/readable.ts';
import { shown } from './text.ts';

const BLOCK_ROWS = 200;
const SIGN = { same: ' ', removed: '−', added: '+' } as const;

/** An edit line by line: what goes, what comes, and what stays around it. */
export function diff(
  rows: readonly DiffRow[],
  everywhere: boolean,
  inPart: boolean,
): TemplateResult {
  const visible = inPart ? firstRows(rows) : rows;
  const blocks = Array.from({ length: Math.ceil(visible.length / BLOCK_ROWS) }, (_, index) =>
    visible.slice(index * BLOCK_ROWS, (index + 1) * BLOCK_ROWS),
  );
  return html`${
      everywhere
        ? html`<p class="aside">Replaces <strong>every occurrence</strong> in the file.</p>`
        : nothing
    }
    <div class="diff" role="group" aria-label="Changed lines, counted within the passage">
      ${blocks.map(
        (block) => html`<div class=${blocks.length > 1 ? 'block' : ''}>${block.map(rowOf)}</div>`,
      )}
    </div>`;
}

function rowOf(row: DiffRow): TemplateResult {
  return html`<div class="row ${row.kind}">
    <span class="number" aria-hidden="true">${row.after ?? row.before}</span
    ><span class="sign">${SIGN[row.kind]}</span
    ><span class="line"
      >${shown(row.text)}${
        row.unfinished ? html`<span class="hidden-character">no line break</span>` : nothing
      }</span
    >
  </div>`;
}

function firstRows(rows: readonly DiffRow[]): readonly DiffRow[] {
  const heads = clip(rows.map((row) => row.text).join('\n')).head.split('\n');
  return rows.slice(0, heads.length).map((row, index) => ({ ...row, text: heads[index] ?? '' }));
}
