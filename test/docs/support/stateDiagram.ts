/** A state diagram of Mermaid. */
export interface StateDiagram {
  states: string[];
  /** As `From To`; `[*]` is the start, or the end. */
  transitions: string[];
}

const TRANSITION = /^(\w+|\[\*\]) --> (\w+|\[\*\])(?:\s*: [^;:]+)?$/;
const DESCRIPTION = /^\w+ ?: [^;:]+$/;
const DIRECTION = /^direction (?:TB|BT|LR|RL)$/;

/**
 * Reads the few forms of state diagrams that the documentation uses, strictly: Mermaid itself needs a browser.
 *
 * @throws on any other line
 */
export function readStateDiagram(text: string): StateDiagram {
  const [first, ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%'));
  if (first !== 'stateDiagram-v2') throw new Error(`is no state diagram: ${first ?? 'empty'}`);
  const states = new Set<string>();
  const transitions: string[] = [];
  for (const line of lines) {
    const [, from, to] = TRANSITION.exec(line) ?? [];
    if (from !== undefined && to !== undefined) {
      [from, to].filter((state) => state !== '[*]').forEach((state) => states.add(state));
      transitions.push(`${from} ${to}`);
    } else if (!DESCRIPTION.test(line) && !DIRECTION.test(line)) {
      throw new Error(`is not understood: ${line}`);
    }
  }
  return { states: [...states], transitions };
}
