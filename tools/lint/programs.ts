import path from 'node:path';
import ts from 'typescript';
import { isSystemModule, resolveArkTsImport, resolvePackageModule } from '../arkts/modules.ts';
import { arkTsFiles, globalDeclarations } from '../arkts/sources.ts';
import type { Finding } from './finding.ts';

// Plain TypeScript does not know .ets files. ArkTS without `struct` is valid TypeScript, so here they are read as such.

const ETS_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2021,
  lib: ['lib.es2021.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowNonTsExtensions: true,
  experimentalDecorators: true,
  types: []
};

/** Folders with a tsconfig.json of their own. */
const TYPESCRIPT_PROJECTS = ['.', 'plugin', 'plugin/hybrid', 'example'];

const STRUCT = /^(?:export\s+)?(?:default\s+)?struct\s/m;

/** Whether TypeScript's parser can read the file: pages with a `struct` are ArkTS only. */
export function isPlainTypeScript(file: string): boolean {
  return !STRUCT.test(ts.sys.readFile(file) ?? '');
}

const programs = new Map<string, ts.Program>();

/** Several checks need the same programs; making one takes seconds. */
function once(key: string, create: () => ts.Program): ts.Program {
  const program = programs.get(key) ?? create();
  programs.set(key, program);
  return program;
}

/** A program of all ArkTS files that plain TypeScript can read, typed with the declarations of the system modules. */
export function etsProgram(root: string): ts.Program {
  return once(`${root} ArkTS`, () => {
    const files = [...globalDeclarations(root), ...arkTsFiles(root).filter(isPlainTypeScript)];
    return ts.createProgram(files, ETS_OPTIONS, hostFor(ETS_OPTIONS, root));
  });
}

/** One program for each tsconfig.json; what they hold may import .ets files. */
export function nodePrograms(root: string): ts.Program[] {
  return TYPESCRIPT_PROJECTS.map((folder) => path.join(root, folder, 'tsconfig.json')).map((file) =>
    once(file, () => {
      const config = readConfig(file);
      return ts.createProgram(config.fileNames, config.options, hostFor(config.options, root));
    })
  );
}

function readConfig(file: string): ts.ParsedCommandLine {
  const config = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    }
  });
  if (config === undefined) throw new Error(`${file} cannot be read`);
  return config;
}

/** What the checker has to say of the files that a program was made for, not of those that they import. */
export function diagnosticsOf(program: ts.Program): Finding[] {
  const roots = new Set(program.getRootFileNames().map((file) => path.resolve(file)));
  const files = program.getSourceFiles().filter((file) => roots.has(path.resolve(file.fileName)));
  const diagnostics = files.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file)
  ]);
  return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...diagnostics].map(
    toFinding
  );
}

function hostFor(options: ts.CompilerOptions, root: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  host.getSourceFile = (file, languageVersionOrOptions) => {
    const text = ts.sys.readFile(file);
    const kind = file.endsWith('.ets') ? ts.ScriptKind.TS : undefined;
    return text === undefined
      ? undefined
      : ts.createSourceFile(file, text, languageVersionOrOptions, true, kind);
  };
  host.resolveModuleNameLiterals = (literals, importer, redirect, ownOptions, file) =>
    literals.map((literal) => {
      const arkTs = packageModule(literal.text, root) ?? arkTsModule(literal.text, importer, root);
      if (arkTs !== undefined) return { resolvedModule: arkTs };
      const mode = ts.getModeForUsageLocation(file, literal, ownOptions);
      return ts.resolveModuleName(literal.text, importer, ownOptions, host, undefined, redirect, mode);
    });
  return host;
}

function packageModule(specifier: string, root: string): ts.ResolvedModuleFull | undefined {
  const file = resolvePackageModule(specifier, root);
  return file === undefined ? undefined : { resolvedFileName: file, extension: ts.Extension.Ts };
}

/** ArkTS files import without extension; TypeScript names .ets files in full, and system modules for their types only. */
function arkTsModule(specifier: string, importer: string, root: string): ts.ResolvedModuleFull | undefined {
  const file =
    specifier.endsWith('.ets') && !importer.endsWith('.ets')
      ? path.resolve(path.dirname(importer), specifier)
      : importer.endsWith('.ets') || isSystemModule(specifier)
        ? resolveArkTsImport(specifier, importer, root)
        : undefined;
  return file === undefined ? undefined : { resolvedFileName: file, extension: ts.Extension.Ts };
}

function toFinding({ file, start, messageText, code }: ts.Diagnostic): Finding {
  const message = `${ts.flattenDiagnosticMessageText(messageText, ' ')} (TS${code})`;
  if (file === undefined) return { file: '.', line: 1, message };
  return { file: file.fileName, line: file.getLineAndCharacterOfPosition(start ?? 0).line + 1, message };
}
