// MQTT, NATS and mail over TLS in a built app, against brokers and servers with certificates of a private authority.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, before, describe, it } from 'node:test';
import { Identity } from '../../tls/support/certificates.ts';
import type { ClientsApp } from './clientsApp.ts';
import { OpenPeers, type Peer } from './peer.ts';
import { startBroker, startMailServer } from './peers.ts';
import { RunningApp } from './runningApp.ts';
import { reasonAgainst, startProgram } from './servers.ts';

const HOST = '127.0.0.1';
const MQTTS = { protocol: 'mqtts' };

/** @param build gives the app that all suites share */
export function describeSecureClients(build: () => Promise<ClientsApp>): void {
  describe('npm clients over TLS in a built app', () => {
    let built: ClientsApp;
    let app: RunningApp;
    let authority: Identity;
    let server: Identity;
    let client: Identity;
    const peers = new OpenPeers();
    const { use } = peers;

    before(async () => {
      authority = await Identity.authority('Ours');
      server = await authority.issue({ name: 'server', ip: [HOST] });
      client = await authority.issue({ name: 'client', uses: ['client'] });
      built = await build();
      app = await RunningApp.launch(built.bundle);
    });
    afterEach(() => peers.closeAll());

    it('have tls, of which the build tells', () => {
      assert.match(built.output, /this build has Node's .*\btls/);
    });

    it('mqtts: 1000 messages of QoS 1 through a broker of a private authority', async () => {
      const port = await use(startBroker(0, server));
      const result = await app.run('publishMany', { ...MQTTS, port, count: 1000, ca: authority.cert });
      assert.deepEqual(result, { acknowledged: 1000, inOrder: true });
    });

    it('mqtts: connects again after a restart of the broker and delivers what was published meanwhile', async () => {
      const first = await startBroker(0, server);
      app.start('surviveRestart', { ...MQTTS, port: first.port, ca: authority.cert });
      assert.equal(await app.told(), 'connected');
      await first.close();
      assert.equal(await app.told(), 'refused');
      await use(startBroker(first.port, server));
      assert.deepEqual(await app.result(), { connects: 2 });
    });

    it('mqtts: refuses a broker of an unknown authority, and one for another name', async () => {
      const stranger = await Identity.authority('Theirs');
      const port = await use(startBroker(0, await stranger.issue({ ip: [HOST] })));
      assert.equal(
        await app.run('distrust', { port, ca: authority.cert }),
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
      );
      const other = await use(startBroker(0, await authority.issue({ dns: ['other.test'] })));
      assert.equal(
        await app.run('distrust', { port: other, ca: authority.cert }),
        'ERR_TLS_CERT_ALTNAME_INVALID'
      );
    });

    it('mqtts: a client certificate for mosquitto', { skip: reasonAgainst('mosquitto') }, async () => {
      const port = await use(
        startProgramOf('mosquitto', (port, folder) => {
          const file = path.join(folder, 'mosquitto.conf');
          const lines = [
            `listener ${port} ${HOST}`,
            `cafile ${path.join(folder, 'ca.pem')}`,
            `certfile ${path.join(folder, 'cert.pem')}`,
            `keyfile ${path.join(folder, 'key.pem')}`,
            'require_certificate true',
            'allow_anonymous true',
            'persistence false'
          ];
          writeFileSync(file, `${lines.join('\n')}\n`);
          return ['-c', file];
        })
      );
      const { cert, key } = client;
      const result = await app.run('publishMany', {
        ...MQTTS,
        port,
        count: 50,
        ca: authority.cert,
        cert,
        key
      });
      assert.deepEqual(result, { acknowledged: 50, inOrder: true });
    });

    it('nats: greets in the clear and goes on with TLS', { skip: reasonAgainst('nats') }, async () => {
      const port = await use(
        startProgramOf('nats-server', (port, folder) => [
          ...['-a', HOST, '-p', `${port}`, '--tls'],
          ...['--tlscert', path.join(folder, 'cert.pem'), '--tlskey', path.join(folder, 'key.pem')]
        ])
      );
      assert.deepEqual(await app.run('askNatsSecurely', { port, ca: authority.cert }), ['aa', 'üü']);
    });

    it('nodemailer: sends a mail after STARTTLS', async () => {
      const mails: string[] = [];
      const port = await use(startMailServer((mail) => mails.push(mail), server));
      assert.equal(await app.run('sendSecureMail', { port, ca: authority.cert }), '250 taken');
      assert.equal(mails.length, 1);
    });

    it('leave no socket open', async () => {
      assert.equal(await app.end(), 0);
    });

    /** Starts a broker that finds its certificate in its folder. */
    function startProgramOf(
      name: string,
      parameters: (port: number, folder: string) => string[]
    ): Promise<Peer> {
      return startProgram({
        name,
        arguments: (port, folder) => {
          // For a server that gives its rights away.
          chmodSync(folder, 0o755);
          for (const [file, text] of [
            ['ca.pem', authority.cert],
            ['cert.pem', server.cert],
            ['key.pem', server.key]
          ] as const) {
            writeFileSync(path.join(folder, file), text, { mode: 0o644 });
          }
          return parameters(port, folder);
        }
      });
    }
  });
}
