import JSON5 from 'json5';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { readFolder } from '../../plugin/scripts/folderFiles.mts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { packArchive } from '../../tools/har/archive.ts';
import { harFiles } from '../../tools/har/harFiles.ts';
import type { Manifest } from '../../tools/har/manifest.ts';

/** The files of the project's own package, to be changed. */
export type EditableFiles = Map<string, Uint8Array>;

/** The project's package, without native libraries: whether they were built must not matter. */
export function goodFiles(): EditableFiles {
  const files = new Map([...harFiles(repositoryRoot)].filter(([name]) => !name.startsWith('libs/')));
  editManifest(files, { nativeComponents: undefined });
  return files;
}

/** Replaces fields of the package's manifest; `undefined` removes one. */
export function editManifest(files: EditableFiles, fields: Record<string, unknown>): void {
  const manifest = readManifest(files);
  files.set('oh-package.json5', Buffer.from(JSON.stringify({ ...manifest, ...fields })));
}

/** Adds dependencies to those that the package has. */
export function addDependencies(files: EditableFiles, added: Record<string, unknown>): void {
  editManifest(files, { dependencies: { ...readManifest(files).dependencies, ...added } });
}

function readManifest(files: EditableFiles): Manifest & { dependencies: Record<string, unknown> } {
  return JSON5.parse(Buffer.from(files.get('oh-package.json5') ?? '').toString());
}

/** The ArkTS files below a folder. */
export function readArkTs(folder: string): Map<string, string> {
  const files = [...readFolder(folder)].filter(([name]) => name.endsWith('.ets'));
  return new Map(files.map(([name, text]) => [name, text.toString()]));
}

/** A folder of the test's own, removed after it. */
export function scratchFolder(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Packs files as a HAR in a folder of its own. @returns its path */
export async function writeHar(
  context: TestContext,
  files: EditableFiles,
  name = 'some.har'
): Promise<string> {
  const file = path.join(scratchFolder(context), name);
  writeFileSync(file, await packArchive(files));
  return file;
}
