import type { Request } from '../request/request.ts';
import { relativePath } from '../rules/file-path.ts';
import { simpleWords } from '../rules/simple-command.ts';
import { hostOf } from '../rules/url-host.ts';
import { visibleLine } from '../visible.ts';

/** What a request wants, in a few plain words and one line ("Edit src/a.ts"). It is never the whole input. */
export function requestTitle(request: Pick<Request, 'subject' | 'folder' | 'tool'>): string {
  return visibleLine(title(request));
}

function title({ subject, folder, tool }: Pick<Request, 'subject' | 'folder' | 'tool'>): string {
  switch (subject.kind) {
    case 'command': {
      const [program] = simpleWords(subject.command) ?? [];
      return program === undefined ? 'Run a command' : `Run ${program}`;
    }
    case 'edit':
      return `Edit ${shortPath(folder, subject.path)}`;
    case 'write':
      return `Write ${shortPath(folder, subject.path)}`;
    case 'read':
      return `Read ${shortPath(folder, subject.path)}`;
    case 'fetch':
      return `Fetch from ${hostOf(subject.url) ?? 'the web'}`;
    case 'mcp':
      return `Use ${subject.tool} of ${subject.server}`;
    case 'question':
      return subject.questions.length === 1 ? 'Answer a question' : 'Answer some questions';
    case 'plan':
      return 'Approve a plan';
    case 'other':
      return `Use ${tool}`;
  }
}

/** A path as seen from the project's folder; whole where it lies elsewhere. */
function shortPath(folder: string, path: string): string {
  return relativePath(folder, path) ?? path;
}
