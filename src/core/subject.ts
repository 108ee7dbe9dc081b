/** One question an agent asks the person, with the answers it proposes. */
export interface Question {
  readonly question: string;
  readonly header: string | null;
  readonly options: readonly { readonly label: string; readonly description: string | null }[];
  readonly multiSelect: boolean;
}

/**
 * What a request is about, in the terms a person thinks in. A tool that is not known is `other` and
 * shown as it is: nothing is guessed about it.
 */
export type Subject =
  | { readonly kind: 'command'; readonly command: string; readonly description: string | null }
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly before: string;
      readonly after: string;
      /** Every occurrence is replaced, not only one. */
      readonly everywhere: boolean;
    }
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'fetch'; readonly url: string; readonly prompt: string | null }
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string }
  | { readonly kind: 'question'; readonly questions: readonly Question[] }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'other' };
