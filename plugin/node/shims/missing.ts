/** What may be done with any of a module's members before it is used: called, built, or extended. */
class Member {}

/**
 * Stands in for a module of Node, or for a member of one, that HarmonyOS has no counterpart for. Packages may import it,
 * take members of it and extend its classes; whoever calls one is told what is missing.
 *
 * @param name such as `tls`; a member's is `tls.connect`
 * @param present the members that there are
 */
export function missing(name: string, present: object = {}): object {
  return missingMember(name, Object.keys(present), present);
}

/** @param known what there is of the module */
function missingMember(name: string, known: readonly string[], present: object): object {
  const refuse = (): never => {
    const [module = name] = name.split('.');
    throw new Error(
      known.length > 0
        ? `${name}() is not there: of Node's ${module} module taro-harmony-socket has ${known.join(', ')}`
        : `${name}() is not there: taro-harmony-socket has nothing for ${module} on HarmonyOS`
    );
  };
  return new Proxy(Member, {
    get(target, key, receiver): unknown {
      if (Reflect.has(present, key)) return Reflect.get(present, key);
      // Symbols, and what tells modules and promises from other objects.
      if (typeof key === 'symbol' || key === 'then' || key === '__esModule') return undefined;
      if (key === 'default') return receiver;
      return key in target ? Reflect.get(target, key) : missingMember(`${name}.${key}`, known, {});
    },
    has: (target, key) => Reflect.has(present, key) || Reflect.has(target, key),
    // What there is can be listed and copied, as TypeScript's `import * as` does.
    ownKeys: (target) => [...new Set([...Reflect.ownKeys(target), ...Reflect.ownKeys(present)])],
    getOwnPropertyDescriptor: (target, key) => {
      const own = Reflect.getOwnPropertyDescriptor(present, key);
      return own === undefined
        ? Reflect.getOwnPropertyDescriptor(target, key)
        : { ...own, configurable: true };
    },
    // What an app or a test puts in the place of a member counts from then on, as in Node.
    set: (_target, key, value) => Reflect.set(present, key, value),
    apply: refuse,
    construct: refuse
  });
}
