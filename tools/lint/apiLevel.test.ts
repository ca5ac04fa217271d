import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryRoot } from '../arkts/modules.ts';
import { checkApiLevel, usedSystemMembers } from './apiLevel.ts';
import { expectFindings } from './expectFindings.ts';
import { lowestApiLevel } from './lowestApiLevel.ts';
import { scratchProject } from './scratchProject.ts';

const IMPORT = "import socket from '@ohos.net.socket';\n";

test('what the project uses is known and old enough', () => {
  const used = new Map(usedSystemMembers(repositoryRoot).map(({ name, since }) => [name, since]));
  assert.equal(used.get('UDPSocket.send'), 7);
  assert.equal(used.get('SocketMessageInfo.message'), 11);
  assert.equal(used.get('UDPSocket.getLocalAddress'), 12);
  assert.ok(used.size > 30);
  assert.equal(Math.max(...used.values()), lowestApiLevel(repositoryRoot));
});

test('the API level check finds members that the oldest supported device lacks', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': `${IMPORT}export async function stop(server: socket.TCPSocketServer): Promise<void> {
  await server.getLocalAddress();
  await server.close();
}
`,
    'entry/src/main/ets/model/Index.ets': `${IMPORT}export const socks: number = socket.ProxyTypes.SOCKS5;\n`,
    'test/specs/newer.test.ets': `${IMPORT}export const socks: number = socket.ProxyTypes.SOCKS5;\n`
  });
  await expectFindings(checkApiLevel, root, [
    [
      'library/Index.ets:4',
      /TCPSocketServer\.close exists since API 20, the project supports API 12: declare it optional/
    ],
    ['entry/src/main/ets/model/Index.ets:2', /ProxyTypes exists since API 18/],
    ['entry/src/main/ets/model/Index.ets:2', /SOCKS5 exists since API 18/],
    ['test/specs/newer.test.ets:2', /ProxyTypes exists since API 18/],
    ['test/specs/newer.test.ets:2', /SOCKS5 exists since API 18/]
  ]);
});

test('the API level check finds options in object literals', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': `${IMPORT}
export function send(udp: socket.UDPSocket, address: socket.NetAddress, proxy: socket.ProxyOptions): Promise<void> {
  return udp.send({ data: 'x', address, proxy });
}
`
  });
  await expectFindings(checkApiLevel, root, [
    ['library/Index.ets:3', /ProxyOptions exists since API 18/],
    ['library/Index.ets:4', /UDPSendOptions\.proxy exists since API 18/]
  ]);
});

test('the API level check looks at the overload that is called', async (t) => {
  const declarations = `declare namespace timer {
  /** @since 7 */
  export interface Timer {
    /** @since 7 */
    start(): void;
    /** @since 15 */
    start(delay: number): void;
  }
  function create(): Timer;
}
export default timer;
`;
  const root = scratchProject(t, {
    'test/declarations/@ohos.timer.d.ts': declarations,
    'library/Index.ets': `import timer from '@ohos.timer';
const one: timer.Timer = timer.create();
one.start();
one.start(5);
`
  });
  await expectFindings(checkApiLevel, root, [
    ['library/Index.ets:2', /create has no @since in test\/declarations: add it/],
    ['library/Index.ets:4', /Timer\.start exists since API 15/]
  ]);
});

test('a newer member may be reached through a type of our own in which it is optional', async (t) => {
  const ask = (mark: string, call: string): string => `${IMPORT}
export const other: socket.UDPSocket = socket.constructUDPSocketInstance();
interface Owner { getSocketFd${mark}: () => Promise<number>; }
export function descriptor(native: Object): Promise<number> | undefined {
  return (native as Owner).getSocketFd${call}();
}
`;
  const guarded = scratchProject(t, { 'library/Index.ets': ask('?', '?.') });
  await expectFindings(checkApiLevel, guarded, []);
  const unguarded = scratchProject(t, { 'library/Index.ets': ask('', '') });
  await expectFindings(checkApiLevel, unguarded, [
    [
      'library/Index.ets:6',
      /getSocketFd is not optional here, but UDPSocket\.getSocketFd exists since API 23/
    ]
  ]);
});
