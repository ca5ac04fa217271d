import { createTCPSocket, type TCPSocket } from '../../library/Index.ets';
import { BrowserApp, type Way } from '../../test/hybrid/support/browserApp.ts';
import { reasonAgainstBrowser } from '../hybrid/browser.ts';
import { library } from './contenders/library.ts';
import { checksumOf, verifyChecksum } from './messages.ts';
import type { Open, Workload } from './workload.ts';

/** The library's TCP socket in a page, over the message port or the shell's bridge, and in this process. */
export const hybrid = {
  transport: 'tcp',
  rounds: 7,
  groups: [['port', 'bridge', 'library'].map((name) => ({ ...library, name }))],
  skip: (isRough) => (isRough ? 'it builds a page first; --only hybrid asks for it' : reasonAgainstBrowser())
} as const satisfies Partial<Workload>;

const BYTE = 7;

/** Built when the first page is to be shown. */
let app: Promise<BrowserApp> | undefined;

/** Connects, and writes: one message after the other as each comes back from an echo, or all at once to a sink. */
export function inPage(service: 'echo' | 'sink'): Open {
  return async ({ size, count }, { contender, start, nextChecksum }) => {
    const { port } = await start(service);
    const exchange = { port, size, count, byte: BYTE, isEcho: service === 'echo' };
    const page =
      contender === 'library' ? undefined : await (await (app ??= startApp())).show(contender as Way);
    const expected = checksumOf([new Uint8Array(size * count).fill(BYTE)]);
    let checksum = Promise.resolve(expected);
    return {
      run() {
        if (service === 'sink') checksum = nextChecksum();
        return page === undefined
          ? converse({ byName: { createTCPSocket } }, exchange)
          : page.run(converse, exchange);
      },
      verify: async () => verifyChecksum(await checksum, expected)
    };
  };
}

async function startApp(): Promise<BrowserApp> {
  const started = new BrowserApp();
  await started.start(() => {});
  return started;
}

/** Ends the browser, if there is one. */
export async function stopApp(): Promise<void> {
  const started = await app?.catch(() => undefined);
  await started?.closeAll();
  await started?.stop();
}

/** A page gets the text of this function, so it uses nothing from outside of itself. */
async function converse(
  { byName }: { byName: { createTCPSocket: () => TCPSocket } },
  exchange: { port: number; size: number; count: number; byte: number; isEcho: boolean }
): Promise<void> {
  const { port, size, count, byte, isEcho } = exchange;
  const socket = byName.createTCPSocket();
  const message = new Uint8Array(size).fill(byte).buffer;
  let missing = isEcho ? size * count : 1;
  await new Promise<void>((resolve, reject) => {
    socket.onError(({ errMsg }) => reject(new Error(errMsg)));
    socket.onConnect(() => {
      for (let i = 0; i < (isEcho ? 1 : count); i++) socket.write(message);
    });
    socket.onMessage(({ message: answer }) => {
      missing -= answer.byteLength;
      if (missing <= 0) resolve();
      else if (isEcho && missing % size === 0) socket.write(message);
    });
    socket.connect({ address: '127.0.0.1', port });
  });
  socket.close();
}
