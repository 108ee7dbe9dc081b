import { setModeInText } from './mode-text.ts';
import { propose, type Proposed } from './propose.ts';

/** Proposes to start new sessions in Claude Code's mode that asks (`default`). */
export async function proposeAskingMode(file: string): Promise<Proposed> {
  return await propose({
    purpose: 'mode-asks-little',
    file,
    removeEmpty: false,
    summary: () => 'Start new Claude Code sessions in the mode that asks before it acts.',
    edit: (text) => setModeInText(text, 'default'),
  });
}
