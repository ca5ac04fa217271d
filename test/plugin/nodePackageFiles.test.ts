import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Plugin } from 'vite';
import { built } from './nodeApp.ts';

describe('packages for Node in a build, of which other files are meant for browsers or for Node alone,', () => {
  it("have files of their own that browsers have none for, or others: what sees Node's names loads them", async (t) => {
    const { run } = await built(t, {
      page: "import { encoded } from 'texts-client'; console.log(encoded);",
      packages: {
        'texts-client/index.js': "require('net'); exports.encoded = require('encodings').encoded;",
        'encodings/package.json':
          '{ "name": "encodings", "browser": { "./lib/streams": false, "./name.js": "./window.js" } }',
        'encodings/index.js':
          "if (process.versions.node) require('./lib/streams')(exports);\nexports.of = Buffer.from('a');",
        'encodings/lib/streams.js':
          "module.exports = (encodings) => (encodings.encoded = require('../name'));",
        'encodings/name.js': "module.exports = 'by a stream';",
        'encodings/window.js': 'module.exports = window.name;'
      }
    });
    assert.equal(await run(), 'by a stream\n');
  });

  it('have files for browsers that load others for browsers', async (t) => {
    const { run } = await built(t, {
      page: "import { kind } from 'turn-client'; console.log(kind);",
      packages: {
        'turn-client/index.js': "require('net'); exports.kind = require('turns');",
        'turns/package.json':
          '{ "name": "turns", "browser": { "./index.js": "./browser.js", "./raw": "./browser-raw.js" } }',
        'turns/index.js': "require('events'); module.exports = require('./raw').forNode;",
        'turns/raw.js': "exports.forNode = 'for Node';",
        'turns/browser.js': "module.exports = require('./raw').forBrowsers;",
        'turns/browser-raw.js': "exports.forBrowsers = 'for browsers';"
      }
    });
    assert.equal(await run(), 'for browsers\n');
  });

  it('keep their files for browsers where they speak HTTP, which is said with the option that helps', async (t) => {
    const packages = {
      'asker/package.json': '{ "name": "asker", "browser": "browser.js" }',
      'asker/browser.js': "exports.form = 'browser';",
      'asker/index.js': "exports.form = require('http').METHODS[0];"
    };
    const page = "import { form } from 'asker'; console.log(form);";
    const told =
      /asker has its files for browsers, which want XMLHttpRequest, fetch or WebSocket: .*nodePackages: \['asker'\]/;
    for (const [before, said] of [
      ['', new RegExp(`^taro-harmony-socket: ${told.source} in the plugin's options$`)],
      ["import 'net';", new RegExp(`this build has Node's .*\\bnet\\b.*; ${told.source}`)]
    ] as const) {
      const kept = await built(t, { page: before + page, packages });
      assert.equal(await kept.run(), 'browser\n');
      assert.match(kept.said, said);
    }
    const named = await built(t, { page, packages }, ['asker']);
    assert.equal(await named.run(), 'ACL\n');
    assert.doesNotMatch(named.said, told);
  });

  it('speak HTTP as Node does where a client alone has them, and are named where another package does', async (t) => {
    const packages = {
      'asker/index.js': "exports.form = require('asked');",
      'asked/package.json': '{ "name": "asked", "browser": "browser.js" }',
      'asked/browser.js': "module.exports = 'a browser';",
      'asked/index.js': "module.exports = require('http').METHODS[0];",
      'speaker/index.js': "require('dgram'); exports.form = require('asker').form;"
    };
    const page = "import { form } from 'speaker'; console.log(form);";
    const told = /asked has its files for browsers/;
    const ofClient = await built(t, { page, packages });
    assert.equal(await ofClient.run(), 'ACL\n');
    assert.match(ofClient.said, /Node's are taken of asked$/);
    assert.doesNotMatch(ofClient.said, told);
    const ofOther = await built(t, { page: "import { form } from 'asker'; console.log(form);", packages });
    assert.equal(await ofOther.run(), 'a browser\n');
    assert.match(ofOther.said, told);
    const ofApp = await built(t, { page: `${page} import 'asked';`, packages });
    assert.equal(await ofApp.run(), 'a browser\n');
    assert.match(ofApp.said, told);
  });

  it("lead to the network by others that browsers have other files of: all are named, and run by Node's files then", async (t) => {
    const packages = {
      'talker/package.json': '{ "name": "talker", "browser": "browser.js" }',
      'talker/browser.js': "exports.form = 'a browser';",
      'talker/index.js': "exports.form = require('wires');",
      'wires/package.json': '{ "name": "wires", "browser": "browser.js" }',
      'wires/browser.js': "module.exports = 'a browser, too';",
      'wires/index.js': "module.exports = require('https').globalAgent && require('net').isIP('::1');",
      'colours/package.json': '{ "name": "colours", "browser": "browser.js" }',
      'colours/browser.js': "module.exports = 'red';",
      'colours/index.js': "module.exports = require('tty').isatty(1);"
    };
    const page = "import { form } from 'talker'; import colour from 'colours'; console.log(form, colour);";
    const told =
      /talker, wires have their files for browsers, which want .*nodePackages: \['talker', 'wires'\] in the plugin's options$/;
    const kept = await built(t, { page, packages });
    assert.equal(await kept.run(), 'a browser red\n');
    assert.match(kept.said, told);
    const named = await built(t, { page, packages }, ['talker', 'wires']);
    assert.equal(await named.run(), '6 red\n');
    assert.doesNotMatch(named.said, /files for browsers, which/);
  });

  it("bring older streams by their files for browsers: those for Node build upon Node's own", async (t) => {
    const { run } = await built(t, {
      page: "import { base } from 'log-client'; console.log(base);",
      packages: {
        'log-client/index.js': "require('net'); exports.base = require('readable-stream');",
        'readable-stream/package.json':
          '{ "name": "readable-stream", "version": "3.6.2", "browser": { "./stream.js": "./stream-browser.js" } }',
        'readable-stream/index.js': "module.exports = require('./stream');",
        'readable-stream/stream.js': "module.exports = typeof require('stream').Readable;",
        'readable-stream/stream-browser.js': "module.exports = 'its own';"
      }
    });
    assert.equal(await run(), 'its own\n');
  });

  it('may be of no use to browsers, or have names of their own by the manifest of a folder', async (t) => {
    const { run } = await built(t, {
      page: "import { form } from 'upload-client'; import { state } from 'state-client'; console.log(form, state);",
      packages: {
        'upload-client/index.js': "require('net'); exports.form = typeof require('form-data');",
        'form-data/package.json':
          '{ "name": "form-data", "main": "lib/form_data", "browser": "lib/browser" }',
        'form-data/lib/browser.js': 'module.exports = window.FormData;',
        'form-data/lib/form_data.js': "require('http'); module.exports = function () {};",
        'state-client/package.json':
          '{ "name": "state-client", "exports": "./dist/index.js", "imports": { "#*": "./src/*" } }',
        'state-client/dist/package.json': '{ "type": "module", "imports": { "#*": "./*" } }',
        'state-client/dist/index.js': "import 'net'; export { state } from '#state.js';",
        'state-client/dist/state.js': "export const state = 'compiled';",
        'state-client/src/state.ts': "export const state: string = 'a source';"
      }
    });
    assert.equal(await run(), 'function compiled\n');
  });

  it('may have ES modules for bundlers: all of the app gets what Node takes, which may be a function', async (t) => {
    const { run } = await built(t, {
      page: "import { first, add } from 'mark-client'; import mark from 'marks'; console.log(first, mark(), add(1, 2));",
      packages: {
        'mark-client/index.js':
          "require('net'); globalThis.isReady = true; exports.first = require('marks')(); exports.add = require('sums').add;",
        'sums/package.json': '{ "name": "sums", "main": "none.js", "module": "sums.mjs" }',
        'sums/sums.mjs': 'export const add = (left, right) => left + right;',
        'marks/package.json': '{ "name": "marks", "main": "marks.js", "module": "marks.mjs" }',
        'marks/marks.js':
          'const { isReady } = globalThis; let marks = 0; module.exports = () => `${isReady} ${++marks}`;',
        'marks/marks.mjs':
          'const { isReady } = globalThis; let marks = 0; export default () => `${isReady} ${++marks}`;'
      }
    });
    // What has no default export is the same object for all, and smaller as ES modules.
    assert.equal(await run(), 'true 1 true 2 3\n');
  });

  it('may bring a package by the name of a module of Node for which nothing else is there', async (t) => {
    const { said, run } = await built(t, {
      page: "import { names } from 'name-client'; import 'other-client'; console.log(names.toASCII('ü'));",
      packages: {
        'name-client/package.json':
          '{ "name": "name-client", "dependencies": { "punycode": "2", "cluster": "0.7" } }',
        'name-client/index.js': "require('net'); require('cluster'); exports.names = require('punycode');",
        'punycode/index.js': "exports.toASCII = (name) => Buffer.from(name).toString('hex');",
        'cluster/index.js': "throw new Error('another kind of cluster');",
        'other-client/index.js': "require('net'); require('punycode');"
      }
    });
    assert.equal(await run(), 'c3bc\n');
    assert.match(said, /; what throws when it is used: cluster \(name-client\), punycode \(other-client\)/);
  });

  it('count that keep a client from browsers, and lead to it', async (t) => {
    const { said, run } = await built(t, {
      page: "import { isIP } from 'chat-client'; console.log(isIP('::1'));",
      packages: {
        'chat-client/package.json': '{ "name": "chat-client", "browser": { "chat-transport": false } }',
        'chat-client/index.js': "exports.isIP = require('chat-transport').isIP;",
        'chat-transport/index.js': "module.exports = require('chat-connection');",
        'chat-connection/index.js': "exports.isIP = require('net').isIP;"
      }
    });
    assert.equal(await run(), '6\n');
    assert.match(said, /Node's are taken of chat-client$/);
  });

  it('may bring HTTP/2 along, which is missing, by a package that wants the inside of Node', async (t) => {
    const { said, run } = await built(t, {
      page: "import { ask, ask2 } from 'web-client'; try { ask2(); } catch ({ message }) { console.log(typeof ask, message); }",
      packages: {
        'web-client/package.json': '{ "name": "web-client", "type": "module" }',
        'web-client/index.js': `import { request } from 'node:http'; import http2 from 'http2-wrapper';
          export const ask = request; export const ask2 = () => http2.auto();`,
        'http2-wrapper/index.js': `const tls = require('tls'); require('http2');
          new tls.TLSSocket(new (require('stream').PassThrough)())._handle._parentWrap;`
      }
    });
    const missing = 'http2.auto() is not there: taro-harmony-socket has nothing for http2 on HarmonyOS';
    assert.equal(await run(), `function ${missing}\n`);
    assert.match(said, /; what throws when it is used: http2 \(web-client\)/);
  });

  it('do without optional packages that are not installed, as on Node', async (t) => {
    const { run } = await built(t, {
      page: "import { mask } from 'frames-client'; console.log(mask());",
      packages: {
        'frames-client/package.json': JSON.stringify({
          name: 'frames-client',
          peerDependencies: { 'fast-masks': '1' },
          peerDependenciesMeta: { 'fast-masks': { optional: true } }
        }),
        'frames-client/index.js': `require('net');
          exports.mask = () => 'slow';
          try { const fast = require('fast-masks'); exports.mask = () => fast.mask(); } catch {}`
      }
    });
    assert.equal(await run(), 'slow\n');
  });

  it('require in a branch what they do not depend on: it may be absent, or be the app’s', async (t) => {
    const { run } = await built(t, {
      page: "import { isTraced, lamp } from 'router-client'; console.log(isTraced, lamp);",
      alias: { 'lamp-names': 'lamp.js' },
      beside: { 'lamp.js': "module.exports = 'red';" },
      packages: {
        'router-client/index.js': `require('net');
          exports.isTraced = process.env.TRACED === 'yes';
          if (exports.isTraced) require('trace-lamps').install();
          if (!exports.isTraced) exports.lamp = require('lamp-names');`
      }
    });
    assert.equal(await run(), 'false red\n');
  });

  it('that require each other run in the order of Node, whichever has been read first', async (t) => {
    const reading = new EventEmitter();
    const late = new Map([
      ['p.js', once(reading, 'y.js')],
      ['z.js', once(reading, 'p.js')]
    ]);
    const order: Plugin = {
      name: 'order',
      enforce: 'pre',
      load: async (id) => {
        await late.get(path.basename(id));
        return null;
      },
      moduleParsed: ({ id }) => void reading.emit(path.basename(id))
    };
    const { run } = await built(t, {
      page: "import { X } from 'circular/x'; import 'circular/p'; console.log(new X.Z().name);",
      packages: {
        'circular/x.js': "exports.X = class { name = 'x'; }; require('./y'); exports.X.Z = require('./z').Z;",
        'circular/y.js': "require('./x');",
        'circular/z.js': "exports.Z = class extends require('./p').P {};",
        'circular/p.js': "exports.P = class extends require('./x').X {};"
      },
      plugins: [order]
    });
    assert.equal(await run(), 'x\n');
  });

  it('that are native code are named, and whoever requires one is told', async (t) => {
    const { said, run } = await built(t, {
      page: "import { failed } from 'usb-client'; console.log(failed.code, failed.message);",
      packages: {
        'usb-client/index.js':
          "require('net'); try { require('./usb.node'); } catch (error) { exports.failed = error; }",
        'usb-client/usb.node': '\x7fELF'
      }
    });
    assert.match(said, /usb-client is native code, .* HarmonyOS: .* \(.*usb\.node\)/);
    assert.match(await run(), /^ERR_DLOPEN_FAILED usb-client is native code, [^()]*$/);
  });

  it('may bring for all what reads pictures or serial lines, which only those miss who use it', async (t) => {
    const { said, run } = await built(t, {
      page: "import { print } from 'printer-client'; console.log(print('lamp'));",
      packages: {
        'printer-client/index.js': `
          require('net');
          const readPicture = require('get-pixels');
          const serial = require('@serialport/bindings-cpp');
          exports.print = (text) => {
            try { readPicture(text); } catch ({ message }) { return text + ' ' + serial.isThere + ' ' + message; }
          };`,
        'get-pixels/index.js': "module.exports = new Function('');",
        '@serialport/bindings-cpp/package.json': '{ "name": "@serialport/bindings-cpp" }',
        '@serialport/bindings-cpp/index.js':
          "exports.isThere = require('node-gyp-build')(__dirname).open !== undefined;",
        'node-gyp-build/index.js': "module.exports = () => { throw new Error('No native build was found'); };"
      }
    });
    assert.match(said, /what throws when it is used: get-pixels \(printer-client\)/);
    assert.match(await run(), /^lamp false get-pixels\(\) is not there/);
  });
});
