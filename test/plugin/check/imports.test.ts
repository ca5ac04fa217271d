import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CODE, MendedProject, PAGE, PAGE_SCRIPT, RUNTIME } from './mendedProject.ts';

const project = MendedProject.forEachTest();

const CORRECT =
  'correct the import, also in the case of its letters, or build the app again if files of the build were removed';

/** Declares a dependency of the entry. */
function declare(name: string, target: string): void {
  project.edit('entry/oh-package.json5', 'dependencies: {}', `dependencies: { '${name}': '${target}' }`);
}

describe('the imports of a built project', () => {
  it('lead to files: in JavaScript', () => {
    project.append(PAGE_SCRIPT, 'import "../../../vendors";\n');
    project.finds({
      severity: 'refused',
      file: PAGE_SCRIPT,
      line: 4,
      problem: "There is no file behind the import of '../../../vendors'",
      mend: CORRECT
    });
  });

  it('lead to files: in ArkTS, where types count', () => {
    project.append(PAGE, "import type { Config } from './types'\n");
    project.finds({
      severity: 'refused',
      file: PAGE,
      line: 18,
      problem: "There is no file behind the import of './types'",
      devEco: "10505001 Cannot find module './types' or its corresponding type declarations.",
      mend: CORRECT
    });
    project.write(`${CODE}/pages/index/types.d.ts`, 'export interface Config { name: string }\n');
    project.finds();
  });

  for (const statement of [
    "export { value } from './gone'",
    "export * from './gone'",
    "export * as gone from './gone'",
    "import gone from './gone'",
    "import('./gone').then(() => 1)",
    'function later () { return import(`./gone`) }'
  ]) {
    it(`lead to files: ${statement}`, () => {
      project.append(PAGE_SCRIPT, `${statement};\n`);
      assert.deepEqual(
        project.findings().map(({ severity, file, line }) => ({ severity, file, line })),
        [{ severity: 'refused', file: PAGE_SCRIPT, line: 4 }]
      );
    });
  }

  it('lead to files: an absolute path is no name of a package', () => {
    project.append(PAGE_SCRIPT, 'import "/my app/src/pages/index/index_taro_comp";\n');
    project.finds({
      severity: 'refused',
      file: PAGE_SCRIPT,
      line: 4,
      problem: "There is no file behind the import of '/my app/src/pages/index/index_taro_comp'",
      mend: CORRECT
    });
  });

  it('lead to files of that case, on every system', () => {
    project.edit(PAGE_SCRIPT, 'npm/taro-harmony-socket/index', 'npm/Taro-Harmony-Socket/index');
    assert.deepEqual(
      project.findings().map(({ line, problem }) => ({ line, problem })),
      [{ line: 1, problem: "There is no file behind the import of '../../../npm/Taro-Harmony-Socket/index'" }]
    );
  });

  it('are no texts or comments, and no types of TypeScript', () => {
    project.append(
      PAGE_SCRIPT,
      '// import "./gone"\nconst text = \'import "./gone"\', shown = `import("./gone")`;\n'
    );
    project.append(
      RUNTIME,
      "import { Gone } from './gone'\nlet gone: Gone | import('./gone').Other\nimport * as types from './gone'\nlet other: types.Other\n"
    );
    project.finds();
  });

  it('do not matter in files that nothing imports', () => {
    project.write(`${CODE}/npm/vue/index.js`, "import '@vue/runtime-dom'\n");
    project.finds();
  });

  it('lead to packages that are declared', () => {
    project.append(
      PAGE_SCRIPT,
      'import{Taro}from"@taro-oh/library/src/main/ets/npm/@tarojs/taro";\nimport("@taro-oh/library/src/main/ets/npm/@tarojs/taro");\n'
    );
    project.finds({
      severity: 'refused',
      file: PAGE_SCRIPT,
      line: 4,
      problem: 'The package @taro-oh/library is imported, but no oh-package.json5 declares it',
      mend: 'run "ohpm install @taro-oh/library" in entry, or remove the import if the package is not one of ohpm\'s'
    });
    declare('@taro-oh/library', '4.2.1');
    project.finds({
      severity: 'warning',
      file: PAGE_SCRIPT,
      line: 4,
      problem: 'The package @taro-oh/library is declared but not installed, so its code was not looked at',
      mend: 'run "ohpm install" in entry (DevEco Studio does so when it opens the project)'
    });
    const folder = 'entry/oh_modules/@taro-oh/library';
    project.write(`${folder}/oh-package.json5`, "{ name: '@taro-oh/library' }");
    assert.deepEqual(
      project.findings().map(({ severity, mend }) => ({ severity, mend })),
      ['4', '5'].map(() => ({
        severity: 'refused',
        mend: 'correct the import, or install a version of @taro-oh/library that has this file'
      }))
    );
    project.write(`${folder}/ets/modules.abc`, '');
    project.finds(); // byte code is not looked at
    project.delete(`${folder}/ets`);
    project.write(`${folder}/src/main/ets/npm/@tarojs/taro/index.ts`, 'export class Taro {}\n');
    project.finds();
  });

  it('do not lead to plugins of Taro, whose code no build for Harmony delivers', () => {
    project.append(PAGE_SCRIPT, "import '@tarojs/plugin-html/dist/runtime'\n");
    project.finds({
      severity: 'refused',
      file: PAGE_SCRIPT,
      line: 4,
      problem: 'The package @tarojs/plugin-html is imported, but no oh-package.json5 declares it',
      mend: "take @tarojs/plugin-html out of the plugins in Taro's config for this platform: process.env.TARO_ENV names it there"
    });
  });

  it('may lead to packages of the project, of a folder, or to system modules', () => {
    project.edit('oh-package.json5', 'dependencies: {}', "dependencies: { shared: 'file:./shared' }");
    project.write('shared/oh-package.json5', "{ name: 'shared', main: 'src/main.ts' }");
    project.write('shared/src/main.ts', 'export const shared = 1\n');
    project.append(
      PAGE_SCRIPT,
      `import { shared } from 'shared';
import app from '@system.app';
import { image } from '@kit.ImageKit';
import map from '@hms.core.map';
import hms from '@hmscore/hms';
import { util } from '@arkts.utils';
`
    );
    project.finds();
    project.delete('shared');
    assert.deepEqual(
      project.findings().map(({ severity, problem }) => ({ severity, problem })),
      [
        {
          severity: 'refused',
          problem: 'The package shared is declared as "file:./shared", where nothing is'
        }
      ]
    );
  });

  it('may lead to the build profile, which DevEco writes when it compiles: for an app, and for a library at its top', () => {
    project.append(PAGE, "import BuildProfile from 'BuildProfile'\n");
    project.append(PAGE, "import Generated from '../../../../../BuildProfile'\n");
    project.finds();
    project.append(PAGE, "import Other from '../../../../BuildProfile'\n");
    assert.deepEqual(
      project.findings().map(({ problem }) => problem),
      ["There is no file behind the import of '../../../../BuildProfile'"]
    );
  });

  it('do not lead from TypeScript or JavaScript to ArkTS', () => {
    project.write(`${CODE}/npm/library/Index.ets`, 'export const library = 1\n');
    project.append(RUNTIME, "export { library } from '../../library/Index'\n");
    project.append(PAGE_SCRIPT, 'import { library } from "../../../npm/library/Index";\n');
    const problem = `ArkTS is imported from TypeScript or JavaScript: ${CODE}/npm/library/Index.ets`;
    const mend = 'import it from an .ets file, or keep what both need in a .ts file';
    project.finds(
      {
        severity: 'warning',
        file: RUNTIME,
        line: 7,
        problem: `${problem}, which DevEco forbids but does not notice in a file with @ts-nocheck`,
        mend
      },
      {
        severity: 'refused',
        file: PAGE_SCRIPT,
        line: 4,
        problem,
        devEco: '10311001 Importing ArkTS files in JS and TS files is forbidden.',
        mend
      }
    );
  });

  it('lead from TypeScript to the types of ArkTS only where nobody checks it', () => {
    project.write(`${CODE}/npm/library/Index.ets`, 'export interface Library {}\n');
    project.append(RUNTIME, "import { Library } from '../../library/Index'\nlet library: Library\n");
    project.write(`${CODE}/checked.ts`, "import type { Library } from './npm/library/Index'\n");
    project.finds();
    project.append(PAGE_SCRIPT, 'import "../../../checked";\n');
    assert.deepEqual(
      project.findings().map(({ file, line, devEco }) => ({ file, line, devEco })),
      [
        {
          file: `${CODE}/checked.ts`,
          line: 1,
          devEco: '10605999 Importing ArkTS files in JS and TS files is forbidden.'
        }
      ]
    );
  });

  it('do not lead from JavaScript to the ArkTS of a package, nor to its declarations', () => {
    declare('@ohos/lottie', 'file:../lottie');
    project.write('lottie/oh-package.json5', "{ name: '@ohos/lottie', main: 'Index.ets' }");
    project.write('lottie/Index.d.ets', 'export declare class Lottie {}\n');
    project.append(PAGE_SCRIPT, 'import { Lottie } from "@ohos/lottie/Index";\n');
    assert.deepEqual(
      project.findings().map(({ line, problem }) => ({ line, problem })),
      [{ line: 4, problem: 'ArkTS is imported from TypeScript or JavaScript: lottie/Index.d.ets' }]
    );
  });
});
