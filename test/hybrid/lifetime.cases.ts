import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { isUdpPortFree, startPeers, type Peers } from '../../tools/demo/peers.ts';
import type { BrowserApp, ShownPage, Way } from './support/browserApp.ts';
import { eventually } from './support/eventually.ts';

const LIMIT = 50 * 60_000;

/** What becomes of a page's sockets when the page goes. */
export function lifetimeCases(app: BrowserApp, way: Way): void {
  describe(`the sockets of a page over the ${way}`, { timeout: LIMIT }, () => {
    let peers: Peers;
    before(async () => {
      peers = await startPeers();
    });
    afterEach(() => app.closeAll());
    after(() => peers.stop());

    const ends: [string, (shown: ShownPage) => unknown][] = [
      ['is left for another', ({ page }) => page.goto('about:blank')],
      ['is loaded again', ({ page }) => page.reload()],
      ['loses its container', ({ sockets }) => sockets.closeAll()]
    ];
    for (const [name, end] of ends) {
      it(`are closed when it ${name}`, async () => {
        const shown = await app.show(way);
        const port = await openBoth(shown, peers);
        assert.equal(peers.connections.size, 1);
        assert.equal(await isUdpPortFree(port), false);
        await end(shown);
        await eventually(() => peers.connections.size === 0);
        await eventually(() => isUdpPortFree(port));
        await eventually(() => openSocketCount() === 0);
      });
    }

    it('are closed when another page begins in the container without a word of the first, which is told so', async () => {
      const shown = await app.show(way);
      const port = await openBoth(shown, peers);
      const hello = { version: 1, port: false, deliver: () => {} };
      assert.match(JSON.stringify(shown.sockets.harmonySocketListen(hello)), /"page":"[0-9a-f]{32}"/);
      await eventually(() => peers.connections.size === 0);
      await eventually(() => isUdpPortFree(port));
      const events = await shown.run(async ({ byName, watch }) => {
        const udp = byName.createUDPSocket();
        const seen = watch(udp);
        const bound = udp.bind();
        await seen.times('error');
        udp.close();
        await seen.times('close');
        return [bound, ...seen.events.map(([name, { errMsg }]) => `${name}: ${errMsg}`)];
      });
      assert.deepEqual(events, [
        -1,
        'error: UDPSocket.bind:fail the sockets of this page are closed: its container has ended, or another page has ' +
          'begun in it (each container needs a HybridSockets of its own)',
        'close: UDPSocket.close:ok'
      ]);
    });

    it('work again after the page was loaded again', async () => {
      const shown = await app.show(way);
      await openBoth(shown, peers);
      await shown.page.reload();
      await shown.page.getByText('ready').waitFor();
      const port = await openBoth(shown, peers);
      assert.equal(await isUdpPortFree(port), false);
      await eventually(() => peers.connections.size === 1);
    });

    it('live on when the app keeps nothing of them but listeners', async () => {
      const { run } = await app.show(way);
      const answers = await run(async ({ byName }, port) => {
        const answers: number[] = [];
        let onAnswer = (): void => {};
        const open = (): void => {
          const udp = byName.createUDPSocket();
          udp.onMessage(({ message }) => {
            answers.push(message.byteLength);
            onAnswer();
          });
          udp.send({ address: '127.0.0.1', port, message: 'kept' });
        };
        const answered = new Promise<void>((resolve) => (onAnswer = resolve));
        open();
        await answered;
        return answers;
      }, peers.ports.udpEcho);
      assert.deepEqual(answers, [4]);
    });
  });

  describe(`two pages over the ${way}`, { timeout: LIMIT }, () => {
    afterEach(() => app.closeAll());

    it('have their own sockets of the same numbers, and neither reaches the other', async () => {
      const [one, other] = [await app.show(way), await app.show(way)];
      const peers = await startPeers();
      try {
        const ports = [await openBoth(one, peers), await openBoth(other, peers)];
        assert.notEqual(ports[0], ports[1]);
        const requests: { page: string }[] = [];
        one.container.traffic.on('bridge', (json) => {
          const { arg } = JSON.parse(json) as { arg: { properties: { page: string } } };
          requests.push(arg.properties);
        });
        await one.run(({ byName }) => byName.createUDPSocket().bind());
        const stolen = requests.at(-1)?.page;
        const answer = other.sockets.harmonySocketCall({
          page: stolen,
          calls: [{ socket: 1, name: 'close' }]
        });
        assert.match(JSON.stringify(answer), /"error":"the sockets of this page are closed/);
        await one.page.close();
        await eventually(() => peers.connections.size === 1);
        assert.equal(await isUdpPortFree(ports[1] ?? 0), false);
      } finally {
        peers.stop();
      }
    });
  });
}

/** Opens a bound UDP socket and a connected TCP socket. @returns the port of the first */
async function openBoth({ run }: ShownPage, { ports }: Peers): Promise<number> {
  return run(async ({ byName, watch }, port) => {
    const [udp, tcp] = [byName.createUDPSocket(), byName.createTCPSocket()];
    const [seen, connected] = [watch(udp), watch(tcp)];
    const bound = udp.bind();
    tcp.connect({ address: '127.0.0.1', port });
    await Promise.all([seen.times('listening'), connected.times('connect')]);
    return bound;
  }, ports.tcpEcho);
}
