import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { encode } from 'uqr';

/** The width of one module in CSS pixels: a whole number keeps all of them alike. */
const MODULE = 5;

/** A text as a QR code, dark on light in every theme: a camera needs it so. */
export function qrCode(text: string, label: string): TemplateResult {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  return html`<svg
    class="qr"
    role="img"
    aria-label=${label}
    width=${size * MODULE}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path fill="#000" d=${pathOf(data)}></path>`}
  </svg>`;
}

/** Each run of dark modules in a row as one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end === -1 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join('');
}
