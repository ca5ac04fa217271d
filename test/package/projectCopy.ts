import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { type FolderFiles, readFolder, replaceFolder } from '../../plugin/scripts/folderFiles.mts';
import { packageFiles } from '../../plugin/scripts/packageFiles.mts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { linkFolder } from '../../tools/files.ts';
import { scratchFolder } from './harFixture.ts';

/** What no mistake is made in: large, and not copied. */
const SHARED = ['node_modules', 'test', 'tools'];
/** Build output, and native libraries: whether they were built must not matter. */
const LEFT_OUT = new Set([...SHARED, '.git', '.demo', 'build', 'dist', 'libs']);

/** What a build reads. */
const BUILT = ['plugin', 'library'];
/** What came of it, by all that was read. */
const builds = new Map<string, [string, FolderFiles][]>();

/** A copy of the project in a folder of its own, to be changed. */
export class ProjectCopy {
  readonly root: string;

  constructor(context: TestContext) {
    this.root = path.join(scratchFolder(context), 'project');
    cpSync(repositoryRoot, this.root, {
      recursive: true,
      filter: (file) => !LEFT_OUT.has(path.basename(file))
    });
    for (const folder of SHARED) linkFolder(path.join(repositoryRoot, folder), path.join(this.root, folder));
  }

  /** Native libraries as far as the checks of packages look at them: ELF headers of the two machines. */
  writeNativeLibraries(): void {
    for (const [abi, machine] of [
      ['arm64-v8a', 183],
      ['x86_64', 62]
    ] as const) {
      const header = Buffer.alloc(64);
      header.write('\x7fELF', 'latin1');
      header.writeUInt16LE(machine, 18);
      const file = path.join(this.root, `library/libs/${abi}/libtaro_harmony_socket.so`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, header);
    }
  }

  /** What only the owner can know. */
  writeAddresses(): void {
    for (const file of ['plugin/package.json', 'library/oh-package.json5']) {
      const text = readFileSync(path.join(this.root, file), 'utf8');
      this.write(file, text.replaceAll('example.invalid', 'git.example.com'));
    }
  }

  /** `npm run build`, which takes seconds: for copies of the same sources once. */
  async build(): Promise<void> {
    const sources = JSON.stringify(BUILT.map((folder) => [...readFolder(path.join(this.root, folder))]));
    const built = builds.get(sources) ?? (await this.#compile());
    builds.set(sources, built);
    for (const [folder, files] of built) replaceFolder(path.join(this.root, folder), files);
  }

  /** @returns the folders that are built, from the project's root, with their files */
  async #compile(): Promise<[string, FolderFiles][]> {
    const built = await packageFiles(path.join(this.root, 'plugin'));
    return [...built].map(([folder, files]) => [path.relative(this.root, folder), files]);
  }

  /** Replaces the first match in a file; there has to be one. */
  edit(file: string, from: string | RegExp, to: string): void {
    const text = readFileSync(path.join(this.root, file), 'utf8');
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`${file} has no ${String(from)}`);
    this.write(file, edited);
  }

  write(file: string, text: string): void {
    const absolute = path.join(this.root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }

  append(file: string, line: string): void {
    this.write(file, `${readFileSync(path.join(this.root, file), 'utf8')}\n${line}\n`);
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file));
  }
}
