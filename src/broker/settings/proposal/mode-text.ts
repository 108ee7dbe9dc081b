import { isJsonObject } from '../../../core/json.ts';
import { editText, type Edited } from '../text/edit.ts';
import { shapeFault } from '../text/shape.ts';

/** The text of a settings file with `permissions.defaultMode` set: the mode new sessions start in. */
export function setModeInText(text: string, mode: string): Edited {
  return editText(text, ({ value }) => {
    const fault = shapeFault(value);
    if (fault !== null) return fault;
    const permissions = value['permissions'];
    if (!isJsonObject(permissions)) {
      return { kind: 'put', path: ['permissions'], value: { defaultMode: mode } };
    }
    if (permissions['defaultMode'] === mode) return null;
    return { kind: 'put', path: ['permissions', 'defaultMode'], value: mode };
  });
}
