import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { inherits } from 'node:util';
import { adoptable, callable } from '../../../plugin/node/shared/callable.ts';

type Class = new (...args: never[]) => object;

test('a class that Babel has lowered is called without new by old-style subclasses, too', () => {
  // As Babel's helper for `super()` does: by the constructor of the prototype, and not by new.target.
  function Lowered(this: object): object {
    const { constructor } = Object.getPrototypeOf(this) as { constructor: Class };
    const self = Reflect.construct<never[], { listening?: boolean }>(
      Object.getPrototypeOf(Lowered) as Class,
      [],
      constructor
    );
    self.listening = false;
    return self;
  }
  const base = adoptable(EventEmitter);
  Object.setPrototypeOf(Lowered, base);
  Lowered.prototype = Object.create(base.prototype, {
    constructor: { value: Lowered, configurable: true }
  }) as object;
  const Server = callable(Lowered as unknown as Class);
  function Old(this: object): void {
    Reflect.apply(Server, this, []);
  }
  inherits(Old, Server);
  const old = Reflect.construct(Old, []) as { listening?: boolean; constructor: unknown };
  assert.equal(old.listening, false);
  assert.equal(old.constructor, Old);
  assert.ok(new Server() instanceof Server);
});
