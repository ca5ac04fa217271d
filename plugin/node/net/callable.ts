/** A class that may be called without `new`, as Node's `net.Socket` and `net.Server`. */
export type Callable<Class extends abstract new (...args: never[]) => object> = Class &
  ((...args: ConstructorParameters<Class>) => InstanceType<Class>);

export function callable<Class extends new (...args: never[]) => object>(target: Class): Callable<Class> {
  const wrapped = new Proxy(target, {
    apply: (made, _receiver, args: ConstructorParameters<Class>): unknown => Reflect.construct(made, args)
  }) as Callable<Class>;
  Object.defineProperty(target.prototype, 'constructor', {
    value: wrapped,
    writable: true,
    configurable: true
  });
  return wrapped;
}
