// The package's own typings are not among its exports.
declare module 'estree-walker' {
  import type { Node } from 'estree';

  /** Visits a node and all that is below it. */
  export function walk(node: Node, visitor: { enter: (node: Node) => void }): void;
}
