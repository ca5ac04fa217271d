import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach } from 'node:test';
import { checkProject } from '../../../plugin/dist/check/checkProject.js';
import type { Finding } from '../../../plugin/dist/check/finding.js';
import { EditedFolder } from '../../../tools/demo/editedFolder.ts';

/** Where Taro writes. */
export const CODE = 'entry/src/main/ets';
export const MODULE_FILE = 'entry/src/main/module.json5';
export const PAGES_FILE = 'entry/src/main/resources/base/profile/main_pages.json';
export const PAGE = `${CODE}/pages/index/index.ets`;
export const PAGE_SCRIPT = `${CODE}/pages/index/index/index_taro_comp.js`;
export const RUNTIME = `${CODE}/npm/@tarojs/runtime/index.ts`;

/** The smallest project with a Taro build that DevEco takes and that starts: written as Taro writes. */
const FILES: Record<string, string> = {
  'build-profile.json5': `{
  app: {
    products: [
      { name: 'default', buildOption: { strictMode: { caseSensitiveCheck: true, useNormalizedOHMUrl: true } } }
    ]
  },
  modules: [{ name: 'entry', srcPath: './entry' }]
}
`,
  'oh-package.json5': "{ modelVersion: '5.0.2', dependencies: {} }\n",
  'entry/oh-package.json5': `{
  name: 'entry',
  version: '1.0.0',
  // what the app uses
  dependencies: {}
}
`,
  'entry/build-profile.json5': "{ apiType: 'stageMode', buildOption: {}, targets: [{ name: 'default' }] }\n",
  [MODULE_FILE]: `{
  module: {
    name: 'entry',
    type: 'entry',
    pages: '$profile:main_pages',
    abilities: [
      {
        name: 'app',
        srcEntry: './ets/app.ets'
      }
    ],
    requestPermissions: [
      { name: 'ohos.permission.INTERNET' }
    ]
  }
}
`,
  [PAGES_FILE]: `{
  "src": [
    "pages/index/index"
  ]
}
`,
  [`${CODE}/app.ets`]: `import UIAbility from "@ohos.app.ability.UIAbility"
import { callFn, context } from "./npm/@tarojs/runtime"
import createComponent, { config } from "./app/index_taro_comp"

export default class EntryAbility extends UIAbility {
  app?: TaroAny = createComponent(config)
}
`,
  [`${CODE}/app/index_taro_comp.js`]:
    'import{document as d}from"../npm/@tarojs/runtime";var c={pages:[]},a=()=>d;export{a as default,c as config};\n',
  [PAGE]: `import router from "@ohos.router"
import { Current, document } from "../../npm/@tarojs/runtime"
import createComponent, { config } from "./index/index_taro_comp"

@Entry
@Component
struct Index {
  @State node: (TaroElement | null) = null
  build () {
    Flex({ direction: FlexDirection.Row }) {
      if (this.node) {
        Text('struct').width('100%')
      }
    }
    .height('100%')
  }
}
`,
  [PAGE_SCRIPT]: `import { UDPSocket } from "../../../npm/taro-harmony-socket/index";
export { config, createComponent as default };
const config = {}, createComponent = () => import("../../../npm/@tarojs/react").then(() => new UDPSocket());
`,
  [RUNTIME]: `// @ts-nocheck
import type { Missing } from '../../../nowhere'
import { TaroElement, initHarmonyElement } from './dom'
export { callFn, bindFn as bound } from './utils'
export * from './dom'
export const [context, { Current, ...rest }] = initHarmonyElement() as [TaroElement, TaroElement]
`,
  [`${CODE}/npm/@tarojs/runtime/dom.ts`]: `// @ts-nocheck
import { Current } from '.'
export interface TaroElement { current: typeof Current }
export enum NodeType { ELEMENT_NODE = 1 }
export function initHarmonyElement () {}
export const document: TaroElement = null
export default class FormElement {}
`,
  [`${CODE}/npm/@tarojs/runtime/utils.ts`]:
    '// @ts-nocheck\nexport function callFn () {}\nexport const bindFn = callFn\n',
  [`${CODE}/npm/@tarojs/react/index.js`]: `import React from '../../react';
import { document, NodeType, bound } from '../runtime';
export const render = () => React.createElement(document, NodeType, bound);
`,
  [`${CODE}/npm/react/index.js`]: "'use strict';\nmodule.exports = require('./cjs/react.development.js');\n",
  [`${CODE}/npm/taro-harmony-socket/index.ts`]: `// @ts-nocheck
import socket from '@ohos.net.socket';
export class UDPSocket { handle = socket.constructUDPSocketInstance(); }
`
};

/** A project with no fault in a temporary folder, to seed one into. */
export class MendedProject extends EditedFolder {
  constructor() {
    super(mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-')));
    this.#mend();
  }

  /** One that has no fault before each of a file's tests, and is gone after them. */
  static forEachTest(): MendedProject {
    const project = new MendedProject();
    beforeEach(() => {
      project.remove();
      project.#mend();
    });
    after(() => project.remove());
    return project;
  }

  #mend(): void {
    for (const [name, text] of Object.entries(FILES)) this.write(name, text);
  }

  /** Adds lines at a file's end. */
  append(name: string, text: string): void {
    this.write(name, this.read(name) + text);
  }

  delete(name: string): void {
    rmSync(path.join(this.folder, name), { recursive: true });
  }

  findings(module?: string): Finding[] {
    return checkProject(this.folder, module === undefined ? {} : { module });
  }

  /** These are the findings, all of them. */
  finds(...expected: readonly Finding[]): void {
    assert.deepEqual(this.findings(), expected);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
