import path from 'node:path';
import { failure, reasonOf } from '../message';
import { Json5File } from './json5File';
import { ProjectFiles, nameFrom } from './projectFiles';

const BUILD_PROFILE = 'build-profile.json5';
const OH_PACKAGE = 'oh-package.json5';

/** A DevEco project and its modules. */
export interface DevEcoProject {
  folder: string;
  buildProfile: Json5File;
  ohPackage: Json5File | undefined;
  files: ProjectFiles;
  modules: DevEcoModule[];
}

/** One module of a project: an app's entry, or a library. */
export interface DevEcoModule {
  name: string;
  folder: string;
  /** Where its code lies, and where Taro writes: `src/main/ets`. */
  code: string;
  moduleFile: string;
  /** `src/main/module.json5`; `undefined` where the module has none. */
  module: Json5File | undefined;
  buildProfile: Json5File | undefined;
  ohPackageFile: string;
  ohPackage: Json5File | undefined;
}

/**
 * Reads the configuration of a project.
 *
 * @throws with what to do next if the folder is no DevEco project, or a file of it is not JSON5
 */
export function readDevEcoProject(folder: string): DevEcoProject {
  const root = path.resolve(folder);
  const buildProfile = readJson5(path.join(root, BUILD_PROFILE));
  // A module has a file of that name, too.
  if (buildProfile?.has('modules') !== true) {
    throw failure(
      `${root} is no DevEco project: it lists no modules in a ${BUILD_PROFILE}. Give the folder that harmony.projectPath in Taro's ` +
        'config names; if there is none yet, create a project in DevEco Studio first'
    );
  }
  return {
    folder: root,
    buildProfile,
    ohPackage: readJson5(path.join(root, OH_PACKAGE)),
    files: new ProjectFiles(root),
    modules: modulesOf(root, buildProfile)
  };
}

/** The name of a file in findings. */
export function nameOf(project: DevEcoProject, file: string): string {
  return nameFrom(project.folder, file);
}

function modulesOf(root: string, buildProfile: Json5File): DevEcoModule[] {
  return Array.from({ length: buildProfile.count('modules') }, (_, index): DevEcoModule => {
    const name = buildProfile.text('modules', index, 'name') ?? '';
    const folder = path.resolve(root, buildProfile.text('modules', index, 'srcPath') ?? name);
    const moduleFile = path.join(folder, 'src/main/module.json5');
    const ohPackageFile = path.join(folder, OH_PACKAGE);
    return {
      name,
      folder,
      code: path.join(folder, 'src/main/ets'),
      moduleFile,
      module: readJson5(moduleFile),
      buildProfile: readJson5(path.join(folder, BUILD_PROFILE)),
      ohPackageFile,
      ohPackage: readJson5(ohPackageFile)
    };
  });
}

function readJson5(file: string): Json5File | undefined {
  try {
    return Json5File.read(file);
  } catch (error) {
    throw failure(`cannot read ${file}: ${reasonOf(error)}`);
  }
}
