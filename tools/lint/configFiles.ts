import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { withSlashes } from '../../plugin/src/outputPath.ts';
import { listFiles } from '../files.ts';
import type { Check, Finding } from './finding.ts';
import { inMemoryProgram } from './inMemoryProgram.ts';

/** Files without which DevEco does not open the project. */
const REQUIRED = [
  'AppScope/app.json5',
  'build-profile.json5',
  'code-linter.json5',
  'hvigor/hvigor-config.json5',
  'oh-package.json5',
  ...['entry', 'library'].flatMap((module) =>
    ['build-profile.json5', 'oh-package.json5', 'src/main/module.json5'].map((file) => `${module}/${file}`)
  )
];

/** The type of each file, by its path from the project's root; the first match counts. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^oh-package\.json5$/, 'DevEco.WorkspaceLevelOhPackage5'],
  [/\/oh-package\.json5$/, 'DevEco.ProjectLevelOhPackageJson5'],
  [/^build-profile\.json5$/, 'DevEco.WorkspaceLevelBuildProfile'],
  [/\/build-profile\.json5$/, 'DevEco.ProjectLevelBuildProfile'],
  [/\/module\.json5$/, 'DevEco.ModuleJson5'],
  [/\/element\/\w+\.json$/, 'DevEco.ResourceElementFile'],
  [/\/profile\/main_pages\.json$/, 'Own.PagesProfile'],
  [/^hvigor\/hvigor-config\.json5$/, 'Own.HvigorConfig'],
  [/^AppScope\/app\.json5$/, 'Own.AppConfig'],
  [/^code-linter\.json5$/, 'Own.CodeLinterConfig']
];

const HEADER = `import type * as DevEco from '@arkts/types';
import type * as Own from './devEcoFiles.ts';
`;
const HEADER_LINES = HEADER.split('\n').length;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022
};

/** @arkts/types writes references to resources as `^$string:name`; DevEco's format has no caret. */
const REFERENCE = /(?<=["'])(?=\$(?:profile|media|string|color):)/g;

/**
 * DevEco's project files against the types of their formats. JSON5 is a part of the syntax of JavaScript, so each file
 * becomes the value of a typed constant, in memory.
 */
export const checkConfigFiles: Check = (root) => {
  const files = configFiles(root);
  const untyped = files.filter((file) => typeOf(file) === undefined);
  const missing = REQUIRED.filter((file) => !existsSync(path.join(root, file)));
  return [
    ...missing.map((file) => ({ file, line: 1, message: 'is missing: DevEco needs it' })),
    ...untyped.map((file) => ({
      file,
      line: 1,
      message: 'has no type: add it to tools/lint/configFiles.ts'
    })),
    ...checkConfigTexts(
      files.map((file) => ({
        file,
        type: typeOf(file) ?? 'unknown',
        text: readFileSync(path.join(root, file), 'utf8')
      }))
    )
  ];
};

function configFiles(root: string): string[] {
  const isConfig = (file: string): boolean => /\.json5?$/.test(file);
  const folders = ['AppScope', 'entry', 'hvigor', 'library'].flatMap((name) =>
    listFiles(path.join(root, name), isConfig)
  );
  const top = ['build-profile.json5', 'code-linter.json5', 'oh-package.json5'].filter((file) =>
    existsSync(path.join(root, file))
  );
  return [...top, ...folders.map((file) => withSlashes(path.relative(root, file)))];
}

/** The type of a file's format, undefined if it is none of DevEco's. */
export function typeOf(file: string): string | undefined {
  return TYPES.find(([pattern]) => pattern.test(file))?.[1];
}

/** A text in one of DevEco's formats. */
export interface ConfigText {
  /** Where it stands, for the findings. */
  file: string;
  /** What {@link typeOf} says of its file. */
  type: string;
  text: string;
}

/** Texts against the types of their formats. */
export function checkConfigTexts(files: readonly ConfigText[]): Finding[] {
  const texts = new Map<string, string>();
  const sources = new Map<string, string>();
  files.forEach(({ file, type, text }, index) => {
    const name = path.join(import.meta.dirname, `config${index}.ts`);
    const content = text.replaceAll(REFERENCE, '^');
    texts.set(name, `${HEADER}const content: ${type} =\n${content}`);
    sources.set(name, file);
  });
  const program = inMemoryProgram(texts, OPTIONS);
  return [...texts.keys()].flatMap((name) => {
    const sourceFile = program.getSourceFile(name);
    const syntaxErrors = program.getSyntacticDiagnostics(sourceFile).slice(0, 1);
    const diagnostics = syntaxErrors.length > 0 ? syntaxErrors : program.getSemanticDiagnostics(sourceFile);
    return diagnostics.map(({ file, start, messageText }) => ({
      file: sources.get(name) ?? name,
      line: Math.max(1, (file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0) + 1 - HEADER_LINES),
      message: ts.flattenDiagnosticMessageText(messageText, ' ')
    }));
  });
}
