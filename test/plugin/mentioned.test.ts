import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { describe, it } from 'node:test';
import { built, type BuiltApp } from './nodeApp.ts';

describe('apps', () => {
  it('have sockets for questions about names only where servers for them are named', async (t) => {
    const page = "import { ask } from 'name-client'; ask().catch(({ code }) => console.log(code));";
    const client = (servers: string): string => `const net = require('net');
      const dns = require('dns');
      exports.ask = () => { ${servers} return dns.promises.resolveMx('lamp.test', net.isIP('')); };`;
    const withClient = (servers: string): Promise<BuiltApp> =>
      built(t, { page, packages: { 'name-client/index.js': client(servers) } });
    const without = await withClient('');
    const named = await withClient("dns.setServers(['127.0.0.1:1']);");
    assert.equal(await without.run(), 'ENOTIMP\n');
    assert.equal(await named.run(), 'ECONNREFUSED\n');
    assert.ok(named.size - without.size > 30_000);
  });

  it('have ChaCha20 only where it is named', async (t) => {
    const withCipher = (name: string): Promise<BuiltApp> =>
      built(t, {
        page: `import net from 'net';
          import crypto from 'crypto';
          const cipher = crypto.createCipheriv('${name}', Buffer.alloc(32), Buffer.alloc(12));
          console.log(cipher.update('on', 'utf8', 'hex'), crypto.getCiphers().length, net.isIP(''));`
      });
    const without = await withCipher('aes-256-gcm');
    const named = await withCipher('chacha20-poly1305');
    const secret = createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), {
      authTagLength: 16
    });
    assert.match(await without.run(), / 15 0\n$/);
    assert.equal(await named.run(), `${secret.update('on', 'utf8', 'hex')} 16 0\n`);
    assert.ok(named.size - without.size > 8_000);
  });

  it('compare values deeply only where that is named', async (t) => {
    const withCall = (name: string): Promise<BuiltApp> =>
      built(t, {
        page: `import net from 'net';
          import util from 'util';
          console.log(typeof util.${name}, util.${name}([1, [2]], [1, [2]]), net.isIP(''));`
      });
    const without = await withCall('format');
    const named = await withCall('isDeepStrictEqual');
    assert.equal(await without.run(), 'function [ 1, [ 2 ] ] [ 1, [ 2 ] ] 0\n');
    assert.equal(await named.run(), 'function true 0\n');
    assert.ok(named.size - without.size > 8_000);
  });
});
