import { refused, type Outcome } from '../../core/request/item.ts';
import type { RuleRef, RulesView } from '../../core/rules/rules-view.ts';
import type { IsUnsaved } from '../settings/file/edit-file.ts';
import { removeRule, restoreRule, type RemovedRule } from '../settings/rules/remove-rule.ts';

/** Takes rules out of their files, and puts back the last one. */
export interface RuleRemoval {
  remove(rule: RuleRef): Promise<Outcome>;
  restore(): Promise<Outcome>;
}

/** What it needs. */
export interface RuleRemovalOptions {
  /** The files of this window: no other is touched. */
  readonly view: () => RulesView;
  readonly isUnsaved: IsUnsaved;
  /** A file was changed; resolves once that shows. */
  readonly onChanged: () => Promise<void>;
}

/** Makes the removal of one window; nothing was removed yet. */
export function createRuleRemoval(options: RuleRemovalOptions): RuleRemoval {
  const { view, isUnsaved, onChanged } = options;
  let last: RemovedRule | null = null;

  return {
    async remove(rule) {
      const notOurs = whyNotOurs(view(), rule.file);
      if (notOurs !== null) return refused('settings-left-alone', notOurs);
      const result = await removeRule(rule, isUnsaved);
      if (result.kind === 'problem') return refused('settings-left-alone', result.message);
      if (result.kind === 'removed') last = result.removed;
      await onChanged();
      return result.kind === 'removed'
        ? { kind: 'done', note: 'The rule was taken out.' }
        : refused('rule-not-saved', 'The rule was gone already.');
    },
    async restore() {
      if (last === null) return refused('rule-not-saved', 'No rule was removed here.');
      const result = await restoreRule(last, isUnsaved);
      if (result.kind === 'problem') return refused('settings-left-alone', result.message);
      last = null;
      await onChanged();
      return {
        kind: 'done',
        note: result.kind === 'restored' ? 'The rule is back.' : 'The rule is there already.',
      };
    },
  };
}

function whyNotOurs({ files }: RulesView, file: string): string | null {
  const found = files.find((one) => one.file === file);
  switch (found?.scope) {
    case 'managed':
      return `${file} holds your organisation’s rules. Ask whoever looks after this machine.`;
    case 'command-line':
      return `${file} was given to Claude Code when it was started. Edit it by hand.`;
    case 'local':
    case 'project':
    case 'user':
      return null;
    case undefined:
      return `${file} is none of the settings files of this window.`;
  }
}
