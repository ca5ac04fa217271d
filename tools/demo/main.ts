import { Argument, Command } from 'commander';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXAMPLE } from './build.ts';
import { buildDemo } from './buildDemo.ts';
import { showExamples } from './examples.ts';
import { drawPictures } from './pictures.ts';
import { showWithoutPlugin } from './withoutPlugin.ts';
import { workApp } from './workApp.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DEFAULT_OUT = path.join(ROOT, '.demo');
const NATIVE_SOCKET = path.join(ROOT, 'test/host/loader/nativeSocket.ts');

/** Each made by a command of its own, which needs a compiler that the demo does not need. */
const COMPANIONS = [
  {
    what: 'on this machine',
    file: 'library/build/native/taro_harmony_socket.node',
    command: 'npm run build:native (g++)'
  },
  {
    what: 'in the DevEco project',
    file: 'library/libs/arm64-v8a',
    command: 'npm run build:native -- ohos (clang-19, lld-19)'
  }
];

async function runInBrowser(out: string): Promise<void> {
  // It brings the library and its loader, which the other demo has in a process of its own.
  const { runHybridDemo } = await import('./hybrid.ts');
  const screenshots = await runHybridDemo(out, (line) => console.log(line));
  console.log(`All that was sent came back. The screenshots of both pages lie in ${screenshots}.`);
}

/** In a process of its own, before the builds: a module that cannot be loaded is told at once. */
function tryNativeModule(): void {
  if (process.env.OHOS_NET_SOCKET === undefined) return;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', NATIVE_SOCKET], {
    encoding: 'utf8'
  });
  if (status !== 0) throw new Error(/^Error: (.*)$/m.exec(stderr)?.[1] ?? stderr);
}

async function main(out: string): Promise<void> {
  const start = performance.now();
  tryNativeModule();
  const print = (line: string) => console.log(line);
  for (const { what, file, command } of COMPANIONS) {
    const state = existsSync(path.join(ROOT, file)) ? 'takes part' : `does not take part: ${command}`;
    print(`The native companion ${state} (${what})`);
  }
  print("Without the plugin: building the example with Taro's own platform");
  await showWithoutPlugin(out, print);
  print('With the plugin: building the apps in examples/, with the npm clients mqtt and jsmodbus among them');
  await showExamples(out, print);
  const built = await buildDemo(out, print);
  print(
    `Running the built app on Node over ${process.env.OHOS_NET_SOCKET ?? "the test suite's host module"}`
  );
  const pictures = await workApp(built.bundle, print);
  print(
    `All that was sent came back as it was sent. ${((performance.now() - start) / 1000).toFixed(1)} s in all.`
  );
  const styleSheet = readFileSync(path.join(EXAMPLE, 'src/app.css'), 'utf8');
  await drawPictures(pictures, path.join(out, 'pictures'), print, styleSheet);
  print(`To run the same app on a phone, open ${built.project} in DevEco Studio.`);
}

const program = new Command('demo')
  .description(
    'Builds the example app for Harmony, without the plugin and with it, and runs the build on Node against loopback peers. ' +
      'OHOS_NET_SOCKET=<path of a CommonJS or .node module> runs it over that module.'
  )
  .option(
    '--out <folder>',
    'folder to write the DevEco project, the bundles and the pictures into',
    DEFAULT_OUT
  )
  .addArgument(
    new Argument('[platform]', "of Taro; 'hybrid' works the pages in Chromium")
      .choices(['harmony', 'hybrid'])
      .default('harmony')
  )
  .action(async (platform: 'harmony' | 'hybrid', { out }: { out: string }) => {
    try {
      await (platform === 'hybrid' ? runInBrowser(out) : main(path.resolve(out)));
    } catch (error) {
      console.error(`The demo failed: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  });

await program.parseAsync();
