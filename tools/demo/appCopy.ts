import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { linkFolder } from '../files.ts';
import { REPOSITORY } from './build.ts';
import { layOutDevEcoProject } from './devEcoProject.ts';
import { EditedFolder } from './editedFolder.ts';

/** What an app is made of besides its packages; the last two are not in each. */
const SOURCES = ['babel.config.js', 'config', 'package.json', 'src', 'tsconfig.json', 'types'];

/** An app of this project in a folder of its own, to be changed, with a new DevEco project in it. */
export class AppCopy extends EditedFolder {
  readonly project: string;

  constructor(app: string, folder: string) {
    super(folder);
    this.project = path.join(folder, 'harmony');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of SOURCES.filter((each) => existsSync(path.join(app, each))))
      cpSync(path.join(app, name), path.join(folder, name), { recursive: true });
    // Making code smaller takes a quarter of a build's time, and the demo builds the example as users build their apps.
    this.edit('config/index.ts', '  harmony: {', '  terser: { enable: false },\n  harmony: {');
    linkFolder(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'));
    layOutDevEcoProject(this.project);
  }
}
