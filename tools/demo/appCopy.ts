import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXAMPLE, REPOSITORY } from './build.ts';
import { layOutDevEcoProject } from './devEcoProject.ts';

/** What an app is made of besides its packages. */
const SOURCES = ['babel.config.js', 'config', 'package.json', 'src', 'tsconfig.json', 'types'];

/** The example app in a folder of its own, to be changed, with a new DevEco project in it. */
export class AppCopy {
  readonly folder: string;
  readonly project: string;

  constructor(folder: string) {
    this.folder = folder;
    this.project = path.join(folder, 'harmony');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of SOURCES)
      cpSync(path.join(EXAMPLE, name), path.join(folder, name), { recursive: true });
    symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    layOutDevEcoProject(this.project);
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** @throws if the file has no such text */
  edit(name: string, from: string, to: string): void {
    const text = readFileSync(path.join(this.folder, name), 'utf8');
    if (!text.includes(from)) throw new Error(`${name} of the example has no ${from}`);
    this.write(
      name,
      text.replace(from, () => to)
    );
  }
}
