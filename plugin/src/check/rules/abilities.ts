import path from 'node:path';
import { nameOf } from '../devEcoProject';
import type { Finding } from '../finding';
import type { AbilitySource, ModuleCode } from '../moduleCode';
import type { Rule } from './rule';

/** What Taro writes; DevEco's template for projects names `./ets/entryability/EntryAbility.ets`. */
const TARO_ABILITY = './ets/app.ets';

/** The files that `module.json5` names as abilities exist, and Taro's is one of them or belongs to one. */
export const checkAbilities: Rule = (code) => {
  const { project, abilities } = code;
  const missing = abilities.filter(({ file }) => !project.files.isFile(file));
  return missing.length > 0 ? missing.map((ability) => missingSource(code, ability)) : checkTaroAbility(code);
};

function missingSource(code: ModuleCode, { line, srcEntry, isAbility, file }: AbilitySource): Finding {
  const { project, module, abilities } = code;
  const app = path.join(module.code, 'app.ets');
  const isTaroUnused = project.files.isFile(app) && !abilities.some((ability) => ability.file === app);
  return {
    severity: 'refused',
    file: nameOf(project, module.moduleFile),
    ...(line === undefined ? {} : { line }),
    problem: `There is no ${nameOf(project, file)}, which srcEntry names`,
    devEco: `srcEntry file '${nameOf(project, file)}' does not exist.`,
    mend:
      isAbility && isTaroUnused
        ? `write "srcEntry": "${TARO_ABILITY}" in the place of "${srcEntry}": that is the file that Taro writes`
        : 'put the file there again, from version control or a new DevEco project (builds of Taro remove it, but for those with taro-harmony-socket), or remove what names it'
  };
}

function checkTaroAbility({ project, module, abilities, imports }: ModuleCode): Finding[] {
  const app = path.join(module.code, 'app.ets');
  if (!project.files.isFile(app) || module.module?.text('module', 'type') === 'har') return [];
  const isUsed =
    abilities.some(({ file }) => file === app) ||
    imports.some(({ resolution }) => resolution.kind === 'file' && resolution.file === app);
  if (isUsed) return [];
  const [first] = abilities;
  return [
    {
      severity: 'does not start',
      file: nameOf(project, module.moduleFile),
      ...(first?.line === undefined ? {} : { line: first.line }),
      problem: "No ability leads to app.ets, so Taro's app is never started",
      mend: `write "srcEntry": "${TARO_ABILITY}" in the ability that the app starts with`
    }
  ];
}
