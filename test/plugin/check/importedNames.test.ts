import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CODE, MendedProject, PAGE, PAGE_SCRIPT, RUNTIME } from './mendedProject.ts';

const REACT = `${CODE}/npm/@tarojs/react/index.js`;

const project = MendedProject.forEachTest();

function problems(): [string, number | undefined, string][] {
  return project.findings().map(({ file, line, problem }) => [file, line, problem]);
}

describe('the names that a built project imports', () => {
  it("are exported: @tarojs/react 4.2.0 wants two that harmony-ets' runtime does not have", () => {
    project.edit(
      REACT,
      "import { document, NodeType, bound } from '../runtime';",
      'import{document,NodeType,bound,setInnerHTML as s,\n eventHandlerTTDom as e}from"../runtime";s(e);'
    );
    const mend =
      'install another version of @tarojs/react ("npm install @tarojs/react@4.1.11" has what fits), and build again';
    project.finds(
      {
        severity: 'does not start',
        file: REACT,
        line: 2,
        problem: `setInnerHTML is imported from ${RUNTIME}, which does not export it`,
        mend
      },
      {
        severity: 'does not start',
        file: REACT,
        line: 3,
        problem: `eventHandlerTTDom is imported from ${RUNTIME}, which does not export it`,
        mend
      }
    );
  });

  it('are exported by the file itself, not only declared there', () => {
    project.append(RUNTIME, 'const hidden = 1\n');
    project.append(PAGE_SCRIPT, 'import { hidden } from "../../../npm/@tarojs/runtime";\n');
    project.finds({
      severity: 'does not start',
      file: PAGE_SCRIPT,
      line: 4,
      problem: `hidden is imported from ${RUNTIME}, which does not export it`,
      mend: 'import a name that @tarojs/runtime exports, or install a version of it that has this one, and build again'
    });
  });

  it('are not those of browsers that Taro imports for packages, although its runtime lacks them', () => {
    project.append(PAGE_SCRIPT, 'import { MutationObserver as M } from "../../../npm/@tarojs/runtime";\n');
    project.finds({
      severity: 'does not start',
      file: PAGE_SCRIPT,
      line: 4,
      problem: `MutationObserver is imported from ${RUNTIME}, which does not export it`,
      mend: "have injectOptions: { exclude: ['MutationObserver'] } in harmony of Taro's config, and build again: Taro imports it for code that looks for it"
    });
  });

  it('are refused in ArkTS already', () => {
    project.edit(PAGE, 'createComponent, { config }', 'createComponent, { config, title }');
    project.finds({
      severity: 'refused',
      file: PAGE,
      line: 3,
      problem: `title is imported from ${PAGE_SCRIPT}, which does not export it`,
      devEco: `10605999 Module '"./index/index_taro_comp"' has no exported member 'title'.`,
      mend: 'import a name that is exported there, or export this one'
    });
  });

  it('do not include the default export behind export *', () => {
    project.append(PAGE_SCRIPT, 'import FormElement from "../../../npm/@tarojs/runtime";\n');
    assert.deepEqual(problems(), [
      [PAGE_SCRIPT, 4, `The default export of ${RUNTIME} is imported, but it has none`]
    ]);
  });

  it('are looked for when they are exported again', () => {
    project.append(RUNTIME, "export { gone as there } from './utils'\n");
    assert.deepEqual(problems(), [
      [RUNTIME, 7, `gone is imported from ${CODE}/npm/@tarojs/runtime/utils.ts, which does not export it`]
    ]);
  });

  it('are not known when an export * leads out of the project', () => {
    project.append(RUNTIME, "export * from '@ohos.base'\n");
    project.append(PAGE_SCRIPT, 'import { BusinessError } from "../../../npm/@tarojs/runtime";\n');
    project.finds();
  });

  it('are not known of CommonJS', () => {
    project.append(PAGE_SCRIPT, 'import { useState } from "../../../npm/react";\n');
    project.finds();
  });

  it('need not be there when TypeScript uses them as types only', () => {
    project.append(RUNTIME, "import { Props } from './utils'\nlet props: Props\n");
    project.finds();
    project.append(RUNTIME, 'props = new Props()\n');
    assert.deepEqual(problems(), [
      [RUNTIME, 7, `Props is imported from ${CODE}/npm/@tarojs/runtime/utils.ts, which does not export it`]
    ]);
  });

  it('may be types that stand in declarations beside JavaScript', () => {
    project.write(`${CODE}/npm/@tarojs/runtime/dist/runtime.esm.js`, 'export class Events {}\n');
    project.write(
      `${CODE}/npm/@tarojs/runtime/dist/runtime.esm.d.ts`,
      'interface PageProps { id: string }\nexport declare class Events {}\nexport { PageProps };\n'
    );
    project.append(RUNTIME, "export { Events, PageProps } from './dist/runtime.esm'\n");
    project.finds();
    project.append(REACT, "import { PageProps } from '../runtime/dist/runtime.esm';\n");
    assert.deepEqual(problems(), [
      [
        REACT,
        4,
        `PageProps is imported from ${CODE}/npm/@tarojs/runtime/dist/runtime.esm.js, which does not export it`
      ]
    ]);
  });

  it('are found behind every form of export', () => {
    project.write(
      `${CODE}/npm/forms.ts`,
      `export class A {} export abstract class B {} export async function c () {} export function* d () {}
export const e = 1, { f, g: [h], ...i } = {}; export enum J {} export const enum K {} export namespace L {}
export type M = 1; export interface N {} export declare const O: 1; const p = 1; export { p as q, p as r }
export * as s from './react/index'; export import t = L; @Observed export class U {}
`
    );
    const names = 'A,B,c,d,e,f,h,i,J,K,L,M,N,O,q,r,s,t,U';
    project.append(PAGE_SCRIPT, `import { ${names} } from "../../../npm/forms";\n`);
    project.finds();
  });

  it('are found behind structs, builders and what else only ArkTS has', () => {
    project.write(
      `${CODE}/parts.ets`,
      `@Extend(Text) function fancy (size: number) { .fontSize(size).height('1px') }
@Styles function wide () { .width('100%') }
@Component
export struct First {
  @BuilderParam content: () => void = this.empty
  @Builder empty () {}
  build () {
    Column({ space: 1 }) { ForEach(this.list, (item: string) => { Text(item).fancy(1) }, (item: string) => item) }
    .width($r('app.float.width'))
    if (this.isOpen) { Text('}') } else { Divider() }
  }
}
@Builder export function second () { Row() { Text('{') }.onClick(() => {}) }
@ComponentV2 export struct Third { @Local a: number = 1; build () { Row() {} } }
export const fourth: Array<Record<string, number>> = []
`
    );
    project.append(PAGE, "import { First, second, Third, fourth } from '../../parts'\n");
    project.finds();
    project.append(PAGE, "import { fancy } from '../../parts'\n");
    assert.deepEqual(problems(), [
      [PAGE, 19, `fancy is imported from ${CODE}/parts.ets, which does not export it`]
    ]);
  });
});
