import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import ts from 'ohos-typescript';
import { isSystemModule, repositoryRoot, resolveArkTsImport } from '../../tools/arkts/modules.ts';
import { arkTsOptions } from '../../tools/arkts/options.ts';
import { resolvedModule } from '../../tools/arkts/resolvedModule.ts';
import { globalDeclarations } from '../../tools/arkts/sources.ts';
import { linkFolder } from '../../tools/files.ts';
import { readArchive } from '../../tools/har/archive.ts';
import { MANIFEST, parseManifest } from '../../tools/har/manifest.ts';
import { scratchFolder } from './harFixture.ts';

const SOURCES = 'entry/src/main/ets';
/** A package that apps of the hybrid platform have besides. */
const SHELL = '@hybrid/web-container';
const INSTALLED = 'entry/oh_modules/taro-harmony-socket';

/** What the ArkTS compiler has to say of an app. */
export interface Compilation {
  /** Errors and warnings as `file:line: text`, sorted. */
  messages: string[];
  /** All files of the package that the app leads to, from the package's folder, sorted. */
  packageFiles: string[];
}

/** A DevEco project in a folder of its own with the HAR as ohpm installs it. */
export class DevEcoApp {
  readonly folder: string;
  /** Where the package lies. */
  readonly installed: string;

  constructor(context: TestContext) {
    this.folder = scratchFolder(context);
    this.installed = path.join(this.folder, INSTALLED);
  }

  /** Unpacks the archive into `oh_modules`, and links what it depends on inside of itself. */
  async install(archive: Uint8Array): Promise<void> {
    for (const { path: name, content } of await readArchive(archive)) {
      write(path.join(this.installed, name.replace(/^package\//, '')), content);
    }
    const manifest = parseManifest(readFileSync(path.join(this.installed, MANIFEST), 'utf8'));
    for (const [name, wanted] of Object.entries(manifest.dependencies ?? {})) {
      const link = path.join(this.installed, 'oh_modules', name);
      mkdirSync(path.dirname(link), { recursive: true });
      linkFolder(path.join(this.installed, String(wanted).replace(/^file:/, '')), link);
    }
  }

  /** Compiles source files of the app, names below `entry/src/main/ets`, as DevEco's own front end does. */
  compile(sources: Readonly<Record<string, string>>): Compilation {
    const files = Object.entries(sources).map(([name, text]) => {
      const file = path.join(this.folder, SOURCES, name);
      write(file, text);
      return file;
    });
    const options: ts.CompilerOptions = { ...arkTsOptions, noEmit: true };
    const host = ts.createIncrementalCompilerHost(options);
    host.resolveModuleNames = (names, importer) =>
      names.map((name) =>
        isSystemModule(name) || name === SHELL
          ? resolvedModule(resolveArkTsImport(name, path.join(repositoryRoot, 'a.ets')))
          : ts.resolveModuleName(name, importer, options, host).resolvedModule
      );
    const rootNames = [...globalDeclarations(repositoryRoot), ...files];
    const program = ts.createIncrementalProgramForArkTs({ rootNames, options, host });
    const diagnostics = [
      ...program.getOptionsDiagnostics(),
      ...program.getSyntacticDiagnostics(),
      ...program.getSemanticDiagnostics(),
      ...ts.ArkTSLinter_1_1.runArkTSLinter(program, undefined, undefined, 'ArkTS_1_1')
    ];
    const names = program.getSourceFiles().map(({ fileName }) => fileName);
    return {
      messages: [
        ...new Set(diagnostics.map((each) => this.show(each)).filter((text) => !text.startsWith('..')))
      ].sort(),
      packageFiles: names
        .filter((name) => name.startsWith(this.installed))
        .map((name) => path.relative(this.installed, name))
        .sort()
    };
  }

  private show({ file, start, messageText }: ts.Diagnostic): string {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (file === undefined) return text;
    const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${path.relative(path.join(this.folder, SOURCES), file.fileName)}:${line}: ${text}`;
  }
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
