import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';

/** What the stand-in for `$r` returns: the resource's own text, as an English device shows it. */
export interface HostResource {
  readonly shown: string;
}

const STRINGS = path.join(repositoryRoot, 'entry/src/main/resources/base/element/string.json');

const { string } = JSON.parse(readFileSync(STRINGS, 'utf8')) as { string: { name: string; value: string }[] };
const texts = new Map(string.map(({ name, value }) => [`app.string.${name}`, value]));

/** Who wants to know when a traced property has changed, as the UI does. */
const observers = new Set<() => void>();

/** Stands in for the decorator: the property tells the observers of each change. */
function Trace(prototype: object, name: string | symbol): void {
  const values = new WeakMap<object, unknown>();
  Object.defineProperty(prototype, name, {
    get(this: object): unknown {
      return values.get(this);
    },
    set(this: object, value: unknown) {
      values.set(this, value);
      for (const observer of observers) observer();
    }
  });
}

function findResource(name: string, ...params: (string | number)[]): HostResource {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`${name} is not in ${STRINGS}`);
  const shown = text.replaceAll(/%(?:(\d)\$)?([ds])/g, (placeholder, place: string | undefined, kind) => {
    const param = place === undefined ? params.shift() : params[Number(place) - 1];
    if (param === undefined || (kind === 'd' && typeof param !== 'number'))
      throw new Error(`${name}: ${placeholder} got ${String(param)}`);
    return String(param);
  });
  return { shown };
}

Object.assign(globalThis, { ObservedV2: (): void => undefined, Trace, $r: findResource });

/** Milliseconds until a wait fails. */
const LIMIT = 600_000;

/**
 * Waits as the UI does: `holds` is asked again when a traced property has changed, and only then. So what a test waits
 * for is also what a page would show.
 */
export async function shows(what: string, holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(limit);
      observers.delete(observer);
      settle();
    };
    const observer = (): void => {
      if (holds()) end(resolve);
    };
    const limit = setTimeout(() => {
      end(() => {
        reject(new Error(`the page did not show ${what} within ${LIMIT} ms`));
      });
    }, LIMIT);
    observers.add(observer);
  });
}

/** The English text of a resource, as a page would show it; undefined if there is none. */
export function textOf(resource: unknown): string | undefined {
  return resource === undefined ? undefined : (resource as HostResource).shown;
}
