import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';

interface Machine {
  state: number;
}

/** The names of the states in the source of a machine, in the order of their numbers. */
export function stateNames(file: string, enumName: string): string[] {
  const text = readFileSync(path.join(repositoryRoot, file), 'utf8');
  const source = ts.createSourceFile(path.basename(file), text, ts.ScriptTarget.Latest, true);
  const states = source.statements.find(
    (each): each is ts.EnumDeclaration => ts.isEnumDeclaration(each) && each.name.text === enumName
  );
  return states?.members.map(({ name }) => name.getText()) ?? [];
}

/** Notes each change of state of all machines of a class that are made from now on, as `From To`; `[*]` is the start. */
export function watchStates(machine: { prototype: object }, names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const states = new WeakMap<object, number>();
  Object.defineProperty(machine.prototype, 'state', {
    get(this: Machine): number | undefined {
      return states.get(this);
    },
    set(this: Machine, next: number): void {
      const previous = states.get(this);
      if (previous !== next) seen.add(`${previous === undefined ? '[*]' : names[previous]} ${names[next]}`);
      states.set(this, next);
    }
  });
  return seen;
}
