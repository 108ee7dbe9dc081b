import type { Redirection, Word } from 'unbash';
import { readWord } from './read-word.ts';
import type { Redirect } from './simple-command.ts';

/**
 * A parsed redirection.
 * @returns null where its target is missing: the parser says so among its errors too.
 */
export function readRedirect(redirection: Redirection): Redirect | null {
  switch (redirection.type) {
    case 'HereDoc':
      return {
        kind: 'heredoc',
        operator: redirection.operator,
        quoted: redirection.delimiter?.quoted ?? false,
        body: redirection.body.text,
      };
    case 'HereString':
      if (redirection.target === undefined) return null;
      return { kind: 'text', operator: '<<<', target: readWord(redirection.target) };
    case 'Redirect': {
      const { operator, target } = redirection;
      if (target === undefined) return null;
      const word = readWord(target);
      if (isDuplication(operator, target)) return { kind: 'descriptor', operator, target: word };
      const access = operator === '<' || operator === '<&' ? 'read' : 'write';
      return { kind: 'file', operator, target: word, access };
    }
  }
}

/** `>&2`, `2>&-`; with a name behind it `>&` opens a file (Bash manual, 3.6.4 and 3.6.8). */
function isDuplication(operator: string, target: Word): boolean {
  return (operator === '>&' || operator === '<&') && /^(\d+-?|-)$/.test(target.text);
}
