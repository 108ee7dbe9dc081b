import { basename } from 'node:path';
import type { Request } from '../core/request/request.ts';

/** A text to be opened for reading, under a name whose ending says its language. */
export interface TextView {
  readonly kind: 'text';
  readonly name: string;
  readonly text: string;
}

/** A change to be opened as a diff. */
export interface ChangeView {
  readonly kind: 'change';
  readonly title: string;
  readonly name: string;
  /** The text before, or the file that holds it (none yet counts as empty). */
  readonly before: { readonly text: string } | { readonly file: string };
  readonly after: string;
}

/** How the whole input of a request is best read in an editor of its own. */
export function inputView({ subject, input, tool }: Request): TextView | ChangeView {
  switch (subject.kind) {
    case 'edit': {
      const name = basename(subject.path);
      const reach = subject.everywhere ? 'every occurrence' : 'one place';
      const before = { text: subject.before };
      return { kind: 'change', title: `${name}: ${reach}`, name, before, after: subject.after };
    }
    case 'write': {
      const name = basename(subject.path);
      const title = `${name}: the whole file`;
      return {
        kind: 'change',
        title,
        name,
        before: { file: subject.path },
        after: subject.content,
      };
    }
    case 'command':
      return { kind: 'text', name: 'command.sh', text: subject.command };
    case 'plan':
      return { kind: 'text', name: 'plan.md', text: subject.plan };
    case 'read':
    case 'fetch':
    case 'mcp':
    case 'question':
    case 'other':
      return { kind: 'text', name: `${tool}.json`, text: JSON.stringify(input, null, 2) };
  }
}
