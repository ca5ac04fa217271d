import assert from 'node:assert/strict';
import { build, type Plugin } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { API_GROUPS, functionsOf, type GroupName } from '../../plugin/src/apiGroups.ts';
import { withSchemas } from '../../plugin/src/hybridDefinition.ts';
import { provideHybridSockets } from '../../plugin/src/hybridPlatform.ts';
import { withSlashes } from '../../plugin/src/outputPath.ts';
import type { TaroContext } from '../../plugin/src/taroContext.ts';

const PLATFORM = '/app/node_modules/@tarojs/plugin-platform-harmony-hybrid/dist/runtime/apis/index.js';
const BUILT = path.resolve(import.meta.dirname, '../../plugin/dist/hybrid');

interface Chain {
  aliases: Map<string, string>;
  /** What Taro's Babel plugin is given. */
  apis: object;
}

/** A build's chain, as this package changes it. */
function changedChain(groups: readonly GroupName[]): Chain {
  const aliases = new Map([['@tarojs/taro', PLATFORM]]);
  let apis: object = {};
  const tap = (
    modify: (options: object) => { plugins: [unknown, { definition: { apis: object } }][] }
  ): void => {
    const given = { definition: { apis: { connectSocket: { object: { success: '' } } } } };
    const [changed] = modify({ plugins: [['taroapi', given]] }).plugins;
    apis = changed?.[1].definition.apis ?? {};
  };
  const chain = {
    resolve: { alias: aliases },
    module: { rule: () => ({ use: () => ({ tap }) }) },
    plugin: () => ({ use: () => undefined })
  };
  const ctx = {
    runOpts: { options: { platform: 'harmony-hybrid' } },
    register: ({ fn }: { fn: (given: object) => void }) => fn({ chain })
  };
  provideHybridSockets(ctx as unknown as TaroContext, groups);
  return { aliases, apis };
}

/** What is left of a page's code, the facade and a platform with a table of names. */
async function bundledPage(page: string): Promise<string> {
  const platform: Plugin = {
    name: 'platform',
    setup(bundle) {
      bundle.onResolve({ filter: /^taro-harmony-socket\/platform-taro$/ }, () => ({ path: PLATFORM }));
      bundle.onLoad({ filter: new RegExp(`^${PLATFORM}$`) }, () => ({
        contents: "export const canIUse = (name) => name in ['the table']; export default {};"
      }));
    }
  };
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: BUILT },
    alias: { '@tarojs/taro': './taro.js', 'taro-harmony-socket/page-group': '.' },
    absWorkingDir: BUILT,
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [platform]
  });
  return outputFiles[0]?.text ?? '';
}

describe('a harmony-hybrid build', () => {
  it("takes each group of functions from this package, or Taro's own where the options say so", () => {
    const { aliases } = changedChain(['localNetwork']);
    const files = Object.keys(API_GROUPS).map((name) =>
      withSlashes(aliases.get(`taro-harmony-socket/page-group/${name}$`) ?? '')
    );
    assert.deepEqual(
      files.map((file) => file.slice(file.lastIndexOf('hybrid/'))),
      ['hybrid/platform/webSocket.js', 'hybrid/localNetwork.js', 'hybrid/platform/localServiceDiscovery.js']
    );
    assert.equal(aliases.get('taro-harmony-socket/platform-taro$'), PLATFORM);
  });

  it('has the files of both, with all functions of the group', () => {
    for (const [name, group] of Object.entries(API_GROUPS)) {
      for (const file of [`${name}.js`, `platform/${name}.js`]) {
        assert.ok(existsSync(path.join(BUILT, file)), file);
        const text = readFileSync(path.join(BUILT, file), 'utf8');
        const exported: string[] = /export \{([^}]*)\}/.exec(text)?.[1]?.match(/\w+/g) ?? [];
        for (const each of functionsOf(group)) assert.ok(exported.includes(each), `${file} has no ${each}`);
      }
    }
  });

  it("leaves Taro's table of names out of pages that ask the build only", async () => {
    const bundled = await bundledPage("import Taro from '@tarojs/taro'; console.log(Taro);");
    assert.match(bundled, /createUDPSocket/);
    assert.doesNotMatch(bundled, /the table/);
    const asking = await bundledPage("import { canIUse } from '@tarojs/taro'; console.log(canIUse(name));");
    assert.match(asking, /the table/);
  });

  it('tells canIUse of what it has, beside what Taro knows', () => {
    const { apis } = changedChain(['webSocket']);
    const { connectSocket, getLocalIPAddress, UDPSocket } = apis as Record<string, unknown>;
    assert.deepEqual(connectSocket, {
      object: { success: '', header: '', protocols: '', timeout: '', url: '' }
    });
    assert.equal(getLocalIPAddress, undefined);
    assert.deepEqual((UDPSocket as Record<string, unknown>).connect, { object: { address: '', port: '' } });
  });
});

describe('the definition of APIs', () => {
  it('is extended, and not changed', () => {
    const known = { a: '', b: { c: '' } } as const;
    assert.deepEqual(withSchemas(known, ['a.x.y', 'b', 'b.c.d', 'e']), {
      a: { x: { y: '' } },
      b: { c: { d: '' } },
      e: ''
    });
    assert.deepEqual(known, { a: '', b: { c: '' } });
  });
});
