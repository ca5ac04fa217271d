const LONGEST_SHOWN = 28;
const CUT_TO = 25;

function describeText(text: string): string {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, CUT_TO)}...` : text;
  return `type string (${shown.includes("'") ? JSON.stringify(shown) : `'${shown}'`})`;
}

function describeObject(value: object): string {
  const creator: unknown = Reflect.get(value, 'constructor');
  const name: unknown = typeof creator === 'function' ? creator.name : undefined;
  return typeof name === 'string' ? `an instance of ${name}` : '[Object: null prototype]';
}

/** What an argument was, in the words of Node's errors: `type string ('abc')`, `an instance of Map`. */
export function describeReceived(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `type bigint (${value}n)`;
    case 'number':
      return `type number (${Object.is(value, -0) ? '-0' : value})`;
    case 'boolean':
    case 'symbol':
      return `type ${typeof value} (${String(value)})`;
    case 'function':
      return `function ${value.name}`;
    case 'string':
      return describeText(value);
    case 'object':
      return value === null ? 'null' : describeObject(value);
  }
}
