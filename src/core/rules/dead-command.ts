/** Why no command can match the content of a Bash rule; null where one may (all measured). */
export function deadCommand(content: string): string | null {
  if (content.endsWith(':*')) {
    const beginning = content.slice(0, -2);
    return beginning === '' || /\s$/.test(beginning)
      ? 'A “:*” right after a blank ends no word, so no command begins like that: write * alone.'
      : null;
  }
  if (content.includes('*')) return deadPattern(content);
  return content === content.trim()
    ? null
    : 'Commands are compared without blanks around them: take them away.';
}

/** A pattern is compared with one simple command at a time, so it never meets what joins them. */
function deadPattern(content: string): string | null {
  const bare = content.replace(/\\.|"[^"]*"|'[^']*'/gs, '');
  const joint = /&&|\|\||[;|\n]/.exec(bare)?.[0];
  return joint === undefined || /["'`$(]/.test(bare)
    ? null
    : `Each command is compared by itself, so no pattern with ${JSON.stringify(joint)} in it can match: write one rule for each part.`;
}
