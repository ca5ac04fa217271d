import { JsonArrayNode, type JsonNode, JsonObjectNode, JsonParser, JsonValueNode } from '@croct/json5-parser';
import { readTextFile } from '../textFile';

type Key = string | number;

/** A JSON5 file of a project: its values, and the lines where they stand. */
export class Json5File {
  private constructor(
    readonly path: string,
    private readonly root: JsonNode
  ) {}

  /**
   * @returns `undefined` if there is no such file
   * @throws if it is not JSON5
   */
  static read(path: string): Json5File | undefined {
    const text = readTextFile(path);
    return text === undefined ? undefined : new Json5File(path, JsonParser.parse(text));
  }

  /** The text at a place; `undefined` if there is none or something else. */
  text(...keys: Key[]): string | undefined {
    const value = this.value(keys);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether the value at a place is `true`. */
  isTrue(...keys: Key[]): boolean {
    return this.value(keys) === true;
  }

  has(...keys: Key[]): boolean {
    return this.node(keys) !== undefined;
  }

  /** How many elements the list at a place has; 0 if there is no list. */
  count(...keys: Key[]): number {
    const node = this.node(keys);
    return node instanceof JsonArrayNode ? node.elements.length : 0;
  }

  /** The line of a place, counted from 1; `undefined` if there is no such place. */
  line(...keys: Key[]): number | undefined {
    return this.node(keys)?.location.start.line;
  }

  private value(keys: readonly Key[]): unknown {
    const node = this.node(keys);
    return node instanceof JsonValueNode ? node.toJSON() : undefined;
  }

  private node(keys: readonly Key[]): JsonNode | undefined {
    return keys.reduce<JsonNode | undefined>((node, key) => {
      if (node instanceof JsonArrayNode && typeof key === 'number') return node.elements[key];
      return node instanceof JsonObjectNode && node.has(String(key)) ? node.get(String(key)) : undefined;
    }, this.root);
  }
}
