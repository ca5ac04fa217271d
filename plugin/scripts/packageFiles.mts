import path from 'node:path';
import ts from 'typescript';
import { bundlePage } from './bundlePage.mts';
import { compileModules } from './compileModules.mts';
import { declareLibrary } from './declareLibrary.mts';
import { type FolderFiles, readFolder } from './folderFiles.mts';

const PACKAGE = path.resolve(import.meta.dirname, '..');

/** Taro loads the plugin, by `require`. */
const PLUGIN: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  declaration: true
};

/** These become a part of apps. */
const APP_MODULES: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true
};

/**
 * Everything in the package that is made from sources: each folder with its files.
 *
 * @param packageFolder the plugin's folder, with `library` beside it
 */
export async function packageFiles(packageFolder = PACKAGE): Promise<Map<string, FolderFiles>> {
  const library = path.resolve(packageFolder, '../library');
  return new Map([
    [
      path.join(packageFolder, 'dist'),
      new Map([
        ...compileModules(path.join(packageFolder, 'src'), PLUGIN),
        ...below('node', compileModules(path.join(packageFolder, 'node'), APP_MODULES)),
        ...below('hybrid', await bundlePage(path.join(packageFolder, 'hybrid'))),
        // `types/index.d.ts` leads here.
        ...below('library', declareLibrary(library))
      ])
    ],
    [path.join(packageFolder, 'library'), deliveredFiles(library)]
  ]);
}

function below(folder: string, files: FolderFiles): FolderFiles {
  return new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));
}

/**
 * What a Taro build delivers of the library: its ArkTS sources, without what offers them to web pages, the native
 * libraries' types, and they if they were built.
 */
function deliveredFiles(library: string): FolderFiles {
  const isDelivered = (name: string): boolean =>
    name === 'Index.ets' ||
    /^src\/main\/ets\/(?!hybrid\/).*\.ets$/.test(name) ||
    name.startsWith('src/main/cpp/types/') ||
    /^libs\/[^/]+\/[^/]+\.so$/.test(name);
  return new Map([...readFolder(library)].filter(([name]) => isDelivered(name)));
}
