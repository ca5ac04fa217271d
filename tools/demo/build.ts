import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { listFiles } from '../files.ts';
import { printLines } from './print.ts';
import type { Print } from './print.ts';

export const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const PLUGIN = path.join(REPOSITORY, 'plugin');
export const EXAMPLE = path.join(REPOSITORY, 'example');

/** What the plugin's own lines begin with: of Taro's and Vite's only those of a build that fails are shown. */
const OWN_PREFIX = 'taro-harmony-socket:';

/** Builds the plugin, with its copy of the library, unless that was done since the last change of what it is made of. */
export async function buildPlugin(print: Print): Promise<void> {
  const built = timeOf(path.join(PLUGIN, 'dist/index.js'));
  const folders = ['plugin/src', 'plugin/node', 'plugin/hybrid', 'plugin/scripts', 'library'];
  const sources = folders.flatMap((folder) => listFiles(path.join(REPOSITORY, folder), () => true));
  if (sources.every((file) => timeOf(file) <= built)) return;
  print('Building the plugin');
  const code = await runNode(['--import', 'tsx', 'scripts/build.mts'], { cwd: PLUGIN }, print);
  if (code !== 0) throw new Error(`the plugin's build failed with exit code ${code}; see its lines above`);
}

/**
 * Builds an app with Taro's own command.
 *
 * @param folder the app's
 * @param project the DevEco project to build into
 * @returns the folder of the output: `<project>/entry/src/main/ets`
 * @throws when the build fails
 */
export async function buildApp(folder: string, project: string, print: Print): Promise<string> {
  const taro = createRequire(path.join(EXAMPLE, 'package.json')).resolve('@tarojs/cli/bin/taro');
  const env = { ...process.env, NODE_ENV: 'production', TARO_HARMONY_PROJECT: project };
  const said: string[] = [];
  const code = await runNode([taro, 'build', '--type', 'harmony'], { cwd: folder, env }, (line) => {
    said.push(line);
    if (line.includes(OWN_PREFIX)) print(line);
  });
  const output = path.join(project, 'entry/src/main/ets');
  // Taro ends with 0 after some of its failures.
  if (code !== 0 || !existsSync(path.join(output, 'app.ets'))) {
    throw new Error(
      `taro build --type harmony failed in ${folder} (exit code ${code}); it said:\n${said.join('\n')}`
    );
  }
  return output;
}

/** Runs Node to its end. @returns the exit code; `null` when a signal ended the process */
export async function runNode(
  parameters: string[],
  options: SpawnOptions,
  print: Print
): Promise<number | null> {
  const node = spawn(process.execPath, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  printLines(node.stdout, (line) => print(`  ${line}`));
  printLines(node.stderr, (line) => print(`  ${line}`));
  const [code] = (await once(node, 'close')) as [number | null];
  return code;
}

/** When the file was changed last; 0 when there is none. */
function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
