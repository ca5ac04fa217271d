import assert from 'node:assert/strict';
import nodeModule from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { built, NodeApp } from './nodeApp.ts';

describe('packages for Node are found', () => {
  it('through the paths of what a tsconfig.json refers to and of a jsconfig.json, for which a plugin of the app stands', async (t) => {
    const { run } = await built(t, {
      page: "import { isIP } from '@lib/address'; console.log(isIP('::1'));",
      beside: {
        'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }',
        'tsconfig.app.json': '{ "extends": ["./tsconfig.base.json"], /* as of templates */ }',
        'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
        'lib/address.ts': "export { isIP } from '@parts/address';",
        'lib/jsconfig.json': '{ "compilerOptions": { "paths": { "@parts/*": ["../parts/*"] } } }',
        'parts/address.js': "export { isIP } from 'path-client';"
      },
      packages: {
        'path-client/package.json': '{ "name": "path-client", "browser": "browser.js" }',
        'path-client/index.js': "exports.isIP = require('net').isIP;",
        'path-client/browser.js': "exports.isIP = () => 'for browsers';"
      },
      plugins: [
        {
          name: 'tsconfig-paths',
          resolveId(specifier, importer) {
            return /^@(lib|parts)\//.test(specifier)
              ? this.resolve(specifier.replace('@', '../'), importer)
              : null;
          }
        }
      ]
    });
    assert.equal(await run(), '6\n');
  });

  it("by Yarn's Plug'n'Play, where they lie in no node_modules above the app's code", async (t) => {
    const folder = '.yarn/unplugged/yarn-client/node_modules/yarn-client';
    const app = new NodeApp({
      page: "import { isIP } from 'yarn-client'; console.log(isIP('::1'));",
      beside: {
        [`${folder}/package.json`]: '{ "name": "yarn-client", "browser": "browser.js" }',
        [`${folder}/index.js`]: "exports.isIP = require('net').isIP;"
      }
    });
    t.after(() => app.remove());
    const yarn = { resolveToUnqualified: () => path.join(app.folder, folder) };
    const module = Object.assign(nodeModule, {
      // Vite's paths have slashes on Windows as well.
      findPnpApi: (file: string) => (path.resolve(file).startsWith(app.folder) ? yarn : null)
    });
    t.after(() => Reflect.deleteProperty(module, 'findPnpApi'));
    const { run } = await app.build();
    assert.equal(await run(), '6\n');
  });

  it("as a workspace's TypeScript and elements, which the app's own settings compile", async (t) => {
    const { run } = await built(t, {
      page: "import { line, sign } from 'workspace'; console.log(line.isIP('::1'), sign);",
      packages: {
        'workspace/package.json': '{ "name": "workspace", "main": "src/index.ts" }',
        'workspace/src/index.ts': `
          import net, { type Socket } from 'net';
          export * from './sign.jsx';
          class Line {
            readonly #socket?: Socket;
            isIP(text: string): number { return this.#socket === undefined ? net.isIP(text) : 0; }
          }
          export const line = new Line();`,
        'workspace/src/sign.jsx': `
          const React = { createElement: (name, { style }) => name + ' ' + style };
          export const sign = <i style="1px solid #eee" />;`
      }
    });
    assert.equal(await run(), '6 i 1px solid #eee\n');
  });

  it("from code beside the app's sources and from TypeScript of a workspace", async (t) => {
    const client = (name: string): Record<string, string> => ({
      [`${name}/package.json`]: JSON.stringify({ name, browser: 'browser.js' }),
      [`${name}/index.js`]: "exports.isIP = require('net').isIP;",
      [`${name}/browser.js`]: "exports.isIP = () => 'for browsers';"
    });
    const { run } = await built(t, {
      page: `
        import { isIP as byAlias } from '@shared/address';
        import { isIP as byPath } from '../shared/path/address';
        import { isIP as byName } from 'workspace';
        console.log(byAlias('::1'), byPath('::1'), byName('::1'));`,
      // The second is what apps have for other platforms, which it is not to spoil.
      alias: { '@shared': 'shared', 'name-client': 'node_modules/name-client/browser.js' },
      beside: {
        'shared/address.ts': "export { isIP } from 'alias-client';",
        'shared/path/address/index.ts': "export { isIP } from 'path-client';"
      },
      packages: {
        ...client('alias-client'),
        ...client('path-client'),
        ...client('name-client'),
        'workspace/package.json': '{ "name": "workspace", "main": "src/index.ts" }',
        'workspace/src/index.ts': "export * from './address.js';",
        'workspace/src/address.ts': "export { isIP } from 'name-client';"
      }
    });
    assert.equal(await run(), '6 6 6\n');
  });
});
