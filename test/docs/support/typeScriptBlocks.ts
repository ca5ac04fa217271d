import path from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { inMemoryProgram } from '../../../tools/lint/inMemoryProgram.ts';
import { type DocumentedBlock, folderOf, placeOf } from './documentation.ts';

/** As an app with Taro's own settings has it, and strict. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.ReactJSX,
  allowJs: true,
  checkJs: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node']
};

/** Blocks stand, in memory, where an app's files would: their imports lead to the installed packages. */
const FOLDER = path.join(repositoryRoot, 'example/documentation');

/**
 * Checks TypeScript and JavaScript with the types of Taro, of the plugin and of what they import.
 *
 * @param compiler another version of TypeScript than the project's
 * @returns errors as `page:line: text`
 */
export function checkTypeScript(blocks: readonly DocumentedBlock[], compiler?: typeof ts): string[] {
  const files = new Map(blocks.map((block) => [path.join(FOLDER, folderOf(block), block.file), block]));
  const texts = new Map([...files].map(([file, { text }]) => [file, text]));
  const program = inMemoryProgram(texts, OPTIONS, compiler);
  const diagnostics = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return [...program.getOptionsDiagnostics(), ...diagnostics].map(({ file, start = 0, messageText }) => {
    const block = files.get(file?.fileName ?? '');
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    const place = block === undefined ? '' : placeOf(block, line);
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
