import { build, type Plugin } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isSystemModule, repositoryRoot } from '../../arkts/modules.ts';

const HERE = import.meta.dirname;
/** Modules that the library imports and the measured sockets do not use: their stand-ins need packages of npm. */
const UNUSED: ReadonlySet<string> = new Set([
  '@ohos.app.ability.common',
  '@ohos.net.mdns',
  '@ohos.net.webSocket'
]);

/**
 * Packs a script of this folder, the library and the null socket into one file, which starts fast even where every
 * instruction is counted. It is deleted when the task is done.
 */
export async function withAdapterBundle<Value>(
  script: string,
  task: (bundle: string) => Promise<Value>
): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-adapter-'));
  try {
    const outfile = path.join(folder, 'adapter.mjs');
    await build({
      entryPoints: [path.join(HERE, script)],
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'es2022',
      outfile,
      logLevel: 'silent',
      loader: { '.ets': 'ts' },
      resolveExtensions: ['.ts', '.ets'],
      plugins: [standIns]
    });
    return await task(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What takes the place of the modules that the library and the contenders import. */
const standIns: Plugin = {
  name: 'stand-ins',
  setup(bundler) {
    bundler.onResolve({ filter: /^@ohos\.|\/nativeModule\.ts$|\.so$/ }, ({ path: specifier }) => {
      if (specifier === '@ohos.net.socket') return { path: path.join(HERE, 'nullSocket.ts') };
      if (specifier.endsWith('.so')) return { path: path.join(HERE, 'noCompanion.ts') };
      const used = isSystemModule(specifier) && !UNUSED.has(specifier);
      return {
        path: used
          ? path.join(repositoryRoot, 'test/host/modules', `${specifier}.ts`)
          : path.join(HERE, 'nullModule.ts')
      };
    });
  }
};
