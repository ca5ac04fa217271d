import assert from 'node:assert/strict';
import { build } from 'esbuild';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { packArchive } from '../../tools/har/archive.ts';
import type * as Library from '../../library/Index.ets';
import { DevEcoApp } from './devEcoApp.ts';
import { goodFiles } from './harFixture.ts';

const USE = `
export function open(shown: (size: number) => void): UDPSocket {
  const socket: UDPSocket = createUDPSocket();
  socket.onMessage((datagram: SocketMessage): void => shown(datagram.remoteInfo.size));
  socket.onError((error: SocketError): void => console.error(error.errMsg));
  socket.send({ address: '192.168.1.20', port: socket.bind(), message: 'hello' });
  return socket;
}
`;

function importing(entry: string): string {
  return `import { createUDPSocket, SocketError, SocketMessage, UDPSocket } from '${entry}';\n${USE}`;
}

describe('a DevEco app with the HAR', () => {
  it('imports it from ArkTS by its name', async (t) => {
    const app = new DevEcoApp(t);
    await app.install(await packArchive(goodFiles()));
    const { messages, packageFiles } = app.compile({ 'a.ets': importing('taro-harmony-socket') });
    assert.deepEqual(messages, []);
    assert.ok(packageFiles.includes('Index.ets'));
  });

  it('imports it from TypeScript by its name and /ts, and meets no ArkTS there', async (t) => {
    const app = new DevEcoApp(t);
    await app.install(await packArchive(goodFiles()));
    const { messages, packageFiles } = app.compile({ 'a.ts': importing('taro-harmony-socket/ts') });
    assert.deepEqual(messages, []);
    assert.ok(packageFiles.includes('ts.ts') && packageFiles.includes('ts/index.ts'));
    assert.deepEqual(
      packageFiles.filter((name) => name.endsWith('.ets')),
      []
    );
  });

  it('has the types of both entries', async (t) => {
    const app = new DevEcoApp(t);
    await app.install(await packArchive(goodFiles()));
    const wrong = (entry: string): string =>
      `import { createTCPSocket } from '${entry}';\ncreateTCPSocket().connect({ address: 1, port: 80 });\n`;
    const { messages } = app.compile({
      'a.ets': wrong('taro-harmony-socket'),
      'b.ts': wrong('taro-harmony-socket/ts'),
      'c.ets': "import { createHttpSocket } from 'taro-harmony-socket';\ncreateHttpSocket();\n"
    });
    const texts = messages.join('\n');
    assert.match(texts, /a\.ets:2: .*'number' is not assignable to type 'string'/);
    assert.match(texts, /b\.ts:2: .*'number' is not assignable to type 'string'/);
    assert.match(texts, /c\.ets:1: .*no exported member/);
  });

  it('exchanges datagrams through its TypeScript entry', { timeout: 600_000 }, async (t) => {
    const app = new DevEcoApp(t);
    await app.install(await packArchive(goodFiles()));
    const { createUDPSocket } = await loadTypeScriptEntry(app);
    const [receiver, sender] = [createUDPSocket(), createUDPSocket()];
    const closed = [receiver, sender].map(
      (socket) => new Promise<void>((resolve) => socket.onClose(() => resolve()))
    );
    const arrived = new Promise<string>((resolve, reject) => {
      receiver.onMessage(({ message }) => resolve(Buffer.from(message).toString()));
      for (const socket of [receiver, sender]) socket.onError(({ errMsg }) => reject(new Error(errMsg)));
    });
    sender.send({ address: '127.0.0.1', port: receiver.bind(), message: 'over the HAR' });
    assert.equal(await arrived, 'over the HAR');
    receiver.close();
    sender.close();
    await Promise.all(closed);
  });
});

/** The package's TypeScript as DevEco bundles it, on Node's stand-ins for the system modules. */
async function loadTypeScriptEntry(app: DevEcoApp): Promise<typeof Library> {
  const outfile = path.join(app.folder, 'bundle.mjs');
  await build({
    entryPoints: [path.join(app.installed, 'ts.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    plugins: [
      {
        name: 'system-modules',
        setup: (bundler) =>
          bundler.onResolve({ filter: /^@ohos\.|\.so$/ }, ({ path: name }) => {
            const standIn = path.join(repositoryRoot, 'test/host/modules', `${name}.ts`);
            return { path: pathToFileURL(standIn).href, external: true };
          })
      }
    ]
  });
  return (await import(pathToFileURL(outfile).href)) as typeof Library;
}
