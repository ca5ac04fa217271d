import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../demo/build.ts';
import type { Print } from '../demo/print.ts';
import { linkFolder } from '../files.ts';
import { HYBRID_PACKAGES, installHybridPackages } from './packages.ts';

/** What an app's config holds besides the plugins. */
const CONFIG = {
  projectName: 'hybrid',
  date: '2026-11-26',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: 'webpack5',
  h5: { publicPath: '/', staticDirectory: 'static' }
};

const PLATFORM = '@tarojs/plugin-platform-harmony-hybrid';

/**
 * Builds an app with `taro build --type harmony-hybrid`.
 *
 * @param folder the app's, made anew
 * @param sources copied into its `src`
 * @param plugins of Taro besides the platform
 * @param more what else is in the config
 * @returns the folder of the output
 * @throws when the build fails
 */
export async function buildHybridApp(
  folder: string,
  sources: string,
  plugins: readonly string[],
  print: Print,
  more: object = {}
): Promise<string> {
  await installHybridPackages(print);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'config'), { recursive: true });
  cpSync(sources, path.join(folder, 'src'), { recursive: true });
  linkFolder(HYBRID_PACKAGES, path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "hybrid", "private": true }\n');
  writeFileSync(
    path.join(folder, 'babel.config.js'),
    "module.exports = { presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]] };\n"
  );
  const config = JSON.stringify({ ...CONFIG, ...more, plugins: [PLATFORM, ...plugins] });
  writeFileSync(path.join(folder, 'config/index.js'), `module.exports = ${config};\n`);
  return runTaro(folder, print);
}

async function runTaro(folder: string, print: Print): Promise<string> {
  const taro = path.join(HYBRID_PACKAGES, '@tarojs/cli/bin/taro');
  // What the test runner sets would change how Taro behaves.
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', NODE_TEST_CONTEXT: undefined };
  const lines: string[] = [];
  const code = await runNode([taro, 'build', '--type', 'harmony-hybrid'], { cwd: folder, env }, (line) =>
    lines.push(line)
  );
  const output = path.join(folder, 'dist');
  if (code !== 0 || !existsSync(path.join(output, 'index.html'))) {
    lines.forEach(print);
    throw new Error(
      `taro build --type harmony-hybrid failed in ${folder} (exit code ${code}); see its lines above`
    );
  }
  return output;
}
