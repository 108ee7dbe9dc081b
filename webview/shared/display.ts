import type { Request } from '../../src/core/request/request.ts';
import { baseName } from './format.ts';

/** A stretch of text, and whether it stands for characters that would not be seen. */
export interface TextPart {
  readonly text: string;
  readonly hidden: boolean;
}

const HIDDEN =
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff])/u;

/** Text with its hidden characters spelled out. */
export function visibleText(text: string): readonly TextPart[] {
  return text
    .split(HIDDEN)
    .map((part, index) =>
      index % 2 === 0
        ? { text: part, hidden: false }
        : {
            text: `U+${(part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
            hidden: true,
          },
    )
    .filter((part) => part.text !== '');
}

/** What a request wants, in plain words. */
export function requestTitle(request: Request): string {
  const { subject } = request;
  switch (subject.kind) {
    case 'command':
      return `Run ${subject.command.trim().split(/\s+/u)[0] ?? 'a command'}`;
    case 'edit':
      return `Edit ${baseName(subject.path)}`;
    case 'write':
      return `Write ${baseName(subject.path)}`;
    case 'read':
      return `Read ${baseName(subject.path)}`;
    case 'fetch':
      return 'Fetch a page';
    case 'mcp':
      return `Use ${subject.tool} of ${subject.server}`;
    case 'question':
      return subject.questions.length === 1
        ? 'Claude Code asks you'
        : `Claude Code asks you ${subject.questions.length} things`;
    case 'plan':
      return 'Start on this plan';
    case 'other':
      return `Use ${request.tool}`;
  }
}
