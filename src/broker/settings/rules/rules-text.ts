import { isJsonObject, type JsonObject, type JsonValue } from '../../../core/json.ts';
import type { RuleBehavior } from '../../../core/rules/placed-rule.ts';
import type { Change } from '../text/change.ts';
import { editText, type Edited } from '../text/edit.ts';
import { isJsonList } from '../text/format.ts';
import type { SettingsDocument, TextFault } from '../text/parse.ts';
import { withMadeContainers } from '../text/remove.ts';
import { shapeFault } from '../text/shape.ts';

/** A text with rules added to it, and which of them were not there before. */
export interface AddedRules {
  readonly edited: Edited;
  readonly added: readonly string[];
}

/**
 * The text of a settings file with rules added to the list of their behavior under `permissions`,
 * each at its end; a rule that is there already isn't added again.
 */
export function addRulesToText(
  text: string,
  behavior: RuleBehavior,
  rules: readonly string[],
): AddedRules {
  const added: string[] = [];
  const edited = editText(text, ({ value }) => {
    const list = rulesIn(value, behavior);
    const fault = shapeFault(value) ?? listFault(list, behavior);
    if (fault !== null) return fault;
    const missing = rules.find((rule) => !list.includes(rule));
    if (missing === undefined) return null;
    added.push(missing);
    return addition(value, behavior, missing);
  });
  return { edited, added };
}

function addition(value: JsonObject, behavior: RuleBehavior, rule: string): Change {
  const permissions = value['permissions'];
  if (!isJsonObject(permissions)) {
    return { kind: 'put', path: ['permissions'], value: { [behavior]: [rule] } };
  }
  const list = permissions[behavior];
  if (!isJsonList(list)) return { kind: 'put', path: ['permissions', behavior], value: [rule] };
  return { kind: 'put', path: ['permissions', behavior, list.length], value: rule };
}

/**
 * The text of a settings file without these rules; the rest of their list stays, and a list or a
 * `permissions` made just for them goes.
 */
export function removeRulesFromText(
  text: string,
  behavior: RuleBehavior,
  rules: readonly string[],
): Edited {
  return editText(text, (document) => removal(document, behavior, rules));
}

function removal(
  { text, root, value }: SettingsDocument,
  behavior: RuleBehavior,
  rules: readonly string[],
): Change | null {
  const index = rulesIn(value, behavior).findIndex(
    (rule) => typeof rule === 'string' && rules.includes(rule),
  );
  if (index === -1) return null;
  const path = withMadeContainers(text, root, ['permissions', behavior, index]);
  return { kind: 'remove', path };
}

function rulesIn(value: JsonObject, behavior: RuleBehavior): readonly JsonValue[] {
  const permissions = value['permissions'];
  const list = isJsonObject(permissions) ? permissions[behavior] : undefined;
  return isJsonList(list) ? list : [];
}

/** Claude Code skips what is no text in a list (measured); a person put it there by mistake. */
function listFault(list: readonly JsonValue[], behavior: RuleBehavior): TextFault | null {
  if (list.every((rule) => typeof rule === 'string')) return null;
  return { kind: 'fault', code: 'wrong-shape', where: `"permissions.${behavior}"` };
}
