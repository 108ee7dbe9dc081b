import type { RuleDraft, RulePreview } from '../../../src/core/rules/preview.ts';
import type { AlwaysMode, Previewing } from '../state/card-ui.ts';
import type { OpenItem } from '../state/view.ts';

/** The workbench of one card, as its pieces draw it. */
export interface Bench {
  readonly item: OpenItem;
  readonly mode: AlwaysMode;
  /** The rules as they stand now. */
  readonly draft: RuleDraft;
  readonly asked: Previewing | null;
  /** What was answered about just this draft; null until it was. */
  readonly preview: RulePreview | null;
  /** The newest answer there is, be it of an older draft. */
  readonly last: RulePreview | null;
  readonly change: (mode: AlwaysMode) => void;
}
