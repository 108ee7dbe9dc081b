/** What the names of skills have to begin with; null where a rule names just one. */
export function skillBeginning(content: string): string | null {
  return /[ :]\*$/.test(content) ? bareSkill(content.slice(0, -2)) : null;
}

/** A skill's name as rules see it. */
export function bareSkill(name: string): string {
  return name.replace(/^\//, '');
}
