import JSON5 from 'json5';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asTypeScript } from '../../plugin/src/libraryCopy.ts';
import { withoutCompanion } from '../../plugin/src/project/nativeCompanion.ts';
import { listFiles } from '../files.ts';
import type { PackageFiles } from './archive.ts';
import { releasedManifest } from './releasedManifest.ts';

/** The file name of the HAR that is made of the project at `root`, `taro-harmony-socket-0.1.0.har`. */
export function harFileName(root: string): string {
  const text = readFileSync(path.join(root, 'library/oh-package.json5'), 'utf8');
  const { name, version } = JSON5.parse<{ name: string; version: string }>(text);
  return `${name}-${version}.har`;
}

/** What the package has of `library/`, besides the manifest, which is completed. */
const PACKED = [
  /^(?:Index|Hybrid)\.ets$/,
  /^src\/main\//,
  /^libs\/[^/]+\/[^/]+\.so$/,
  /^(?:README|README_zh|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^consumer-rules\.txt$/
];

/**
 * The files of the HAR that is made of the project at `root`.
 *
 * @throws if `library/` lacks a file that others are made from
 */
export function harFiles(root: string): PackageFiles {
  const library = path.join(root, 'library');
  const packed = new Map(
    listFiles(library, (file) => PACKED.some((pattern) => pattern.test(below(library, file)))).map((file) => [
      below(library, file),
      readFileSync(file)
    ])
  );
  const rules = packed.get('consumer-rules.txt');
  if (rules === undefined) {
    throw new Error(
      `${library}/consumer-rules.txt does not exist: it keeps the public names in obfuscated apps`
    );
  }
  const isNative = [...packed.keys()].some((name) => name.endsWith('.so'));
  const texts = arkTsTexts(packed);
  const delivered = isNative ? texts : withoutCompanion(texts);
  return new Map([
    ...packed,
    ...asContents(delivered),
    // DevEco reads an installed HAR's rules under this name.
    ['obfuscation.txt', rules],
    ['oh-package.json5', releasedManifest(root, [...packed.keys()])],
    ...asContents(typeScriptEntry(delivered))
  ]);
}

/**
 * `import … from 'taro-harmony-socket/ts'` for TypeScript and JavaScript, which must not import ArkTS. The file beside
 * the folder is what people know to work in DevEco; the folder alone would do for the compiler's own resolution.
 */
function typeScriptEntry(arkTs: ReadonlyMap<string, string>): Map<string, string> {
  const texts = new Map([...asTypeScript(arkTs)].map(([name, text]) => [`ts/${name}`, text]));
  return texts.set('ts.ts', "// @ts-nocheck\nexport * from './ts/index';\n");
}

function arkTsTexts(packed: PackageFiles): Map<string, string> {
  const arkTs = [...packed].filter(([name]) => name.endsWith('.ets'));
  return new Map(arkTs.map(([name, content]) => [name, new TextDecoder().decode(content)]));
}

function asContents(texts: ReadonlyMap<string, string>): PackageFiles {
  return new Map([...texts].map(([name, text]) => [name, Buffer.from(text)]));
}

function below(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}
