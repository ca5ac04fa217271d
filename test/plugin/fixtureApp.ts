import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layOutDevEcoProject } from '../../tools/demo/devEcoProject.ts';
import { linkFolder } from '../../tools/files.ts';

const REPOSITORY_PACKAGES = path.resolve(import.meta.dirname, '../../node_modules');
const SOURCES = path.join(import.meta.dirname, 'fixtures/app');

/** As in Taro's template: what they know is not lowered. */
const BROWSERS = ['defaults and fully supports es6-module', 'maintained node versions'];

/** A plugin as Taro's config lists it. */
export type PluginEntry = string | [string, Record<string, unknown>];

export interface FixtureOptions {
  plugins: PluginEntry[];
  /** What else belongs into the config's `harmony`. */
  harmony?: Record<string, unknown>;
  /** What else belongs into the config. */
  more?: Record<string, unknown>;
  /** Text of the entry's `module.json5`; `null` for no such file. */
  module?: string | null;
  /** Default `'react'`. */
  framework?: string;
  /** How the name of the app's folder begins. */
  folderName?: string;
}

/** A DevEco entry as its template makes it, with a comment that an edit must keep. */
export const MODULE_JSON5 = `{
  "module": {
    "name": "entry",
    "type": "entry", // the app's only HAP
    "deviceTypes": [
      "phone",
      "tablet"
    ],
    "mainElement": "EntryAbility",
    "abilities": [
      {
        "name": "EntryAbility",
        "srcEntry": "./ets/entryability/EntryAbility.ets"
      }
    ],
    "extensionAbilities": [
      {
        "name": "EntryBackupAbility",
        "srcEntry": "./ets/entrybackupability/EntryBackupAbility.ets",
        "type": "backup"
      }
    ],
    "pages": "$profile:main_pages"
  }
}
`;

/** The entry's package, with a comment and in a layout that an edit must keep. */
export const OH_PACKAGE_JSON5 = `{
  name: 'entry', // the app's only HAP
  version: '1.0.0',
  dependencies: {}
}
`;

/** A Taro app in a temporary folder that uses the repository's packages and writes into a DevEco project beside it. */
export class FixtureApp {
  readonly folder: string;
  readonly entry: string;
  readonly moduleFile: string;
  readonly ohPackageFile: string;
  readonly pagesFile: string;
  readonly packages: string;
  /** Where a Harmony build is written. */
  readonly harmonyOutput: string;
  /** Where a build for any other platform is written. */
  readonly distOutput: string;

  constructor({
    plugins,
    harmony = {},
    more = {},
    module = MODULE_JSON5,
    framework = 'react',
    folderName = 'taro-harmony-socket-'
  }: FixtureOptions) {
    this.folder = mkdtempSync(path.join(tmpdir(), folderName));
    this.entry = path.join(this.folder, 'harmony/entry/src/main');
    this.moduleFile = path.join(this.entry, 'module.json5');
    this.ohPackageFile = path.join(this.entry, '../../oh-package.json5');
    this.pagesFile = path.join(this.entry, 'resources/base/profile/main_pages.json');
    this.packages = path.join(this.folder, 'node_modules');
    this.harmonyOutput = path.join(this.entry, 'ets');
    this.distOutput = path.join(this.folder, 'dist');
    cpSync(SOURCES, this.folder, { recursive: true });
    linkFolder(REPOSITORY_PACKAGES, this.packages);
    this.write('package.json', JSON.stringify({ name: 'fixture', private: true, browserslist: BROWSERS }));
    this.write(
      'babel.config.js',
      "module.exports = { presets: [['taro', { framework: 'react', ts: false, compiler: 'vite' }]] };\n"
    );
    this.write(
      'config/index.js',
      `module.exports = ${JSON.stringify({ ...this.config(plugins, harmony), ...more, framework }, null, 2)};\n`
    );
    layOutDevEcoProject(path.join(this.folder, 'harmony'));
    this.write(path.relative(this.folder, this.ohPackageFile), OH_PACKAGE_JSON5);
    if (module === null) rmSync(this.moduleFile);
    else this.write(path.relative(this.folder, this.moduleFile), module);
  }

  /** Writes a file of the app. */
  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Takes all packages but this one from the repository, so that the app can have its own copy of this one. */
  ownPackage(name: string): string {
    replaceLink(this.packages, [name]);
    return path.join(this.packages, name);
  }

  /** Links the packages of a scope one by one, so that some can be taken away or added. After {@link ownPackage}. */
  ownScope(scope: string): string {
    const folder = path.join(this.packages, scope);
    replaceLink(folder, []);
    return folder;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private config(plugins: PluginEntry[], harmony: Record<string, unknown>): Record<string, unknown> {
    return {
      projectName: 'fixture',
      date: '2025-11-21',
      designWidth: 750,
      deviceRatio: { 750: 1 },
      sourceRoot: 'src',
      outputRoot: 'dist',
      compiler: 'vite',
      plugins,
      mini: {},
      // A fifth of the time, and it would hide differences; test/template and test/demo build code that is made smaller.
      terser: { enable: false },
      harmony: {
        compiler: 'vite',
        projectPath: path.join(this.folder, 'harmony'),
        hapName: 'entry',
        name: 'default',
        ...harmony
      }
    };
  }
}

/** Makes a folder of a link to one: with links to what that holds, but for some. */
function replaceLink(link: string, without: readonly string[]): void {
  const folder = realpathSync(link);
  rmSync(link);
  mkdirSync(link);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (!entry.isFile() && !without.includes(name))
      linkFolder(path.join(folder, name), path.join(link, name));
  }
}
