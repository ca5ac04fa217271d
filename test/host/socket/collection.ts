import { traits } from './release.ts';

interface Collectable {
  collect(): void;
}

const registry = new FinalizationRegistry<Collectable>((core) => core.collect());

/**
 * Ties the life of a native object to that of its JS object: what nobody refers to is collected and closed
 * (docs/native-module.md, section 1).
 *
 * @param pinName the class, when the newest instance is kept alive by globalThis
 */
export function watchForCollection(object: object, core: Collectable, pinName: string | undefined): void {
  registry.register(object, core);
  if (pinName !== undefined && traits.newestInstanceIsPinned) {
    Reflect.set(globalThis, `${pinName}EVENT_MANAGER`, object);
  }
}
