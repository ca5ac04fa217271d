import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type BuiltApp, NodeApp, type NodeAppFiles } from './nodeApp.ts';

async function built(t: TestContext, files: NodeAppFiles): Promise<BuiltApp> {
  const app = new NodeApp(files);
  t.after(() => app.remove());
  return app.build();
}

describe('packages for Node in a build', () => {
  it('may require a module of Node inside a function', async (t) => {
    const { run } = await built(t, {
      page: "import { make } from 'late-client'; console.log(make().readable);",
      packages: {
        'late-client/index.js': `
          const net = require('net');
          exports.make = () => {
            const { Duplex } = require('stream');
            return net.isIP('') === 0 ? new Duplex() : undefined;
          };`
      }
    });
    assert.equal(await run(), 'true\n');
  });

  it('may have manifests with names in their folders', async (t) => {
    const { run } = await built(t, {
      page: "import { name } from 'nested-client'; console.log(name);",
      packages: {
        'nested-client/index.js': "module.exports = require('./dist/lib.js');",
        'nested-client/dist/package.json': '{ "name": "nested-client" }',
        'nested-client/dist/lib.js': "exports.name = require('net') && Buffer.from('6869', 'hex').toString();"
      }
    });
    assert.equal(await run(), 'hi\n');
  });
});
