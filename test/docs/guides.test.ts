import { Aedes } from 'aedes';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, afterEach, describe, it } from 'node:test';
import { closeAtEnd, closeOpened } from '../library/support/opened.ts';
import { TcpServer } from '../library/support/tcpServer.ts';
import { Programs } from './support/programs.ts';
import Taro from './support/taro.ts';

const LOOPBACK = '127.0.0.1';
const LIMIT_MS = 300_000;

describe('the printer guide', { timeout: LIMIT_MS }, () => {
  const programs = Programs.ofPage('docs/guides/printer.md');
  after(() => programs.remove());
  afterEach(closeOpened);

  interface Print {
    print: (address: string, port: number, job: Uint8Array) => Promise<void>;
  }
  const job = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251);

  it('prints a receipt', async (t) => {
    const printer = await TcpServer.open();
    const log = t.mock.method(console, 'info', () => undefined);
    const { printReceipt } = await programs.run<{
      printReceipt: (address: string, port: number) => Promise<void>;
    }>('printReceipt.ets');
    await printReceipt(LOOPBACK, printer.port);
    assert.deepEqual(
      log.mock.calls.map(({ arguments: [text] }) => String(text)),
      ['printed']
    );
    await until(printer, () => printer.ended === 1);
    const text = '\u001b@\u001bE\u0001Tea house\n\u001bE\u00002 x oolong   48.00\n\u001dVB\u0000';
    assert.equal(printer.received.toString('latin1'), text);
  });

  it('prints a long job whole', async () => {
    const printer = await TcpServer.open();
    const { print } = await programs.run<Print>('print.ets');
    await print(LOOPBACK, printer.port, job);
    await until(printer, () => printer.ended === 1);
    assert.ok(printer.received.equals(job));
  });

  it('tells that nobody listens', async () => {
    const printer = await TcpServer.open();
    const { port } = printer;
    await printer.close();
    const { print } = await programs.run<Print>('print.ets');
    await assert.rejects(print(LOOPBACK, port, job), /refused or unreachable/);
  });

  it('tells that the printer closed in the middle', async () => {
    const printer = net.createServer({ allowHalfOpen: true }, (socket) => socket.resume().end());
    printer.listen(0, LOOPBACK);
    closeAtEnd(() => printer.close());
    await once(printer, 'listening');
    const { port } = printer.address() as net.AddressInfo;
    const { print } = await programs.run<Print>('print.ets');
    await assert.rejects(print(LOOPBACK, port, job), /the printer closed the connection before/);
  });
});

describe('the MQTT guide', { timeout: LIMIT_MS }, () => {
  const programs = Programs.ofPage('docs/guides/mqtt.md');
  after(() => programs.remove());
  afterEach(closeOpened);

  interface MqttClient {
    subscribe(topic: string): void;
    publish(topic: string, payload: string): void;
    end(): void;
  }
  interface Mqtt {
    MqttClient: new (address: string, port: number, clientId: string, listener: object) => MqttClient;
  }

  async function connect(
    broker: Aedes
  ): Promise<{ client: MqttClient; events: string[]; ended: Promise<void> }> {
    const server = net.createServer((socket) => void broker.handle(socket));
    server.listen(0, LOOPBACK);
    closeAtEnd(() => server.close());
    closeAtEnd(() => new Promise<void>((resolve) => broker.close(resolve)));
    await once(server, 'listening');
    const { MqttClient } = await programs.run<Mqtt>('MqttClient.ts');
    const events: string[] = [];
    const { port } = server.address() as net.AddressInfo;
    return new Promise((resolve) => {
      const ended = new Promise<void>((end) => {
        const client = new MqttClient(LOOPBACK, port, 'phone', {
          onReady: () => {
            events.push('ready');
            resolve({ client, events, ended });
          },
          onMessage: (topic: string, payload: Uint8Array) => {
            events.push(`${topic} ${Buffer.from(payload).toString()}`);
            if (payload.length === 1) client.end();
          },
          onEnd: (failure: string) => {
            events.push(`end ${failure}`);
            end();
            resolve({ client, events, ended });
          }
        });
      });
    });
  }

  it('subscribes and publishes, packets in pieces or together', async () => {
    const broker = await Aedes.createBroker();
    const { client, events, ended } = await connect(broker);
    client.subscribe('home/#');
    await once(broker, 'subscribe');
    client.publish('home/temperature', '21.5 °C');
    client.publish('home/picture', 'x'.repeat(200_000));
    client.publish('home/door', '1');
    await ended;
    assert.deepEqual(events, [
      'ready',
      'home/temperature 21.5 °C',
      `home/picture ${'x'.repeat(200_000)}`,
      'home/door 1',
      'end '
    ]);
  });

  it('tells that the broker refuses it', async () => {
    const broker = await Aedes.createBroker({
      authenticate: (_client, _name, _password, done) =>
        done(Object.assign(new Error('no'), { returnCode: 4 as const }), false)
    });
    const { events, ended } = await connect(broker);
    await ended;
    assert.deepEqual(events, ['end the broker refused the connection with code 4']);
  });

  it('ends without a failure while it connects', async () => {
    const broker = await TcpServer.open();
    const { MqttClient } = await programs.run<Mqtt>('MqttClient.ts');
    const failure = await new Promise<string>((onEnd) => {
      new MqttClient(LOOPBACK, broker.port, 'phone', { onEnd }).end();
    });
    assert.equal(failure, '');
  });
});

describe('the guide from WeChat', { timeout: LIMIT_MS }, () => {
  const programs = Programs.ofPage('docs/guides/from-wechat.md');
  after(() => programs.remove());
  afterEach(closeOpened);

  interface KeepConnected {
    keepConnected: (address: string, port: number, onOpen: () => void) => () => void;
  }

  it('connects no more once it is told to end', async (t) => {
    const peer = await TcpServer.open();
    const { port } = peer;
    await peer.close();
    const { keepConnected } = await programs.run<KeepConnected>('keepConnected.ts');
    t.mock.method(console, 'warn', () => undefined);
    const created = t.mock.method(Taro, 'createTCPSocket');
    const schedule = globalThis.setTimeout;
    let end = (): void => undefined;
    const retry = await new Promise<() => void>((resolve) => {
      t.mock.method(globalThis, 'setTimeout', (run: () => void, delay?: number) =>
        run.name === 'open' ? resolve(run) : schedule(run, delay)
      );
      end = keepConnected(LOOPBACK, port, () => undefined);
    });
    end();
    retry();
    assert.equal(created.mock.callCount(), 1);
  });
});

/** Waits for what the server is to get. */
async function until(server: TcpServer, isDone: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    server.onChange = () => {
      if (isDone()) resolve();
    };
    server.onChange();
  });
}
