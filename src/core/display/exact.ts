import type { Request } from '../request/request.ts';
import { isAtLeast } from '../risk/tier.ts';

/** The longest text that is still taken in at a glance, in characters: two or three lines. */
const LONGEST = 100;

/**
 * Whether a notification shows a text exactly as it is. Only one line of plain ASCII surely does: a
 * notification folds spaces and line ends together, the editor's makes links of `[words](address)`,
 * and hidden or look-alike characters would stand there without a mark.
 */
export function isExactInNotification(text: string): boolean {
  return (
    text.length <= LONGEST && /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text) && !text.includes('](')
  );
}

/**
 * Whether a request can be allowed from a notification, the editor's or a device's: all of it stands
 * there, it is not risky, and one person's answer is enough. Anything else has to be read first.
 */
export function isApprovable(request: Request): boolean {
  const { judgement, requires } = request;
  return exactText(request) !== null && !isAtLeast(judgement.tier, 'high') && requires.length === 0;
}

/**
 * The text that says all of a request, where a notification shows it exactly. The description of a
 * command is left out: it is the agent's own comment and changes nothing about what runs.
 * @returns null where no such text says all of it
 */
export function exactText(request: Request): string | null {
  const text = wholeText(request);
  if (text === null || !isExactInNotification(text)) return null;
  return Object.keys(request.rest).length === 0 ? text : null;
}

/** The name of the folder a request's call would run in; null where a notification could not show it. */
export function folderName({ cwd }: Pick<Request, 'cwd'>): string | null {
  const name = cwd
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .at(-1);
  return name !== undefined && isExactInNotification(name) ? name : null;
}

function wholeText({ subject, tool }: Request): string | null {
  switch (subject.kind) {
    case 'command':
      return subject.command;
    case 'read':
      return subject.path;
    case 'fetch':
      return subject.prompt === null ? subject.url : null;
    case 'mcp':
      return `${subject.server}: ${subject.tool}`;
    case 'other':
      return tool;
    case 'edit':
    case 'write':
    case 'question':
    case 'plan':
      return null;
  }
}
