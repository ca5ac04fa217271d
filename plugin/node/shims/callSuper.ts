type Class = abstract new (...args: never[]) => object;

/**
 * Takes the place of Babel's helper for `super()` in packages for Node: Babel's takes the class that is made from the
 * prototype's member `constructor`, which is another one where a class has been given all members of another (`ioredis`).
 */
function callSuper(self: object, derived: Class, args?: ArrayLike<unknown>): object {
  const prototype = Object.getPrototypeOf(self) as { constructor: Class };
  const made = prototype.constructor;
  const target = made.prototype === prototype ? made : Object.assign(function () {}, { prototype });
  return Reflect.construct(Object.getPrototypeOf(derived) as () => void, args ?? [], target) as object;
}

/** Babel's code asks for the member `default` of what it requires, too. */
export default Object.assign(callSuper, { __esModule: true, default: callSuper });
