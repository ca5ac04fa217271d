import { JsonArrayNode, JsonObjectNode, type JsonValueNode } from '@croct/json5-parser';
import { readIfPresent } from '../outputFile';
import { parseJson5, valueOf } from '../project/json5';

type Key = string | number;

/** A JSON5 file of a project: its values, and the lines where they stand. */
export class Json5File {
  private constructor(
    readonly path: string,
    private readonly root: JsonObjectNode
  ) {}

  /**
   * @returns `undefined` if there is no such file
   * @throws if it is not JSON5 or no object
   */
  static read(path: string): Json5File | undefined {
    const text = readIfPresent(path)?.toString();
    return text === undefined ? undefined : new Json5File(path, parseJson5(text));
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
    return this.node(keys)?.toJSON();
  }

  private node(keys: readonly Key[]): JsonValueNode | undefined {
    return keys.reduce<JsonValueNode | undefined>((node, key) => {
      if (node instanceof JsonArrayNode && typeof key === 'number') return node.elements[key];
      return node instanceof JsonObjectNode ? valueOf(node, String(key)) : undefined;
    }, this.root);
  }
}
