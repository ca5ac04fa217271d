import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { EXAMPLE, REPOSITORY } from './build.ts';
import { layOutDevEcoProject } from './devEcoProject.ts';
import { EditedFolder } from './editedFolder.ts';

/** What an app is made of besides its packages. */
const SOURCES = ['babel.config.js', 'config', 'package.json', 'src', 'tsconfig.json', 'types'];

/** The example app in a folder of its own, to be changed, with a new DevEco project in it. */
export class AppCopy extends EditedFolder {
  readonly project: string;

  constructor(folder: string) {
    super(folder);
    this.project = path.join(folder, 'harmony');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of SOURCES)
      cpSync(path.join(EXAMPLE, name), path.join(folder, name), { recursive: true });
    symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    layOutDevEcoProject(this.project);
  }
}
