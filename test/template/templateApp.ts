import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { layOutDevEcoProject } from '../../tools/demo/devEcoProject.ts';
import { packPlugin } from '../package/packPlugin.ts';
import { type ReadmeConfig, readmeConfig } from './readmeConfig.ts';

const execute = promisify(execFile);
const require = createRequire(import.meta.url);

const TARO = require.resolve('@tarojs/cli/bin/taro');
const PNPM = path.join(path.dirname(require.resolve('pnpm')), 'bin/pnpm.cjs');

/** What Taro's interactive `init` would ask for besides the compiler: React and TypeScript, the rest as it is proposed. */
const ANSWERS = [
  ...['--description', 'A test', '--typescript', '--no-build-es5', '--framework', 'React'],
  ...['--css', 'None', '--template', 'default', '--template-source', 'default-template', '--no-autoInstall']
];

/** What the template of Taro 4.2.0 names in a version that npm does not have. */
export const NOT_ON_NPM: Readonly<Record<string, string>> = {
  '@tarojs/plugin-generator': '4.1.11',
  '@tarojs/plugin-platform-harmony-hybrid': '4.1.11'
};

/** What users add to an app of each compiler. */
export const ADDED = {
  Vite: ['@tarojs/plugin-platform-harmony-ets@4.2.0'],
  Webpack5: [
    '@tarojs/plugin-platform-harmony-ets@4.2.0',
    '@tarojs/vite-runner@4.2.0',
    'vite@4',
    '@vitejs/plugin-react@4',
    'terser@5'
  ]
} as const satisfies Record<string, readonly string[]>;

export type Compiler = keyof typeof ADDED;

/** The npm client that one of the pages imports. */
const CLIENT = 'mqtt@5.16.0';

export type PackageManager = 'npm' | 'pnpm';

/** How each installs packages into a project, with nothing that a package wants to run. */
const INSTALL: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--save-dev'],
  pnpm: [process.execPath, PNPM, 'add', '--ignore-scripts', '--save-dev']
};

/** One build of the app. */
export interface BuildOptions {
  platform: string;
  /** What else belongs into the config's `harmony`, or into `plugins`. */
  harmony?: Record<string, unknown>;
  plugins?: unknown[];
}

/** An app as `taro init` makes it, in a folder outside of the repository, with the packages that npm serves. */
export class TemplateApp {
  readonly folder: string;
  readonly project: string;
  readonly output: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.project = path.join(folder, 'harmony');
    this.output = path.join(this.project, 'entry/src/main/ets');
  }

  static async create(manager: PackageManager, compiler: Compiler): Promise<TemplateApp> {
    const parent = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
    const answers = ['--name', 'app', '--npm', 'Npm', '--compiler', compiler, ...ANSWERS];
    await execute(process.execPath, [TARO, 'init', 'app', ...answers], { cwd: parent });
    const app = new TemplateApp(path.join(parent, 'app'));
    app.edit('package.json', (text) =>
      Object.entries(NOT_ON_NPM).reduce((edited, [name, version]) => {
        const { version: taro } = require('@tarojs/cli/package.json') as { version: string };
        return replaceOnce(edited, `"${name}": "${taro}"`, `"${name}": "${version}"`);
      }, text)
    );
    const [command = '', ...args] = INSTALL[manager];
    await execute(command, [...args, packPlugin(parent), ...ADDED[compiler], CLIENT], {
      cwd: app.folder,
      maxBuffer: 64 * 1024 * 1024
    });
    return app;
  }

  /**
   * Makes the app's pages.
   *
   * @param names of files of `fixtures`, by which the pages are called
   * @param tabs which of them are in a tab bar
   */
  usePages(names: readonly string[], tabs: readonly string[] = []): void {
    const pages = path.join(this.folder, 'src/pages');
    rmSync(pages, { recursive: true });
    for (const name of names) {
      cpSync(
        path.join(import.meta.dirname, 'fixtures', `${name}.tsx`),
        path.join(pages, `${name}/index.tsx`)
      );
    }
    const listed = names.map((name) => `'pages/${name}/index'`).join(',\n    ');
    const list = tabs.map((name) => ({ pagePath: `pages/${name}/index`, text: name }));
    const tabBar = list.length > 0 ? `  tabBar: ${JSON.stringify({ list })},\n` : '';
    this.edit('src/app.config.ts', (text) =>
      text
        .replace(/'pages\/[^\]]*'/, listed)
        .replace(/^ {2}tabBar: .*\n/m, '')
        .replace(/^ {2}window: /m, (line) => tabBar + line)
    );
  }

  /** Makes the DevEco project that builds go into, anew. */
  layOutProject(): void {
    rmSync(this.project, { recursive: true, force: true });
    layOutDevEcoProject(this.project);
  }

  /** Code is not made smaller, which takes time and hides differences. @returns what Taro and the plugin have said */
  async build({ platform, harmony = {}, plugins = ['taro-harmony-socket'] }: BuildOptions): Promise<string> {
    this.configure({
      imports: '',
      plugins: JSON.stringify(plugins).slice(1, -1),
      harmony: JSON.stringify({ projectPath: this.project, hapName: 'entry', ...harmony }),
      terser: '{ enable: false }'
    });
    return this.run(platform);
  }

  /** Builds with the config that the README gives. @returns what Taro and the plugin have said */
  async buildAsReadmeSays(): Promise<string> {
    this.configure(readmeConfig());
    return this.run('harmony');
  }

  /** Builds with the config that is there. @returns what Taro and the plugin have said */
  async run(platform: string): Promise<string> {
    const taro = path.join(this.folder, 'node_modules/@tarojs/cli/bin/taro');
    const env = { ...process.env, NO_COLOR: '1', NODE_ENV: 'production', NODE_TEST_CONTEXT: undefined };
    const { stdout, stderr } = await execute(process.execPath, [taro, 'build', '--type', platform], {
      cwd: this.folder,
      env,
      maxBuffer: 64 * 1024 * 1024
    });
    return stdout + stderr;
  }

  /** Keeps the output of a build for another platform than Harmony under a name of its own. @returns the folder */
  keepDist(name: string): string {
    const kept = path.join(this.folder, name);
    renameSync(path.join(this.folder, 'dist'), kept);
    return kept;
  }

  remove(): void {
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }

  /** What users write into the template's config. */
  private configure({ imports, plugins, harmony, terser = '{}' }: ReadmeConfig & { terser?: string }): void {
    const original = path.join(this.folder, 'config/index.template.ts');
    const file = path.join(this.folder, 'config/index.ts');
    if (!existsSync(original)) cpSync(file, original);
    const text = readFileSync(original, 'utf8');
    const withPlugins = replaceOnce(text, '"@tarojs/plugin-generator"', plugins);
    writeFileSync(
      file,
      `${imports}\n${replaceOnce(withPlugins, '    rn: {', `    harmony: ${harmony},\n    terser: ${terser},\n    rn: {`)}`
    );
  }

  private edit(name: string, change: (text: string) => string): void {
    const file = path.join(this.folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
}

/** @throws if the template is no longer what this expects */
function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`Taro's template has not one ${from}`);
  return text.replace(from, () => to);
}
