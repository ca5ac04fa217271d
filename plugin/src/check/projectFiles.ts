import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathBelow, withSlashes } from '../outputPath';
import { type CodeFile, parseCode } from './codeFile';

/** Files are looked for in this order when an import has no extension; declarations come last: they hold no code. */
const EXTENSIONS = ['.ets', '.ts', '.js', '.mjs', '.cjs', '.d.ets', '.d.ts'];
const COMPLETIONS = ['', ...EXTENSIONS, ...EXTENSIONS.map((extension) => `/index${extension}`)];

/**
 * The files of a project as DevEco sees them, on every system: with the case of their names, which Windows and macOS do
 * not mind. Each folder and each file is read once.
 */
export class ProjectFiles {
  private readonly folders = new Map<string, ReadonlySet<string>>();
  private readonly codes = new Map<string, CodeFile>();

  /** @param root names from here on have to have the right case */
  constructor(readonly root: string) {}

  /** The file that an import of this path leads to. */
  complete(target: string): string | undefined {
    return COMPLETIONS.map((end) => path.normalize(target + end)).find((file) => this.isFile(file));
  }

  isFile(file: string): boolean {
    return this.exists(file) && statSync(file).isFile();
  }

  isFolder(folder: string): boolean {
    return this.exists(folder) && statSync(folder).isDirectory();
  }

  /** The names of the folders in a folder; none if it does not exist. */
  foldersIn(folder: string): string[] {
    return [...this.namesIn(folder)].filter((name) => this.isFolder(path.join(folder, name))).sort();
  }

  code(file: string): CodeFile {
    const known = this.codes.get(file);
    if (known !== undefined) return known;
    const code = parseCode(file, this.text(file));
    this.codes.set(file, code);
    return code;
  }

  text(file: string): string {
    return readFileSync(file, 'utf8');
  }

  private exists(file: string): boolean {
    if (file === this.root) return true;
    const folder = path.dirname(file);
    if (!this.namesIn(folder).has(path.basename(file))) return false;
    return !isInside(this.root, file) || this.exists(folder);
  }

  private namesIn(folder: string): ReadonlySet<string> {
    let names = this.folders.get(folder);
    if (names === undefined) {
      names = new Set(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : []);
      this.folders.set(folder, names);
    }
    return names;
  }
}

/** A path as findings and imports have it: from a folder, with `/` on every system. */
export function nameFrom(folder: string, file: string): string {
  return withSlashes(path.relative(folder, file));
}

export function isInside(folder: string, file: string): boolean {
  return pathBelow(folder, file) !== undefined;
}
