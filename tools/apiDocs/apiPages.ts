import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as prettier from 'prettier';
import { Application, LogLevel, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { declareLibrary } from '../../plugin/scripts/declareLibrary.mts';
import { replaceFolder } from '../../plugin/scripts/folderFiles.mts';
import { withSlashes } from '../../plugin/src/outputPath.ts';
import { listFiles } from '../files.ts';

/** Where the pages lie, from the project's root. */
export const API_FOLDER = 'docs/api';

/** Only of a named package TypeDoc demands docstrings. */
const PACKAGE = 'library';

const OPTIONS: TypeDocOptions & Partial<PluginOptions> = {
  plugin: ['typedoc-plugin-markdown'],
  name: 'API reference',
  readme: 'none',
  router: 'module',
  entryFileName: 'README',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  enumMembersFormat: 'table',
  disableSources: true,
  excludePrivate: true,
  gitRevision: 'main',
  sort: ['source-order'],
  kindSortOrder: ['Function', 'Class', 'Interface', 'TypeAlias', 'Enum'],
  groupOrder: ['Functions', 'Classes', 'Interfaces', 'Type Aliases', 'Enumerations'],
  logLevel: 'Warn',
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  packagesRequiringDocumentation: [PACKAGE],
  requiredToBeDocumented: [
    'Parameter',
    'Class',
    'Interface',
    'Enum',
    'EnumMember',
    'Function',
    'Method',
    'Constructor',
    'Accessor',
    'Property',
    'TypeAlias'
  ]
};

/** What TypeDoc wants to see beside the declarations. */
const TYPEDOC_FILES: ReadonlyMap<string, string> = new Map([
  ['package.json', JSON.stringify({ name: PACKAGE })],
  [
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        lib: ['es2022'],
        module: 'esnext',
        moduleResolution: 'bundler',
        skipLibCheck: true,
        target: 'es2022',
        types: []
      },
      files: ['Index.d.ts']
    })
  ]
]);

/**
 * Makes the API reference of the project at `root` from the docstrings of what `library/Index.ets` exports.
 *
 * @returns the text of each page by its name below {@link API_FOLDER}
 * @throws with TypeDoc's own words, for example if something public has no docstring
 */
export async function apiPages(root: string): Promise<Map<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'api-docs-'));
  try {
    const declarations = declareLibrary(path.join(root, 'library'));
    replaceFolder(folder, new Map([...declarations, ...TYPEDOC_FILES]));
    const output = path.join(folder, 'pages');
    await runTypeDoc(folder, output);
    const style = await prettier.resolveConfig(path.join(root, 'README.md'));
    const pages = listFiles(output, (file) => file.endsWith('.md')).map(
      async (file): Promise<[string, string]> => [
        path.relative(output, file),
        await prettier.format(readFileSync(file, 'utf8'), { ...style, parser: 'markdown' })
      ]
    );
    return new Map(await Promise.all(pages));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runTypeDoc(folder: string, output: string): Promise<void> {
  const application = await Application.bootstrapWithPlugins({
    ...OPTIONS,
    entryPoints: [withSlashes(path.join(folder, 'Index.d.ts'))], // a pattern
    tsconfig: path.join(folder, 'tsconfig.json'),
    basePath: folder,
    out: output
  });
  const messages: string[] = [];
  application.logger.log = (message, level): void => {
    if (level >= LogLevel.Warn) messages.push(message);
  };
  const project = await application.convert();
  if (project !== undefined) {
    application.validate(project);
    await application.generateOutputs(project);
  }
  if (messages.length > 0) {
    throw new Error(`the API reference cannot be made:\n${messages.join('\n')}`);
  }
}
