// The library's TLS server: what clients send reaches the app whole, or the server does not listen at all.
import assert from 'node:assert/strict';
import tls from 'node:tls';
import { afterEach, before, describe, test } from 'node:test';
import { secureServer } from '../../library/src/main/ets/channel/secure/secureChannel.ets';
import { secureSettings } from '../../library/src/main/ets/channel/secure/secureSettings.ets';
import type { StreamChannel } from '../../library/src/main/ets/channel/StreamChannel.ets';
import type { HostFailure } from '../../library/src/main/ets/system/HostFailure.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { resetHost } from '../host/control.ts';
import { release, traits } from '../host/socket/release.ts';
import { closeAtEnd, closeOpened } from '../library/support/opened.ts';
import { closed } from './support/connecting.ts';
import { Identity } from './support/certificates.ts';
import { LOOPBACK } from './support/servers.ts';

const LENGTH = 5000;
let authority: Identity;
let identity: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  identity = await authority.issue({ name: 'server', ip: [LOOPBACK] });
});

afterEach(async () => {
  await closeOpened();
  resetHost();
  assert.equal(openSocketCount(), 0);
});

/** Listens on a free port. */
async function listen(): Promise<{
  port: number;
  failure: HostFailure | undefined;
  next: Promise<StreamChannel>;
}> {
  const settings = secureSettings({ cert: identity.cert, key: identity.key });
  let server: ReturnType<typeof secureServer> | undefined;
  const next = new Promise<StreamChannel>((resolve) => {
    server = secureServer(4, settings, false, resolve, () => {});
  });
  assert.ok(server !== undefined);
  const made = server;
  closeAtEnd(() => new Promise<void>((resolve) => made.close(resolve)));
  const failure = await new Promise<HostFailure | undefined>((resolve) =>
    made.listen({ address: LOOPBACK, port: 0 }, (_errno, found) => resolve(found))
  );
  return { port: made.localEndpoint.port, failure, next };
}

/** What comes until there are so many bytes. */
function received(channel: StreamChannel, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) =>
    channel.start({
      onData(message) {
        parts.push(Buffer.from(message));
        const bytes = Buffer.concat(parts);
        if (bytes.length >= length) resolve(bytes);
      },
      onEnd: () => {},
      onError: (_errno, failure) => reject(new Error(failure.text))
    })
  );
}

describe(`a TLS server, OpenHarmony ${release}`, () => {
  if (traits.tlsServersCutAtZero) {
    test('does not listen where the system would cut what it receives, and says why', async () => {
      const { failure } = await listen();
      assert.equal(failure?.errno, 95);
      assert.match(failure.text, /byte 0.*needs OpenHarmony 7\.0/);
    });
    return;
  }

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`gets what a client sends with its handshake, and after it: ${version}`, async () => {
      const { port, failure, next } = await listen();
      assert.equal(failure, undefined);
      const options = { host: LOOPBACK, port, ca: authority.cert, minVersion: version, maxVersion: version };
      const client = tls.connect(options);
      client.on('error', () => {});
      closeAtEnd(() => client.destroy());
      // Each byte there is, 0 too, from before the handshake on.
      const bytes = Buffer.from(Array.from({ length: LENGTH }, (_, i) => i));
      client.write(bytes);
      const channel = await next;
      client.write('and after');
      assert.deepEqual(await received(channel, LENGTH + 9), Buffer.concat([bytes, Buffer.from('and after')]));
      await closed(channel);
    });
  }
});
