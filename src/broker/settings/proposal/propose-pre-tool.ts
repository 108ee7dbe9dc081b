import type { WantedHooks } from '../hook/hook-entry.ts';
import { fitPreToolInText } from '../hook/hook-text.ts';
import { propose, type Proposed } from './propose.ts';

/** What happens without us while the entry stands, in words that follow what the entry does. */
const WITHOUT_DESK = {
  open: 'While VS Code is closed, it goes on and says at each call that nobody answered.',
  blocking:
    'While VS Code is closed, every call is blocked (by Claude Code 2.1.295 and later; an older one goes on).',
} as const;

/** What the entry on PreToolUse does, in words for the person. */
export function preToolWords(preTool: 'open' | 'blocking'): string {
  return `Claude Code then asks here before each call. ${WITHOUT_DESK[preTool]}`;
}

/** Proposes to add, change or take out the entry on PreToolUse, as it is wanted. */
export async function proposePreTool(
  file: string,
  wanted: WantedHooks,
  purpose: string,
): Promise<Proposed> {
  const { preTool } = wanted;
  return await propose({
    purpose,
    file,
    removeEmpty: true,
    summary: () =>
      preTool === 'open' || preTool === 'blocking'
        ? `Set the entry that puts each call before Countersign. ${preToolWords(preTool)}`
        : 'Take out the entry that has Claude Code ask before each call.',
    edit: (text) => fitPreToolInText(text, wanted),
  });
}
