import { invalidArgType } from '../shared/errors.ts';
import { validateFunction } from '../shared/validators.ts';

interface Constructor {
  prototype?: object;
}

/**
 * Node's `util.inherits`: links the prototypes and leaves what they have. The one for browsers makes a new prototype, in
 * which the methods that are there already are lost, and which a class cannot get at all.
 */
export default function inherits(constructor: Constructor, parent: Constructor): void {
  validateFunction(constructor, 'ctor');
  validateFunction(parent, 'superCtor');
  if (parent.prototype === undefined) throw invalidArgType('superCtor.prototype', 'Object', parent.prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}
