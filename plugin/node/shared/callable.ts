type Constructor = new (...args: never[]) => object;

/** A class that may be called without `new`, as Node's `net.Socket` and `net.Server`. */
export type Callable<Class extends Constructor> = Class &
  ((...args: ConstructorParameters<Class>) => InstanceType<Class>);

/** By what stands in for `new.target`: the object that an old-style subclass has made already. */
const receivers = new WeakMap<object, object>();

/**
 * A class of a module of streams or events, to be extended by a {@link callable} one: where that is called as
 * `Socket.call(this)`, all of its fields, private ones too, become those of the caller's object.
 *
 * @param base has to be a function that may be called, as Node's own `EventEmitter` and streams
 */
export function adoptable<Base extends new (...args: never[]) => object>(base: Base): Base {
  function Root(this: object, ...args: unknown[]): object {
    const made = receivers.get(new.target) ?? this;
    Reflect.apply(base as unknown as (...args: unknown[]) => unknown, made, args);
    return made;
  }
  Object.setPrototypeOf(Root, base);
  Root.prototype = base.prototype as object;
  return Root as unknown as Base;
}

/** @param target its root has to be {@link adoptable} */
export function callable<Class extends Constructor>(target: Class): Callable<Class> {
  const construct = (made: Class, receiver: unknown, args: ConstructorParameters<Class>): object => {
    if (!(receiver instanceof made)) return Reflect.construct<never[], object>(made, args);
    const stand = function () {} as unknown as Class;
    // Classes that Babel has lowered, as those of apps are, know no `new.target`: they ask the prototype for its constructor.
    const prototype = Object.create(target.prototype as object, { constructor: { value: stand } }) as object;
    Object.assign(stand, { prototype });
    receivers.set(stand, receiver);
    return Reflect.construct<never[], object>(made, args, stand);
  };
  const wrapped = new Proxy(target, { apply: construct }) as Callable<Class>;
  Object.defineProperty(target.prototype, 'constructor', {
    value: wrapped,
    writable: true,
    configurable: true
  });
  return wrapped;
}
