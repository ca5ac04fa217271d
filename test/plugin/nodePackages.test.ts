import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import url from 'node:url';
import { see } from './fixtures/node/globals.js';
import { built } from './nodeApp.ts';

const GLOBALS = path.join(import.meta.dirname, 'fixtures/node/globals.js');

describe('packages for Node in a build', () => {
  it('ask for the device only with os', async (t) => {
    const net = "import net from 'net'; console.log(net.isIP('::1'), process.platform);";
    assert.deepEqual((await built(t, { page: net })).imports, ['taro-harmony-socket/library']);
    const { imports, run } = await built(t, {
      page: `${net} import os from 'os'; console.log(os.hostname(), os.networkInterfaces().lo.length, os.platform());`
    });
    assert.deepEqual(imports, ['taro-harmony-socket/library', 'taro-harmony-socket/library/device']);
    assert.equal(await run(), '6 openharmony\nMate-Test 2 openharmony\n');
  });

  it('read the lines of connections, and know modules of Node by their other names', async (t) => {
    const { run } = await built(t, {
      page: `import { read } from 'line-client';
        read().then((lines) => console.log(...lines));`,
      packages: {
        'line-client/index.js': `
          const [net, path, sys] = [require('net'), require('path/posix'), require('sys')];
          const { once } = require('events');
          const readline = require('node:readline');
          exports.read = async () => {
            const server = net.createServer((socket) => socket.end('one\\r\\ntwo')).listen(0, '127.0.0.1');
            await once(server, 'listening');
            const lines = [path.join('a', 'b'), typeof sys.inherits];
            const input = net.connect(server.address().port, '127.0.0.1');
            for await (const line of readline.createInterface({ input })) lines.push(line);
            server.close();
            return lines;
          };`
      }
    });
    assert.equal(await run(), 'a/b function one two\n');
  });

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

  it('may be required by the code of the app, as the modules of Node may', async (t) => {
    const { said, run } = await built(t, {
      page: `
        import own from './own';
        const { isIP } = require('net');
        const ask = () => (import.meta.env.PROD ? require('a-client') : require('nothing'));
        console.log(isIP('::1'), ask().readable, own.isIP('::1'));
        export { ask };`,
      beside: { 'src/own.js': "module.exports = require('taro-harmony-socket/net');" },
      packages: { 'a-client/index.js': "exports.readable = new (require('stream').Duplex)().readable;" }
    });
    assert.match(said, /this build has Node's .*net, stream/);
    assert.equal(await run(), '6 true 6\n');
  });

  it('may require modules of which the app imports names', async (t) => {
    const { run } = await built(t, {
      page: "import { name } from 'a-client'; import { format } from './late'; console.log(format('%s', name));",
      beside: { 'src/late.js': "export { format } from 'util';" },
      packages: { 'a-client/index.js': "require('net'); exports.name = require('util').format('a');" }
    });
    assert.equal(await run(), 'a\n');
  });

  it('are found behind a comment for another bundler', async (t) => {
    const { said } = await built(t, {
      page: "import(/* webpackChunkName: 'a' */ 'a-client').then(console.log);",
      packages: {
        'a-client/package.json': '{ "name": "a-client", "browser": "browser.js" }',
        'a-client/browser.js': '',
        'a-client/index.js': "exports.isIP = require('net').isIP;"
      }
    });
    assert.match(said, /Node's are taken of a-client/);
  });

  it('are required by the files that Node requires of them', async (t) => {
    const { run } = await built(t, {
      page: "import { name } from 'outer'; import dual from 'dual'; console.log(name, dual);",
      packages: {
        'outer/index.js': "exports.name = require('dual')();",
        'dual/package.json':
          '{ "name": "dual", "exports": { "browser": "./b.js", "require": "./index.cjs", "default": "./index.mjs" } }',
        'dual/b.js': '',
        'dual/index.cjs': "module.exports = () => (require('net') ? 'required' : undefined);",
        'dual/index.mjs': "import 'net'; export default 'imported';"
      }
    });
    assert.equal(await run(), 'required imported\n');
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

  it('may inherit after their methods are defined, and from classes', async (t) => {
    const client = (module: string): string => `
      const net = require('net');
      const inherits = ${module};
      function Old() { net.Socket.call(this); }
      Old.prototype.hello = () => 'hello';
      inherits(Old, net.Socket);
      class New { hello() { return 'new'; } }
      inherits(New, net.Server);
      exports.seen = [new Old().hello(), new New().hello(), Old.super_ === net.Socket].join();`;
    const { run } = await built(t, {
      page: "import { seen } from 'a-client'; import * as b from 'b-client'; console.log(seen, b.seen);",
      packages: {
        'a-client/index.js': client("require('util').inherits"),
        'b-client/index.js': client("require('inherits')")
      }
    });
    assert.equal(await run(), 'hello,new,true hello,new,true\n');
  });

  it('find the globals and small modules of Node as Node has them', async (t) => {
    const { run } = await built(t, {
      page: "import { see } from 'globals-client'; see().then((seen) => console.log(JSON.stringify(seen)));",
      packages: { 'globals-client/index.js': readFileSync(GLOBALS, 'utf8') }
    });
    const expected = JSON.parse(JSON.stringify(await see())) as object;
    assert.deepEqual(JSON.parse(await run()), {
      ...expected,
      paths: ['string', 'string', true],
      home: 'string'
    });
  });

  it('are told what there is of a file system, and of a module that is missing', async (t) => {
    const { run } = await built(t, {
      page: "import { see } from 'curious-client'; see().then((seen) => console.log(seen.join('\\n')));",
      packages: {
        'curious-client/index.js': `
          const net = require('net');
          const fs = require('fs');
          const attempt = (call) => { try { return call(); } catch (error) { return error.message; } };
          exports.see = async () => [
            net.isIP('::1'),
            fs.existsSync('/file'),
            attempt(() => fs.readFileSync('/file')),
            await new Promise((resolve) => fs.readFile('/file', ({ code }) => resolve(code))),
            await fs.promises.writeFile('/file', '').catch(({ code }) => code),
            [{} instanceof fs.Stats, typeof Object.create(fs.ReadStream.prototype)],
            attempt(() => require('child_process').spawn('ls'))
          ];`
      }
    });
    const noFiles =
      'packages of a Harmony app have no file system; use the file APIs of HarmonyOS or of Taro';
    assert.deepEqual((await run()).trimEnd().split('\n'), [
      '6',
      'false',
      `ENOENT: no such file or directory, readFile '/file': ${noFiles}`,
      'ENOENT',
      'ENOSYS',
      'false,object',
      'child_process.spawn() is not there: taro-harmony-socket has nothing for child_process on HarmonyOS'
    ]);
  });

  it('count although they import http, unless they have other files for browsers', async (t) => {
    const code =
      "const net = require('net'); const http = require('http'); exports.isIP = (text) => net.isIP(text, http);";
    const { said, run } = await built(t, {
      page: "import { isIP } from 'mixed-client'; console.log(isIP('::1'));",
      packages: { 'mixed-client/index.js': code }
    });
    assert.equal(await run(), '6\n');
    assert.match(said, /this build has Node's .*http, net/);
  });

  it('speak HTTP, and have HTTPS beside it', async (t) => {
    const code = `const { URL } = require('url');
      exports.ask = require('http').request;
      exports.https = require('https');
      exports.port = new URL('http://lamp.test:8080/').port;`;
    const { said, run } = await built(t, {
      page: `import { ask, https, port } from 'http-client';
        import http from 'node:http';
        const server = http.createServer((request, response) => response.end('hello ' + request.url));
        server.listen(0, '127.0.0.1', () => {
          const options = { port: server.address().port, host: '127.0.0.1', path: '/lamp', agent: false };
          ask(options, (response) => {
            response.setEncoding('utf8').on('data', (text) => console.log(port, text));
            response.on('end', () => server.close());
          }).end();
        });
        console.log(typeof https.createServer);`,
      packages: { 'http-client/index.js': code }
    });
    assert.match(said, /this build has Node's .*http, https, .*tls, url/);
    assert.equal(await run(), 'function\n8080 hello /lamp\n');
  });

  it('bring WebSockets along by their files for browsers, unless the app wants those of Node', async (t) => {
    const packages = {
      'broker-client/index.js': "exports.seen = require('web-sockets').form + require('net').isIP('::1');",
      'web-sockets/package.json': '{ "name": "web-sockets", "browser": "browser.js" }',
      'web-sockets/browser.js': "exports.form = 'browser';",
      'web-sockets/index.js':
        "exports.form = require('http').METHODS[0] + require('tls').DEFAULT_MIN_VERSION;"
    };
    const page = "import { seen } from 'broker-client'; console.log(seen);";
    const brought = await built(t, { page, packages });
    assert.equal(await brought.run(), 'browser6\n');
    assert.match(
      brought.said,
      /; web-sockets has no sockets \(nodePackages: \['web-sockets'\] gives it some\)$/
    );

    const named = await built(t, { page, packages }, ['web-sockets', 'web-socket']);
    assert.match(
      named.said,
      /^taro-harmony-socket: nodePackages names web-socket, which nothing here imports/m
    );
    const imported = await built(t, { page: `import 'web-sockets'; ${page}`, packages });
    for (const { said, run } of [named, imported]) {
      assert.equal(await run(), 'ACLTLSv1.26\n');
      assert.match(said, /Node's are taken of web-sockets$/);
    }
  });

  it('read the queries of URLs as Node does', async (t) => {
    const code = `const net = require('net');
      const url = require('url');
      exports.seen = [
        url.parse('http://lamp.test/?a=1&a=2&b[c]=%C3%BC&d', true).query,
        url.format({ protocol: 'coap', slashes: true, host: 'lamp.test', query: { a: ['1', '2'], b: 'ü', c: {} } }),
        net.isIP('')
      ];`;
    const { run } = await built(t, {
      page: "import { seen } from 'url-client'; console.log(JSON.stringify(seen));",
      packages: { 'url-client/index.js': code }
    });
    const { query } = url.parse('http://lamp.test/?a=1&a=2&b[c]=%C3%BC&d', true);
    const format = 'coap://lamp.test?a=1&a=2&b=%C3%BC&c=';
    assert.deepEqual(JSON.parse(await run()), [{ ...query }, format, 0]);
  });

  it('get the streams that `stream` is for those of the same major version that they bring', async (t) => {
    const page = `import { Duplex } from 'stream';
      import four from 'four-client';
      import three from 'three-client';
      console.log(four === Duplex, three);`;
    const client = "require('net'); module.exports = require('readable-stream').Duplex;";
    const brought = (version: string): string => `{ "name": "readable-stream", "version": "${version}" }`;
    const own = "exports.Duplex = 'its own';";
    const { run } = await built(t, {
      page,
      packages: {
        'four-client/index.js': client,
        'four-client/node_modules/readable-stream/package.json': brought('4.7.0'),
        'four-client/node_modules/readable-stream/index.js': own,
        'three-client/index.js': client,
        'three-client/node_modules/readable-stream/package.json': brought('3.6.2'),
        'three-client/node_modules/readable-stream/index.js': own
      }
    });
    assert.equal(await run(), 'true its own\n');
  });

  it("get Node's old streams by `stream` itself, whose constructor is called on other streams and leaves their state", async (t) => {
    const code = `const net = require('net');
      const Stream = require('stream');
      function Old() { this._readableState = 'its own'; Stream.call(this); }
      Old.prototype = Object.create(Stream.prototype);
      exports.seen = [new Old()._readableState, Stream === Stream.Stream, net.isIP('')];`;
    const page = "import { seen } from 'old-client'; console.log(seen.join());";
    const { run } = await built(t, { page, packages: { 'old-client/index.js': code } });
    assert.equal(await run(), 'its own,true,0\n');
  });

  it('may be programs as well, whose first line names what runs them', async (t) => {
    const code =
      "#!/usr/bin/env node\n'use strict';\nexports.seen = [require('net').isIP(''), Buffer.from('lamp').length];";
    const page = "import { seen } from 'program-client'; console.log(seen.join());";
    const { run } = await built(t, { page, packages: { 'program-client/index.js': code } });
    assert.equal(await run(), '0,4\n');
  });

  it('may require from ES modules by what createRequire makes', async (t) => {
    const code = `import { createRequire } from 'node:module';
      import * as module from 'module';
      import net from 'net';
      const load = createRequire(import.meta.url);
      const { kind } = load('./kind.json');
      export const seen = [kind, module.createRequire(import.meta.url)('./old.cjs').size, load('net') === net];`;
    const { run } = await built(t, {
      page: "import { seen } from 'new-client'; console.log(seen.join());",
      packages: {
        'new-client/package.json': '{ "name": "new-client", "type": "module", "main": "index.js" }',
        'new-client/index.js': code,
        'new-client/kind.json': '{ "kind": "lamp" }',
        'new-client/old.cjs': "exports.size = Buffer.from('lamp').length;"
      }
    });
    assert.equal(await run(), 'lamp,4,true\n');
  });

  it('may require by another name, as what hides it from a bundler does', async (t) => {
    const hidden = "typeof __webpack_require__ === 'function' ? __non_webpack_require__ : require";
    const code = `export const own = typeof require === 'function' ? require : undefined;
      const load = require;
      export { load };
      export function open() {
        const requireFunc = ${hidden};
        return requireFunc('old-client').size;
      }`;
    const app = {
      page: "import { open } from 'shy-client'; console.log(open());",
      packages: {
        'shy-client/package.json': '{ "name": "shy-client", "module": "index.js" }',
        'shy-client/index.js': code,
        'old-client/index.js': `const load = require, net = load('net');
          exports.size = typeof require === 'function' && net.isIP('::1') + load('./size.json').size;`,
        'old-client/size.json': '{ "size": 4 }'
      }
    };
    const { run } = await built(t, app, ['shy-client']);
    assert.equal(await run(), '10\n');
  });

  it('make no functions of text where they can do without, as bluebird can', async (t) => {
    const { run } = await built(t, {
      page: "import { isIP } from 'a-client'; console.log(isIP('::1'));",
      packages: {
        'a-client/index.js': `var canEvaluate = typeof navigator == "undefined";
          var net = require('net');
          exports.isIP = canEvaluate ? new Function('net', 'return net.isIP')(net) : net.isIP;`
      }
    });
    assert.equal(await run(), '6\n');
  });

  it('may be sloppy code: undeclared variables, words for names, arguments.callee', async (t) => {
    const code = `var net = require('net');
      function strict() { "use strict"; return this; }
      exports.run = function () {
        for (index = 0; index < 3; index++) last = index;
        self = last;
        var interface = [index, self, strict() === undefined];
        return interface.concat([3].map(function (count) { return count > 0 ? arguments.callee(count - 1) : net.isIP(''); }));
      };`;
    const page = "import { run } from 'old-client'; console.log(JSON.stringify(run()));";
    const { run } = await built(t, { page, packages: { 'old-client/index.js': code } });
    assert.equal(await run(), '[3,2,true,0]\n');
  });

  it('may be sloppy code: functions that are called without a receiver', async (t) => {
    const code = `var net = require('net');
      function Lamp() {
        set();
        this.isOn = [net.isIP('')].map(function () { return this.lampsOfOldCode; })[0];
        function set() { this.lampsOfOldCode = 7; }
      }
      exports.lamp = new Lamp();
      exports.strict = (function () { 'use strict'; return this; })();`;
    const page = "import { lamp, strict } from 'old-client'; console.log(lamp.isOn, strict);";
    const { run } = await built(t, { page, packages: { 'old-client/index.js': code } });
    assert.equal(await run(), '7 undefined\n');
  });

  it('may begin with banners: slashes, and many comments', async (t) => {
    for (const banner of ['/'.repeat(80), '/* a */\n'.repeat(60)]) {
      const code = `${banner}\nvar net = require('net');\nexports.kind = net.isIP(kind = '::1');`;
      const page = "import { kind } from 'old-client'; console.log(kind);";
      const { run } = await built(t, { page, packages: { 'old-client/index.js': code } });
      assert.equal(await run(), '6\n');
    }
  });

  it('may read JSON that looks like code', async (t) => {
    const packages = {
      'json-client/index.js': "require('net'); exports.text = require('./text.json').text;",
      'json-client/text.json': '{ "text": "call(#a)" }'
    };
    const { run } = await built(t, {
      page: "import { text } from 'json-client'; console.log(text);",
      packages
    });
    assert.equal(await run(), 'call(#a)\n');
  });

  it('are named, with the option that helps, when the build leaves out what they import', async (t) => {
    const failing = built(t, {
      page: "import { run } from 'shell-runner'; run();",
      packages: {
        'shell-runner/index.js':
          "import { spawn } from 'child_process'; export const run = () => spawn('ls');"
      }
    });
    await assert.rejects(
      failing,
      /shell-runner imports spawn .* nodePackages: \['shell-runner'\] in the plugin's options/
    );
  });
});
