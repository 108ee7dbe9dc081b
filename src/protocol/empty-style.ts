/**
 * The SHA-256 of no text at all, for a content security policy. The UI toolkit puts an empty style
 * element into a page to learn whether the browser knows `:focus-visible`; refused, it would draw
 * the focus on every click.
 */
export const EMPTY_STYLE = `'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`;
