import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { printLines } from './print.ts';
import type { Print } from './print.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(REPOSITORY, 'example');

/**
 * Builds the example with Taro's own command.
 *
 * @param project the DevEco project to build into
 * @returns the folder of the output: `<project>/entry/src/main/ets`
 * @throws when the plugin is not built, or the build fails
 */
export async function buildExample(project: string, print: Print): Promise<string> {
  if (!existsSync(path.join(REPOSITORY, 'plugin/dist/index.js'))) {
    throw new Error('plugin/dist/index.js is missing: run "npm run build --workspace plugin" first');
  }
  const taro = createRequire(path.join(EXAMPLE, 'package.json')).resolve('@tarojs/cli/bin/taro');
  const build = spawn(process.execPath, [taro, 'build', '--type', 'harmony'], {
    cwd: EXAMPLE,
    env: { ...process.env, NODE_ENV: 'production', TARO_HARMONY_PROJECT: project },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  printLines(build.stdout, print);
  printLines(build.stderr, print);
  const [code] = (await once(build, 'close')) as [number | null];
  const output = path.join(project, 'entry/src/main/ets');
  // Taro ends with 0 after some of its failures.
  if (code !== 0 || !existsSync(path.join(output, 'app.ets'))) {
    throw new Error(
      `taro build --type harmony failed in ${EXAMPLE} (exit code ${code}); see its lines above`
    );
  }
  return output;
}
