import type { JsonObjectNode } from '@croct/json5-parser';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { inform, reasonOf, warn } from '../message';
import { AppFile } from './appFile';
import { editJson5, objectIn, parseJson5, valueOf } from './json5';

/** Where Taro writes packages. */
const PACKAGE_LISTS = ['dependencies', 'devDependencies'] as const;

type Packages = Record<(typeof PACKAGE_LISTS)[number], Record<string, string>>;

/** The `oh-package.json5` of the module that a build is written into. */
export class OhPackage {
  readonly path: string;

  /** @param outputRoot `<projectPath>/<hapName>/src/main/ets` */
  constructor(outputRoot: string) {
    this.path = path.resolve(outputRoot, '../../../oh-package.json5');
  }

  /**
   * Makes the file declare a dependency, or no longer declare it; comments and layout are kept. As with all of the app's
   * own configuration, a file that cannot be changed is said in a warning that names it.
   *
   * @param location where ohpm finds the dependency, `undefined` for no dependency
   */
  declare(name: string, location: string | undefined): void {
    try {
      const file = AppFile.read(this.path);
      if (file === undefined) {
        if (location !== undefined) warn(`${this.path} does not exist: ${advice(name, location)}`);
        return;
      }
      const text = withDependency(file.text, name, location);
      if (text === file.text) return;
      file.write(text);
      inform(`${location === undefined ? 'removed' : 'added'} the dependency ${name} in ${this.path}`);
    } catch (error) {
      warn(`cannot read or change ${this.path}: ${reasonOf(error)}; ${advice(name, location)}`);
    }
  }

  /**
   * Lets Taro write into the file, and gives it back at once the comments and the layout that this takes, unless Taro has changed
   * more of what it says than packages: next, Taro waits for ohpm, and who ends the build meanwhile would have lost them.
   */
  keepLayout<Result>(write: () => Result): Result {
    const text = this.read()?.text;
    const result = write();
    const file = this.read();
    if (text !== undefined && file !== undefined) {
      const said = contentOf(file.text);
      const kept = withPackages(text, said);
      if (isDeepStrictEqual(contentOf(kept), said)) file.write(kept);
    }
    return result;
  }

  private read(): AppFile | undefined {
    try {
      return AppFile.read(this.path);
    } catch {
      return undefined; // declare() has said it
    }
  }
}

/** @throws if the text is not JSON5 or not a package's description */
export function withDependency(text: string, name: string, location: string | undefined): string {
  return editJson5(text, (root) => {
    setDependency(root, 'dependencies', name, location);
  });
}

/** What a package's description says; Taro writes empty lists of dependencies where there are none. */
function contentOf(text: string): Packages {
  return { dependencies: {}, devDependencies: {}, ...parseJson5(text).toJSON() };
}

function withPackages(text: string, said: Packages): string {
  return editJson5(text, (root) => {
    for (const list of PACKAGE_LISTS) {
      for (const [name, location] of Object.entries(said[list])) setDependency(root, list, name, location);
    }
  });
}

function setDependency(root: JsonObjectNode, list: string, name: string, location: string | undefined): void {
  const dependencies = objectIn(root, list);
  if (location === undefined) dependencies?.delete(name);
  else if (dependencies === undefined) root.set(list, { [name]: location });
  else if (valueOf(dependencies, name)?.toJSON() !== location) dependencies.set(name, location);
}

function advice(name: string, location: string | undefined): string {
  return location === undefined
    ? `it must not declare the dependency ${name}`
    : `DevEco needs { "${name}": "${location}" } in its dependencies`;
}
