import { JsonArrayNode, JsonObjectNode, JsonParser, type JsonValueNode } from '@croct/json5-parser';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Edits a JSON5 text; comments and layout stay.
 *
 * @param edit changes the root object
 * @throws if the text is not JSON5 or holds no object
 */
export function editJson5(text: string, edit: (root: JsonObjectNode) => void): string {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const root = parseJson5(text);
  const before = root.toString();
  edit(root);
  const after = root.toString();
  return after === before ? text : mark + after;
}

/** @throws if the text is not JSON5 or holds no object */
export function parseJson5(text: string): JsonObjectNode {
  return JsonParser.parse(text.replace(BYTE_ORDER_MARK, ''), JsonObjectNode);
}

/** The value of a key; the last one if there are several, as for every reader of JSON5. */
export function valueOf(object: JsonObjectNode, key: string): JsonValueNode | undefined {
  return object.properties.filter((property) => property.key.toJSON() === key).at(-1)?.value;
}

/** The object behind a key, `undefined` if there is no such key. @throws if it is something else */
export function objectIn(object: JsonObjectNode, key: string): JsonObjectNode | undefined {
  const value = valueOf(object, key);
  if (value === undefined || value instanceof JsonObjectNode) return value;
  throw new Error(`its "${key}" is no object`);
}

/** The list behind a key, `undefined` if there is no such key. @throws if it is something else */
export function listIn(object: JsonObjectNode, key: string): JsonArrayNode | undefined {
  const value = valueOf(object, key);
  if (value === undefined || value instanceof JsonArrayNode) return value;
  throw new Error(`its "${key}" is no list`);
}
