import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ArchiveEntry, PACKAGE_FOLDER, readArchive } from './archive.ts';
import { checkCodeImports, checkNativeLibraries } from './gates/code.ts';
import { checkEntries, checkModule, checkTexts } from './gates/contents.ts';
import type { Gate, GateFinding } from './gates/gate.ts';
import { checkDependencies, checkDescription, checkSdk } from './gates/manifest.ts';
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts';

/** ohpm publishes archives up to this size. */
const SIZE_LIMIT = 300 * 1024 * 1024;

const GATES: readonly Gate[] = [
  checkEntries,
  checkDescription,
  checkSdk,
  checkTexts,
  checkModule,
  checkDependencies,
  checkCodeImports,
  checkNativeLibraries
];

/**
 * Verifies a package against what `ohpm publish` asks for (Huawei's guide, "ohpm publish" and "oh-package.json5"), what
 * the central repository's review is known to refuse, and what an app's build would fail with.
 */
export async function checkHar(file: string): Promise<GateFinding[]> {
  const name = path.basename(file);
  const archive = (field: string, value: string, next: string): GateFinding[] => [
    { file: 'archive', field, value, next }
  ];
  if (!name.endsWith('.har')) return archive('name', name, 'end it in .har');
  const bytes = readBytes(file);
  if (typeof bytes === 'string')
    return archive('file', bytes, 'give the path of a .har file (npm run pack makes one)');
  if (bytes.length > SIZE_LIMIT)
    return archive('size', `${bytes.length} bytes`, `stay below ${SIZE_LIMIT} bytes`);

  let entries: ArchiveEntry[];
  try {
    entries = await readArchive(bytes);
  } catch (error) {
    return archive('format', messageOf(error), 'make it a gzipped tar');
  }
  const files = new Map(
    entries
      .filter((entry) => entry.type === 'file' && entry.path.startsWith(PACKAGE_FOLDER))
      .map((entry) => [entry.path.slice(PACKAGE_FOLDER.length), entry.content])
  );
  let manifest: Manifest;
  try {
    manifest = parseManifest(new TextDecoder().decode(files.get(MANIFEST)));
  } catch (error) {
    return [{ file: MANIFEST, field: 'text', value: messageOf(error), next: 'make it a JSON5 object' }];
  }
  const har = { name, entries, files, manifest };
  return GATES.flatMap((gate) => gate(har));
}

/** @returns the reason as a text if the file cannot be read */
function readBytes(file: string): Uint8Array | string {
  try {
    return readFileSync(file);
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Checks a package and prints what was found. @returns whether it passes */
export async function reportGates(file: string): Promise<boolean> {
  const shown = path.relative(process.cwd(), path.resolve(file));
  const findings = await checkHar(file);
  for (const { file: part, field, value, next } of findings) {
    console.log(`${shown}: ${part}: ${field}: ${value}: ${next}`);
  }
  console.log(`har: ${shown}: ${findings.length === 0 ? 'ok' : `${findings.length} findings`}`);
  return findings.length === 0;
}
