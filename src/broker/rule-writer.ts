import type { SavedRule } from '../core/request/decision.ts';
import type { RuleWriter } from '../core/request/ports.ts';
import { settingsFiles } from './settings/locate.ts';
import { saveRules, type RuleUndo } from './settings/rules/save-rules.ts';
import { undoRules } from './settings/rules/undo-rules.ts';

/** What writing rules needs from outside. */
export interface RuleWriterOptions {
  readonly claudeDir: string;
  readonly isUnsaved: (path: string) => boolean;
}

/**
 * Writes rules into Claude Code's settings files. As long as the desk lives it can restore the very
 * bytes from before; after that, an undo takes out just the rules.
 */
export function settingsRuleWriter({ claudeDir, isUnsaved }: RuleWriterOptions): RuleWriter {
  const undos = new Map<string, RuleUndo>();
  const keyOf = ({ file, behavior, rules }: SavedRule): string =>
    [file, behavior, ...rules].join('\n');

  return {
    async save({ folder }, behavior, { destination, rules }) {
      const file = settingsFiles({ folder, claudeDir })[destination];
      const result = await saveRules({ file, behavior, rules, isUnsaved });
      switch (result.kind) {
        case 'saved': {
          const saved = { file, behavior, rules: result.undo.rules, undone: false };
          undos.set(keyOf(saved), result.undo);
          return { kind: 'saved', saved };
        }
        case 'already-there':
          return { kind: 'already-there' };
        case 'problem':
          return { kind: 'refused', message: result.message };
      }
    },
    async undo(saved) {
      const { file, behavior, rules } = saved;
      const undo = undos.get(keyOf(saved)) ?? { file, behavior, rules, exact: null };
      const result = await undoRules(undo, isUnsaved);
      if (result.kind === 'problem') return { kind: 'refused', message: result.message };
      undos.delete(keyOf(saved));
      return { kind: 'undone' };
    },
  };
}
