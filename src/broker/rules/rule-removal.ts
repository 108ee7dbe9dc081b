import type { AuditEntry } from '../../core/audit/entry.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { RuleRef, RulesView } from '../../core/rules/rules-view.ts';
import type { IsUnsaved } from '../settings/file/edit-file.ts';
import { removeRule, restoreRule, type RemovedRule } from '../settings/rules/remove-rule.ts';

/** Takes rules out of their files, and puts back the last one; each goes on record. */
export interface RuleRemoval {
  remove(rule: RuleRef): Promise<Outcome>;
  restore(): Promise<Outcome>;
}

/** Puts an entry on record: once it resolves, it is on disk; it rejects where it could not be. */
type Append = (entry: AuditEntry) => Promise<void>;

/** What it needs. */
export interface RuleRemovalOptions {
  /** The files of this window: no other is touched. */
  readonly view: () => RulesView;
  /** The record, while this window holds it; null while it does not. */
  readonly record: () => Append | null;
  /** How a person knows this window. */
  readonly windowName: string;
  readonly isUnsaved: IsUnsaved;
  /** A file was changed; resolves once that shows. */
  readonly onChanged: () => Promise<void>;
}

/** Makes the removal of one window; nothing was removed yet. */
export function createRuleRemoval(options: RuleRemovalOptions): RuleRemoval {
  const { view, record, windowName: window, isUnsaved, onChanged } = options;
  let last: RemovedRule | null = null;

  async function remove(rule: RuleRef, append: Append): Promise<Outcome> {
    const notOurs = whyNotOurs(view(), rule.file);
    if (notOurs !== null) return refused('settings-left-alone', notOurs);
    const result = await removeRule(rule, isUnsaved);
    if (result.kind === 'problem') return refused('settings-left-alone', result.message);
    if (result.kind === 'already-gone')
      return refused('rule-not-saved', 'The rule was gone already.');
    const { removed } = result;
    if (!(await isRecorded(append, { kind: 'rule-removed', window, rule: markOf(removed) }))) {
      const back = await restoreRule(removed, isUnsaved);
      const left = back.kind === 'problem' ? ` The rule is out all the same: ${back.message}` : '';
      return refused('not-recorded', `${NOT_RECORDED}${left}`);
    }
    last = removed;
    return { kind: 'done', note: 'The rule was taken out.' };
  }

  async function restore(removed: RemovedRule, append: Append): Promise<Outcome> {
    const result = await restoreRule(removed, isUnsaved);
    if (result.kind === 'problem') return refused('settings-left-alone', result.message);
    if (result.kind === 'already-there') {
      last = null;
      return { kind: 'done', note: 'The rule is there already.' };
    }
    if (!(await isRecorded(append, { kind: 'rule-restored', window, rule: markOf(removed) }))) {
      const out = await removeRule(removed, isUnsaved);
      const left = out.kind === 'problem' ? ` The rule is back all the same: ${out.message}` : '';
      return refused('not-recorded', `${NOT_RECORDED}${left}`);
    }
    last = null;
    return { kind: 'done', note: 'The rule is back.' };
  }

  /** Lets a change happen where it can go on record, and waits until it shows. */
  async function onRecord(change: (append: Append) => Promise<Outcome>): Promise<Outcome> {
    const append = record();
    if (append === null) return refused('not-the-desk', NOT_HERE);
    const outcome = await change(append);
    await onChanged();
    return outcome;
  }

  return {
    remove: (rule) => onRecord((append) => remove(rule, append)),
    async restore() {
      const removed = last;
      if (removed === null) return refused('rule-not-saved', 'No rule was removed here.');
      return onRecord((append) => restore(removed, append));
    },
  };
}

const NOT_RECORDED =
  'This could not be written to the record, so nothing was changed. Free some disk space, then try again.';

const NOT_HERE =
  'What changes a rule goes on record, and this window doesn’t have the desk that keeps it. Remove and restore rules in the window that has it, or take the desk over.';

/** A failure is logged and told by the record itself. */
async function isRecorded(append: Append, entry: AuditEntry): Promise<boolean> {
  try {
    await append(entry);
    return true;
  } catch {
    return false;
  }
}

function markOf({ file, behavior, text }: RuleRef) {
  return { file, behavior, rules: [text] } as const;
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
