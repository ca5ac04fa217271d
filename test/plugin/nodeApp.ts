import { build as pack } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { createNodeModulesPlugins } from '../../plugin/dist/nodeModules/nodeModulesPlugin.js';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { namesWithoutNode } from '../../tools/demo/headless/bundle.ts';

const REGISTER = pathToFileURL(path.join(repositoryRoot, 'test/host/register.mjs')).href;
const TIMERS = ['setTimeout', 'setInterval'];
/** What the engine's timers are: numbers. */
const AS_ENGINE = TIMERS.map((name) => `const _${name} = (...words) => Number(${name}(...words));`).join(
  '\n'
);
const ENGINE = pathToFileURL(path.join(repositoryRoot, 'tools/demo/headless/engine.ts')).href;
const LIBRARY = ['taro-harmony-socket/library', 'taro-harmony-socket/library/device'];

/** Milliseconds for a run. */
const LIMIT = 600_000;

/** What an app is made of: its page, and files of packages by their paths in `node_modules`. */
export interface NodeAppFiles {
  page: string;
  /** Files that are not among the app's sources, by their paths. */
  beside?: Readonly<Record<string, string>>;
  /** What the bundler is told to take for names, by paths. */
  alias?: Readonly<Record<string, string>>;
  packages?: Readonly<Record<string, string>>;
  /** Plugins of the app's own. */
  plugins?: readonly Plugin[];
}

export interface BuiltApp {
  /** What the build has taken for Node, and its warnings. */
  said: string;
  /** Bytes of the page's module, minified. */
  size: number;
  /** What of the library the page's module imports. */
  imports: readonly string[];
  /** Runs it on Node, with Node's global names hidden. @returns what it prints */
  run: () => Promise<string>;
}

/** Builds an app with the plugin's own Vite plugins and without Taro, which takes a tenth of the time. */
export class NodeApp {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));

  private readonly alias: Readonly<Record<string, string>>;
  private readonly plugins: readonly Plugin[];

  constructor({ page, beside = {}, alias = {}, packages = {}, plugins = [] }: NodeAppFiles) {
    this.plugins = plugins;
    this.write('package.json', '{ "name": "app", "type": "module" }');
    this.write('src/page.js', page);
    for (const [name, code] of Object.entries(beside)) this.write(name, code);
    this.alias = Object.fromEntries(
      Object.entries(alias).map(([name, file]) => [name, path.join(this.folder, file)])
    );
    const names = Object.keys(packages).map((name) => name.split('/')[0] ?? '');
    for (const name of new Set(names))
      this.write(`node_modules/${name}/package.json`, `{ "name": "${name}" }`);
    for (const [name, code] of Object.entries(packages)) this.write(`node_modules/${name}`, code);
  }

  async build(nodePackages: string[] = []): Promise<BuiltApp> {
    const said: string[] = [];
    const { log, warn } = console;
    console.log = console.warn = (...words: unknown[]) => said.push(words.join(' '));
    try {
      await build({
        configFile: false,
        root: this.folder,
        logLevel: 'silent',
        resolve: { alias: this.alias },
        plugins: [
          ...this.plugins,
          ...createNodeModulesPlugins({
            sources: path.join(this.folder, 'src'),
            isWanted: true,
            nodePackages
          })
        ],
        build: {
          outDir: 'dist',
          minify: 'esbuild',
          target: 'es2022',
          lib: { entry: 'src/page.js', formats: ['es'], fileName: 'page' },
          rollupOptions: { external: LIBRARY }
        }
      });
    } finally {
      Object.assign(console, { log, warn });
    }
    const { outputFiles } = await pack({
      entryPoints: [path.join(this.folder, 'dist/page.js')],
      bundle: true,
      external: LIBRARY,
      format: 'esm',
      banner: { js: AS_ENGINE },
      define: { ...namesWithoutNode(), ...Object.fromEntries(TIMERS.map((name) => [name, `_${name}`])) },
      write: false
    });
    const [{ text: code = '', contents } = { contents: new Uint8Array() }] = outputFiles;
    const file = path.join(this.folder, 'dist/packed.mjs');
    writeFileSync(file, code);
    const imports = LIBRARY.filter((name) => code.includes(`"${name}"`));
    return { said: said.join('\n'), size: contents.length, imports, run: () => run(file) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(name: string, code: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}

/** An app that is built for one test. */
export async function built(
  t: TestContext,
  files: NodeAppFiles,
  nodePackages: string[] = []
): Promise<BuiltApp> {
  const app = new NodeApp(files);
  t.after(() => app.remove());
  return app.build(nodePackages);
}

async function run(file: string): Promise<string> {
  // The engine makes no functions of texts.
  const child = spawn(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--import', REGISTER, '--import', ENGINE, file],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT
    }
  );
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`ended with ${child.exitCode ?? child.signalCode}:\n${errors}`);
  return output;
}
