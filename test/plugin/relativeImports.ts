import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { withSlashes } from '../../plugin/src/outputPath.ts';

/** How DevEco completes an import without extension. */
const COMPLETIONS = ['', '.ets', '.ts', '.d.ts', '.js'].flatMap((end) => [end, `/index${end}`]);

/** An import in the output, `pages/index/index_taro_comp.js: ../../npm/react`. */
export type ImportText = string;

export interface RelativeImports {
  count: number;
  unresolved: ImportText[];
}

/**
 * Reads all code of a build and looks for the file behind each relative import.
 *
 * Declarations (`.d.ts`) are left out: nothing is loaded through them, and Taro's copies name packages that no app
 * has installed (vue, webpack, react-native).
 */
export function relativeImports(output: string): RelativeImports {
  const imports = codeFiles(output).flatMap((file) =>
    relativeSpecifiers(path.join(output, file)).map((specifier) => ({ file, specifier }))
  );
  const unresolved = imports
    .filter(({ file, specifier }) => resolveImport(path.join(output, file), specifier) === undefined)
    .map(({ file, specifier }) => `${withSlashes(file)}: ${specifier}`);
  return { count: imports.length, unresolved };
}

/** The file that a relative import leads to, or `undefined`. */
export function resolveImport(importer: string, specifier: string): string | undefined {
  const target = path.resolve(path.dirname(importer), specifier);
  return COMPLETIONS.map((end) => target + end).find((file) =>
    statSync(file, { throwIfNoEntry: false })?.isFile()
  );
}

/** The relative specifiers that a file imports. */
export function relativeSpecifiers(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => specifier.startsWith('.'));
}

function codeFiles(output: string): string[] {
  return readdirSync(output, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      /\.(ets|ts|js)$/.test(name) && !name.endsWith('.d.ts') && statSync(path.join(output, name)).isFile()
  );
}
