import { failure } from '../message';
import { type DevEcoModule, nameOf, readDevEcoProject } from './devEcoProject';
import type { Finding } from './finding';
import { hasTaroBuild, readModuleCode } from './moduleCode';
import { checkAbilities } from './rules/abilities';
import { checkImportedNames } from './rules/importedNames';
import { checkImports } from './rules/imports';
import { checkNativeLibraries } from './rules/nativeLibraries';
import { checkPages } from './rules/pages';
import { checkPermission } from './rules/permission';
import type { Rule } from './rules/rule';
import { checkSyntax } from './rules/syntax';
import { checkTaroArkTs } from './rules/taroArkTs';

const RULES: readonly Rule[] = [
  checkAbilities,
  checkPages,
  checkImports,
  checkNativeLibraries,
  checkImportedNames,
  checkSyntax,
  checkPermission,
  checkTaroArkTs
];

export interface CheckOptions {
  /** The one module to look at, by its name or by its folder from the project on; all when absent. */
  module?: string;
}

/**
 * Looks in a DevEco project that Taro has built into for what DevEco would refuse, and for what would not start.
 *
 * @param projectFolder the folder with `build-profile.json5`
 * @throws with what to do next if the folder is no DevEco project, has no such module or no Taro build in it, or if a
 * configuration of it is not JSON5
 */
export function checkProject(projectFolder: string, { module: name }: CheckOptions = {}): Finding[] {
  const project = readDevEcoProject(projectFolder);
  const modules = project.modules.filter(
    (module) => name === undefined || module.name === name || nameOf(project, module.folder) === name
  );
  if (modules.length === 0) throw failure(noModule(projectFolder, project.modules, name));
  if (!modules.some((module) => hasTaroBuild(project, module))) {
    throw failure(
      `${modules.map(({ code }) => code).join(', ')}: no app that Taro has built. Run "taro build --type harmony" first, ` +
        "with this project as harmony.projectPath and this module as harmony.hapName in Taro's config"
    );
  }
  return modules.flatMap((module) => {
    const code = readModuleCode(project, module);
    return RULES.flatMap((rule) => rule(code));
  });
}

function noModule(folder: string, modules: readonly DevEcoModule[], name: string | undefined): string {
  const names = modules.map((module) => module.name).join(', ');
  return name === undefined
    ? `${folder}: build-profile.json5 lists no module`
    : `${folder}: build-profile.json5 lists no module "${name}"; it lists ${names}`;
}
