// What packages for Node take for granted of the engine, and that of HarmonyOS has not or has otherwise (measured with the one of 5.0.0,
// built from its sources): Error.captureStackTrace of V8, what stands in ECMAScript's annex B, the source of patterns, and `unref()` of timers.

type Accessor = 'get' | 'set';
/** What `__defineGetter__` and the others are called on. */
type Owner = Record<PropertyKey, unknown>;

function install(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

function definer(accessor: Accessor): (this: Owner, key: PropertyKey, call: () => unknown) => void {
  return function (key, call) {
    Object.defineProperty(this, key, { [accessor]: call, enumerable: true, configurable: true });
  };
}

function findProperty(owner: object | null, key: PropertyKey): PropertyDescriptor | undefined {
  if (owner === null) return undefined;
  return (
    Object.getOwnPropertyDescriptor(owner, key) ??
    findProperty(Object.getPrototypeOf(owner) as object | null, key)
  );
}

function finder(accessor: Accessor): (this: Owner, key: PropertyKey) => unknown {
  return function (key) {
    return (findProperty(this, key) as Partial<Record<Accessor, unknown>> | undefined)?.[accessor];
  };
}

install(Object.prototype, '__defineGetter__', definer('get'));
install(Object.prototype, '__defineSetter__', definer('set'));
install(Object.prototype, '__lookupGetter__', finder('get'));
install(Object.prototype, '__lookupSetter__', finder('set'));
install(Error, 'captureStackTrace', (target: object) => {
  Object.defineProperty(target, 'stack', { value: new Error().stack, writable: true, configurable: true });
});
install(Date.prototype, 'toGMTString', function (this: Date) {
  return this.toUTCString();
});
// Timers are numbers there, and keep no app from ending.
for (const name of ['ref', 'unref'])
  install(Number.prototype, name, function (this: number) {
    return this;
  });

// Before OpenHarmony 5.1.0 each slash comes with a backslash more, the ones of /a\/b/, too.
const { get: source } = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source') as { get: () => string };
if (/\//.source.length > 2) {
  Object.defineProperty(RegExp.prototype, 'source', {
    get(this: RegExp) {
      return source.call(this).replace(/\\\//g, '/');
    },
    configurable: true
  });
}

export {};
