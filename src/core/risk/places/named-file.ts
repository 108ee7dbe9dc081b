/** A file as a call names it, and where that is read from. */
export interface NamedFile {
  /** Null where it is computed when the call runs. */
  readonly path: string | null;
  /** As written, for words. */
  readonly text: string;
  readonly cwd: string;
}
