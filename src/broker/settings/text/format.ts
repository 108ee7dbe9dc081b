import { isJsonObject, type JsonValue } from '../../../core/json.ts';
import type { Style } from './layout.ts';

/**
 * A value as it is written into a document.
 * @param indent The indentation of the line the value begins in, to spread it over lines as the
 *   document does; null to keep it within one line.
 */
export function formatValue(value: JsonValue, style: Style, indent: string | null): string {
  if (indent === null) return inOneLine(value, style.gap);
  return JSON.stringify(value, null, style.unit).replaceAll('\n', style.eol + indent);
}

function inOneLine(value: JsonValue, gap: string): string {
  if (isJsonList(value)) return `[${value.map((item) => inOneLine(item, gap)).join(`,${gap}`)}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${gap}${inOneLine(item, gap)}`,
  );
  return `{${members.join(`,${gap}`)}}`;
}

/** Whether a JSON value is a list. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
