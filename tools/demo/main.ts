import { Argument, Command } from 'commander';
import path from 'node:path';
import { buildDemo, runDemo } from './demo.ts';

const DEFAULT_OUT = path.resolve(import.meta.dirname, '../../.demo');

async function runInBrowser(out: string): Promise<void> {
  // It brings the library and its loader, which the other demo has in a process of its own.
  const { runHybridDemo } = await import('./hybrid.ts');
  const screenshots = await runHybridDemo(out, (line) => console.log(line));
  console.log(`All that was sent came back. The screenshots of both pages lie in ${screenshots}.`);
}

async function main(out: string): Promise<void> {
  const start = performance.now();
  const print = (line: string) => console.log(line);
  const built = await buildDemo(out, print);
  print(
    `Running the built app on Node over ${process.env.OHOS_NET_SOCKET ?? "the test suite's host module"}`
  );
  await runDemo(built.bundle, print);
  print(
    `All that was sent came back as it was sent. ${((performance.now() - start) / 1000).toFixed(1)} s in all.`
  );
  print(`To run the same app on a phone, open ${built.project} in DevEco Studio.`);
}

const program = new Command('demo')
  .description(
    'Builds the example app for Harmony and runs the build on Node against loopback peers. OHOS_NET_SOCKET=<path of a ' +
      'CommonJS or .node module> runs it over that module.'
  )
  .addArgument(
    new Argument('[platform]', "of Taro; 'hybrid' works the pages in Chromium")
      .choices(['harmony', 'hybrid'])
      .default('harmony')
  )
  .option('--out <folder>', 'folder to write the DevEco project and the bundle into', DEFAULT_OUT)
  .action(async (platform: 'harmony' | 'hybrid', { out }: { out: string }) => {
    try {
      await (platform === 'hybrid' ? runInBrowser(out) : main(out));
    } catch (error) {
      console.error(`The demo failed: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  });

await program.parseAsync();
