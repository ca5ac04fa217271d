import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { deliverLibrary, libraryModule } from './libraryCopy';
import { replaceNetworkApi } from './networkApi';
import { relativizeOutputImports } from './outputImports';

/** One Harmony build, as the Vite plugin sees it. */
export interface HarmonyOutput {
  /** Absolute path of `<projectPath>/<hapName>/src/main/ets`. */
  outputRoot: string;
  /** Whether Taro's API files are part of the output: not with `harmony.chorePackagePrefix`. */
  hasNetworkApi: boolean;
  /** Folder with the library's ArkTS sources. */
  library: string;
  /** Whether the native library is part of the delivery. */
  isNative: boolean;
}

/** Delivers the library into the build and makes the output's imports lead to it. */
export function createVitePlugin({ outputRoot, hasNetworkApi, library, isNative }: HarmonyOutput): Plugin {
  return {
    name: 'taro-harmony-socket',
    enforce: 'pre',
    // By now Taro has copied its runtime into the output.
    buildStart() {
      deliverLibrary(library, outputRoot, isNative);
      if (hasNetworkApi) replaceNetworkApi(outputRoot);
    },
    resolveId: {
      // Before Taro's resolution, which would look below chorePackagePrefix or bundle this package's Node code.
      order: 'pre',
      handler(source) {
        const id = libraryModule(outputRoot, source);
        return id === undefined ? null : { id, external: 'absolute', moduleSideEffects: false };
      }
    },
    renderChunk: {
      order: 'pre',
      handler(code, chunk) {
        const imports = [...chunk.imports, ...chunk.dynamicImports];
        return { code: relativizeOutputImports(code, imports, chunk.fileName, outputRoot), map: null };
      }
    }
  };
}
