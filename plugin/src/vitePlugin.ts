import type { Program } from 'estree';
import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { type GroupName, NamedGroups } from './apiGroups';
import { sayForByteCode } from './byteCodeSyntax';
import { answerCanIUse } from './canIUse';
import { makePagesEntries } from './entryPages';
import { mendTaroText } from './knownTaroTexts';
import { informOfLacking, lackingNames } from './lackingNames';
import { deliverFacade, deliverLibrary, deliveredModule, FACADE_MODULE, libraryModule } from './libraryCopy';
import { leaveOutWritten } from './outputFile';
import { relativizeOutputImports, relativizeSourceImports } from './outputImports';
import { withSlashes } from './outputPath';
import { createPicturesPlugin } from './picturesPlugin';
import { providedSchemas } from './providedApi';
import { resolvedPlugins } from './resolvedPlugins';
import type { CompilerContext } from './taroContext';
import { facadeNames, facadeText } from './taroFacade';
import { mendTaroPlugins, TARO_ALIAS } from './taroPlugins';
import { repairTaro } from './taroRepairs';
import { createUnreadStylesPlugin } from './unreadStyles';

/** A file that Taro makes styles of. */
const STYLE = /\.(css|less|sass|scss|styl|stylus|pcss|postcss|sss)$/;

/** What code looks like into which Taro puts styles. */
const WITH_ELEMENTS = /jsx-runtime|createElement/;

/**
 * How many modules Rollup loads at once. Taro's module for a page waits, while it is loaded, for the page's own: where Rollup takes 20, as
 * Vite 4 does, an app of 20 pages has none left for those, and its build never ends.
 */
const FILES_AT_ONCE = 1000;

/** One Harmony build, as the Vite plugin sees it. */
export interface HarmonyOutput {
  /** Absolute path of `<projectPath>/<hapName>/src/main/ets`. */
  outputRoot: string;
  /** The package that holds Taro's runtime instead of the output's `npm/`. */
  chorePackagePrefix: string | undefined;
  compiler: CompilerContext;
  /** Folder with the library's ArkTS sources. */
  library: string;
  /** Whether the native library is part of the delivery. */
  isNative: boolean;
  /** What the app may have beside the sockets. */
  groups: readonly GroupName[];
  /** Whether it is pages that can be opened, and no components. */
  hasPages: boolean;
  /** Called when everything is written. */
  onWritten: () => void;
}

/** Delivers the library into the build, makes the app's imports lead to it and the output what DevEco takes. */
export function createVitePlugin(output: HarmonyOutput): Plugin[] {
  const { outputRoot, chorePackagePrefix, compiler, library, isNative, groups, hasPages, onWritten } = output;
  const named = new NamedGroups(groups);
  let used: GroupName[] = [];
  let lacking: string[] = [];
  let stylesChanged = false;
  const provided = providedSchemas(groups);
  const facade = (): string => facadeText(chorePackagePrefix, used, lacking);
  return [
    {
      name: 'taro-harmony-socket',
      enforce: 'pre',
      config: () => ({ build: { rollupOptions: { maxParallelFileOps: FILES_AT_ONCE } } }),
      configResolved(config) {
        mendTaroPlugins(resolvedPlugins(config), compiler.taroConfig.isWatch === true);
      },
      watchChange(id) {
        stylesChanged ||= STYLE.test(id);
      },
      // Taro makes the styles a part of the code that has the elements, and Rollup keeps what was made of code that is the same. Other
      // modules are for the next plugin, that of CommonJS, to decide on.
      shouldTransformCachedModule: ({ code }) => (stylesChanged && WITH_ELEMENTS.test(code) ? true : null),
      // By now Taro has copied its runtime into the output.
      buildStart() {
        if (hasPages) makePagesEntries(compiler);
        deliverLibrary(library, outputRoot, facade(), isNative);
        repairTaro(outputRoot);
      },
      resolveId: {
        // Before Taro's resolution, which would take its own API, or bundle this package's Node code.
        order: 'pre',
        handler(source) {
          if (source === '@tarojs/taro' || source === TARO_ALIAS) {
            const id = deliveredModule(outputRoot, FACADE_MODULE);
            return { id, external: 'absolute', moduleSideEffects: true };
          }
          const id = libraryModule(outputRoot, source);
          return id === undefined ? null : { id, external: 'absolute', moduleSideEffects: false };
        }
      },
      // What the app uses is known when all its modules have been read.
      buildEnd(error) {
        if (error !== undefined) return;
        stylesChanged = false;
        used = named.by([...this.getModuleIds()].map(withSlashes));
        deliverFacade(outputRoot, facade());
      },
      renderChunk: {
        order: 'pre',
        handler(code, chunk) {
          const imports = [...chunk.imports, ...chunk.dynamicImports];
          return { code: relativizeOutputImports(code, imports, chunk.fileName, outputRoot), map: null };
        }
      },
      generateBundle: {
        order: 'post',
        handler(_options, bundle) {
          const earlier = lacking.join();
          lacking = lackingNames(
            bundle,
            outputRoot,
            deliveredModule(outputRoot, FACADE_MODULE),
            facadeNames(used)
          );
          if (lacking.join() !== earlier) {
            deliverFacade(outputRoot, facade());
            if (lacking.length > 0) informOfLacking(lacking);
          }
          for (const chunk of Object.values(bundle)) {
            if (chunk.type !== 'chunk') continue;
            chunk.code = mendTaroText(chunk.fileName, chunk.code);
            if (chunk.fileName.endsWith('.js')) {
              chunk.code = sayForByteCode(chunk.code, parserOf(this));
            }
            if (chunk.fileName.endsWith('.ets')) {
              chunk.code = relativizeSourceImports(chunk.code, chunk.fileName, compiler.sourceDir);
            }
          }
          if (this.meta.watchMode) leaveOutWritten(bundle, outputRoot);
        }
      },
      writeBundle: { order: 'post', sequential: true, handler: onWritten }
    },
    createPicturesPlugin(outputRoot, compiler.sourceDir),
    createUnreadStylesPlugin(),
    {
      // Behind esbuild, so that the code is JavaScript, and before Taro's plugin that answers.
      name: 'taro-harmony-socket:can-i-use',
      transform(code, id) {
        named.look(code, withSlashes(id));
        if (id.includes('node_modules')) return null;
        const answered = answerCanIUse({
          text: code,
          parse: parserOf(this),
          provided
        });
        return answered && { code: answered.toString(), map: answered.generateMap({ hires: true }) };
      }
    }
  ];
}

/** Rollup's parser, with the types of ESTree for what it gives. */
function parserOf(context: { parse(code: string): unknown }): (code: string) => Program {
  return (code) => context.parse(code) as Program;
}
