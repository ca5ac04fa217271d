import { nameOf } from '../devEcoProject';
import type { Finding } from '../finding';
import type { FoundImport, ModuleCode } from '../moduleCode';
import type { Rule } from './rule';

const ARKTS = /\.ets$/;

/** Each import leads somewhere, and none from TypeScript or JavaScript to ArkTS. */
export const checkImports: Rule = (code) => {
  const packages = new Set<string>();
  return code.imports.flatMap((each) => {
    const name = packageAtFault(each);
    if (name === undefined) return checkImport(code, each);
    if (packages.has(name)) return [];
    packages.add(name);
    return checkImport(code, each);
  });
};

/** The package that is missing as a whole, which is said at the first of its imports. */
function packageAtFault({ resolution }: FoundImport): string | undefined {
  const isAtFault = ['undeclared', 'not installed', 'no package'].includes(resolution.kind);
  return isAtFault && 'packageName' in resolution ? resolution.packageName : undefined;
}

function checkImport(code: ModuleCode, found: FoundImport): Finding[] {
  const { project, module } = code;
  const { importer, specifier, line, resolution } = found;
  const place = { file: nameOf(project, importer), line };
  switch (resolution.kind) {
    case 'file':
      return ARKTS.test(resolution.file) && !ARKTS.test(importer)
        ? [
            {
              ...place,
              ...importOfArkTs(
                importer,
                nameOf(project, resolution.file),
                project.files.code(importer).isTypeChecked
              ),
              mend: 'import it from an .ets file, or keep what both need in a .ts file'
            }
          ]
        : [];
    case 'no file':
      return [
        {
          ...place,
          severity: 'refused',
          problem: `There is no file behind the import of '${specifier}'`,
          ...cannotFindModule(importer, specifier),
          mend:
            resolution.packageName === undefined
              ? 'correct the import, also in the case of its letters, or build the app again if files of the build were removed'
              : `correct the import, or install a version of ${resolution.packageName} that has this file`
        }
      ];
    case 'undeclared':
      return [
        {
          ...place,
          severity: 'refused',
          problem: `The package ${resolution.packageName} is imported, but no oh-package.json5 declares it`,
          ...cannotFindModule(importer, specifier),
          // Taro writes such an import into app.ets by itself, and again in each build.
          mend: resolution.packageName.startsWith('@tarojs/plugin-')
            ? `take ${resolution.packageName} out of the plugins in Taro's config for this platform: process.env.TARO_ENV names it there`
            : `run "ohpm install ${resolution.packageName}" in ${nameOf(project, module.folder)}, or remove the import if the package is not one of ohpm's`
        }
      ];
    case 'not installed':
      return [
        {
          ...place,
          severity: 'warning',
          problem: `The package ${resolution.packageName} is declared but not installed, so its code was not looked at`,
          mend: `run "ohpm install" in ${nameOf(project, module.folder)} (DevEco Studio does so when it opens the project)`
        }
      ];
    case 'no package':
      return [
        {
          ...place,
          severity: 'refused',
          problem: `The package ${resolution.packageName} is declared as "${resolution.target}", where nothing is`,
          mend: 'correct the path in oh-package.json5, or put the package there'
        }
      ];
    default:
      return [];
  }
}

/** JavaScript is refused by DevEco's bundler, TypeScript by its type checker, which `@ts-nocheck` keeps out of a file. */
function importOfArkTs(
  importer: string,
  target: string,
  isTypeChecked: boolean
): Pick<Finding, 'severity' | 'problem' | 'devEco'> {
  const problem = `ArkTS is imported from TypeScript or JavaScript: ${target}`;
  const isTypeScript = importer.endsWith('.ts');
  if (isTypeScript && !isTypeChecked) {
    return {
      severity: 'warning',
      problem: `${problem}, which DevEco forbids but does not notice in a file with @ts-nocheck`
    };
  }
  const code = isTypeScript ? '10605999' : '10311001';
  return {
    severity: 'refused',
    problem,
    devEco: `${code} Importing ArkTS files in JS and TS files is forbidden.`
  };
}

/** What is known of DevEco's words: those of its TypeScript, which looks at ArkTS only. */
function cannotFindModule(importer: string, specifier: string): Pick<Finding, 'devEco'> {
  return ARKTS.test(importer)
    ? { devEco: `10505001 Cannot find module '${specifier}' or its corresponding type declarations.` }
    : {};
}
