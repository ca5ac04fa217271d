import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const REPOSITORY_PACKAGES = path.resolve(import.meta.dirname, '../../node_modules');
const SOURCES = path.join(import.meta.dirname, 'fixtures/app');

/** A plugin as Taro's config lists it. */
export type PluginEntry = string | [string, Record<string, unknown>];

export interface FixtureOptions {
  plugins: PluginEntry[];
  /** What else belongs into the config's `harmony`. */
  harmony?: Record<string, unknown>;
  /** Text of the entry's `module.json5`; `null` for no such file. */
  module?: string | null;
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
    "pages": "$profile:main_pages"
  }
}
`;

/** A Taro app in a temporary folder that uses the repository's packages and writes into a DevEco project beside it. */
export class FixtureApp {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  readonly entry = path.join(this.folder, 'harmony/entry/src/main');
  readonly moduleFile = path.join(this.entry, 'module.json5');
  readonly packages = path.join(this.folder, 'node_modules');
  /** Where a Harmony build is written. */
  readonly harmonyOutput = path.join(this.entry, 'ets');
  /** Where a build for any other platform is written. */
  readonly distOutput = path.join(this.folder, 'dist');

  constructor({ plugins, harmony = {}, module = MODULE_JSON5 }: FixtureOptions) {
    cpSync(SOURCES, this.folder, { recursive: true });
    symlinkSync(REPOSITORY_PACKAGES, this.packages);
    this.write('package.json', JSON.stringify({ name: 'fixture', private: true }));
    this.write(
      'babel.config.js',
      "module.exports = { presets: [['taro', { framework: 'react', ts: false, compiler: 'vite' }]] };\n"
    );
    this.write(
      'config/index.js',
      `module.exports = ${JSON.stringify(this.config(plugins, harmony), null, 2)};\n`
    );
    this.write(
      'harmony/build-profile.json5',
      '{ app: {}, modules: [{ name: "entry", srcPath: "./entry" }] }\n'
    );
    this.write('harmony/entry/oh-package.json5', '{ name: "entry", version: "1.0.0" }\n');
    if (module !== null) this.write(path.relative(this.folder, this.moduleFile), module);
  }

  /** Writes a file of the app. */
  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Takes all packages but this one from the repository, so that the app can have its own copy of this one. */
  ownPackage(name: string): string {
    rmSync(this.packages);
    mkdirSync(this.packages);
    for (const other of readdirSync(REPOSITORY_PACKAGES).filter((other) => other !== name)) {
      symlinkSync(path.join(REPOSITORY_PACKAGES, other), path.join(this.packages, other));
    }
    return path.join(this.packages, name);
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
      framework: 'react',
      compiler: 'vite',
      plugins,
      mini: {},
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
