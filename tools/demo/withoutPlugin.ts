import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkProject } from '../../plugin/src/check/checkProject.ts';
import { AppCopy } from './appCopy.ts';
import { buildApp, EXAMPLE } from './build.ts';
import { bundleTaroApi } from './headless/bundle.ts';
import type { Print } from './print.ts';

const MAIN = fileURLToPath(new URL('./headless/taroApi.ts', import.meta.url));

/** Shows what the example is without the plugin: what DevEco would refuse of it, and what Taro's own function gives. */
export async function showWithoutPlugin(out: string, print: Print): Promise<void> {
  const app = new AppCopy(EXAMPLE, path.join(out, 'without'));
  app.edit('config/index.ts', "'taro-harmony-socket'", "'@tarojs/plugin-platform-harmony-ets'");
  const output = await buildApp(app.folder, app.project, print);
  const refused = checkProject(app.project).filter(({ severity }) => severity === 'refused');
  print(`  ✗ DevEco would refuse the build in ${refused.length} places, for example:`);
  for (const { file, problem } of firstOfEach(refused)) print(`    ${file}: ${problem}`);
  const bundle = path.join(app.folder, 'headless/taro.mjs');
  await bundleTaroApi(output, bundle);
  const api = fork(MAIN, [pathToFileURL(bundle).href], { execArgv: ['--import', 'tsx'], silent: true });
  const [line] = (await once(api, 'message')) as [string];
  print(`  ✗ ${line}`);
  await once(api, 'exit');
}

/** One finding of each kind: problems that differ in what they quote are of one. */
function firstOfEach<Finding extends { problem: string }>(findings: readonly Finding[]): Finding[] {
  const kinds = new Map<string, Finding>();
  for (const finding of [...findings].reverse()) kinds.set(finding.problem.slice(0, 20), finding);
  return [...kinds.values()].reverse();
}
