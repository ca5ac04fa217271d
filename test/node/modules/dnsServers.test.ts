import packet, { type Answer, type Packet, type StringAnswer } from 'dns-packet';
import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import nodeDns from 'node:dns';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, describe, it } from 'node:test';
import shim from '../../../plugin/node/shims/dns.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeDns;
const HOST = '127.0.0.1';

/** Milliseconds that a server which is there may take on a busy machine: answers come by themselves. */
const PATIENT = { timeout: 60_000, tries: 1 };

const SERVED: Readonly<Record<string, readonly Answer[]>> = {
  A: [
    { type: 'CNAME', name: 'lamp.test', ttl: 78, data: 'other.test' },
    { type: 'A', name: 'other.test', ttl: 77, data: '192.0.2.1' },
    { type: 'A', name: 'other.test', ttl: 79, data: '192.0.2.2' }
  ],
  AAAA: [{ type: 'AAAA', name: 'lamp.test', ttl: 5, data: '2001:db8::1' }],
  CAA: [
    {
      type: 'CAA',
      name: 'lamp.test',
      data: { flags: 128, issuerCritical: true, tag: 'issue', value: 'ca.test' }
    }
  ],
  CNAME: [{ type: 'CNAME', name: 'lamp.test', data: 'other.test' }],
  MX: [
    { type: 'MX', name: 'lamp.test', data: { preference: 10, exchange: 'mail.test' } },
    { type: 'MX', name: 'lamp.test', data: { preference: 20, exchange: 'post.test' } }
  ],
  NAPTR: [
    {
      type: 'NAPTR',
      name: 'lamp.test',
      data: {
        order: 1,
        preference: 2,
        flags: 'S',
        services: 'SIP+D2U',
        regexp: '!^.*$!sip:a@b!',
        replacement: 'sip.test'
      }
    }
  ],
  NS: [{ type: 'NS', name: 'lamp.test', data: 'ns.test' }],
  PTR: [{ type: 'PTR', name: 'lamp.test', data: 'host.test' } satisfies StringAnswer],
  SOA: [
    {
      type: 'SOA',
      name: 'lamp.test',
      data: { mname: 'ns.test', rname: 'me.test', serial: 7, refresh: 1, retry: 2, expire: 3, minimum: 4 }
    }
  ],
  SRV: [
    { type: 'SRV', name: 'lamp.test', data: { priority: 1, weight: 2, port: 1883, target: 'broker.test' } }
  ],
  TXT: [
    { type: 'TXT', name: 'lamp.test', data: ['a text ', 'in pieces: ü'] },
    { type: 'TXT', name: 'lamp.test', data: ['and another'] }
  ]
};

/** `rcode` of a failure by the first label of the name that is asked for. */
const RCODES: Readonly<Record<string, number>> = { form: 1, fail: 2, unknown: 3, implemented: 4, refused: 5 };

/** A name server over UDP and TCP with one port. */
class NameServer {
  readonly asked: string[] = [];
  readonly #udp = dgram.createSocket('udp4');
  readonly #tcp = net.createServer();

  static async start(): Promise<NameServer> {
    const server = new NameServer();
    server.#tcp.on('connection', (connection) => server.#serve(connection));
    server.#udp.on('message', (bytes, { address, port }) => {
      const answer = server.#answer(bytes, 'UDP');
      if (answer !== undefined) server.#udp.send(answer, port, address);
    });
    server.#tcp.listen(0, HOST);
    await once(server.#tcp, 'listening');
    server.#udp.bind(server.#port, HOST);
    await once(server.#udp, 'listening');
    return server;
  }

  get #port(): number {
    return (this.#tcp.address() as net.AddressInfo).port;
  }

  get text(): string {
    return `${HOST}:${this.#port}`;
  }

  async close(): Promise<void> {
    this.#udp.close();
    this.#tcp.close();
    await once(this.#tcp, 'close');
  }

  #serve(connection: net.Socket): void {
    let received = Buffer.alloc(0);
    connection.on('error', () => undefined);
    connection.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const answer = this.#answer(received.subarray(2), 'TCP') ?? Buffer.alloc(0);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      // In two pieces, as TCP may bring it.
      connection.write(Buffer.concat([length, answer.subarray(0, 20)]), () =>
        connection.end(answer.subarray(20))
      );
    });
  }

  #answer(bytes: Buffer, transport: 'UDP' | 'TCP'): Buffer | undefined {
    const { id, questions = [] } = packet.decode(bytes);
    const [{ name, type } = { name: '', type: 'A' }] = questions;
    this.asked.push(`${transport} ${type} ${name}`);
    const [label = ''] = name.split('.');
    if (label === 'silent') return undefined;
    if (label === 'broken') return Buffer.concat([bytes.subarray(0, 2), Buffer.from([0x81, 0x80, 0, 1])]);
    const isCut = label === 'long' && transport === 'UDP';
    const all = type === 'ANY' ? Object.values(SERVED).flat() : (SERVED[type] ?? []);
    const long: Answer[] = Array.from({ length: 40 }, (_, index) => ({
      type: 'TXT',
      name,
      data: [`text ${index} ${'x'.repeat(40)}`]
    }));
    const reply: Packet = {
      type: 'response',
      flags: (RCODES[label] ?? 0) | packet.RECURSION_AVAILABLE | (isCut ? packet.TRUNCATED_RESPONSE : 0),
      questions,
      answers: label === 'lamp' || type === 'PTR' ? [...all] : label === 'long' && !isCut ? long : []
    };
    return packet.encode({ ...reply, ...(id === undefined ? {} : { id }) });
  }
}

interface Failure {
  code?: string;
  errno?: unknown;
  syscall?: string;
  hostname?: string;
}

function describeFailure(error: Error & Failure): object {
  const { name, message, code, errno, syscall, hostname } = error;
  return { name, message, code, errno, syscall, hostname };
}

type Resolver = nodeDns.promises.Resolver;

/** What a call ends with, an error by what programs may rely on. */
async function outcome(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return describeFailure(error as Error);
  }
}

describe('dns with servers', () => {
  let server: NameServer;
  before(async () => {
    server = await NameServer.start();
  });
  after(() => server.close());

  /** Runs a call with Node's resolver and with ours. @returns what both end with, once it is the same */
  async function same(
    call: (resolver: Resolver) => Promise<unknown>,
    options = PATIENT,
    servers = [server.text]
  ): Promise<unknown> {
    const [expected, found] = await Promise.all(
      [nodeDns, ours].map((dns) => {
        const resolver = new dns.promises.Resolver(options);
        resolver.setServers(servers);
        return outcome(() => call(resolver));
      })
    );
    assert.deepEqual(found, expected);
    return found;
  }

  it('gives records of all kinds as Node does', async () => {
    for (const type of Object.keys(SERVED)) {
      const found = await same((resolver) => resolver.resolve('lamp.test', type));
      assert.ok(
        typeof found === 'object' && !('code' in (found as object)),
        `${type}: ${JSON.stringify(found)}`
      );
    }
    await same((resolver) => resolver.resolve4('lamp.test', { ttl: true }));
    await same((resolver) => resolver.resolve6('lamp.test', { ttl: true }));
    await same((resolver) => resolver.resolve('lamp.test'));
    for (const type of ['Mx', 'Txt', 'Srv', 'Soa', 'Naptr', 'Caa', 'Ns', 'Ptr', 'Cname'] as const) {
      await same((resolver) => resolver[`resolve${type}`]('lamp.test'));
    }
  });

  it('gives all records of a name', async () => {
    const resolver = new ours.promises.Resolver(PATIENT);
    resolver.setServers([server.text]);
    const found = await resolver.resolveAny('lamp.test');
    assert.deepEqual(
      found.filter(({ type }) => ['A', 'MX', 'TXT', 'NS'].includes(type)),
      [
        { type: 'A', address: '192.0.2.1', ttl: 77 },
        { type: 'A', address: '192.0.2.2', ttl: 79 },
        { type: 'MX', exchange: 'mail.test', priority: 10 },
        { type: 'MX', exchange: 'post.test', priority: 20 },
        { type: 'NS', value: 'ns.test' },
        { type: 'TXT', entries: ['a text ', 'in pieces: Ã¼'] },
        { type: 'TXT', entries: ['and another'] }
      ]
    );
  });

  it('finds names of addresses', async () => {
    for (const address of ['192.0.2.7', '2001:db8::7', '::ffff:192.0.2.7', 'lamp.test']) {
      await same((resolver) => resolver.reverse(address));
    }
  });

  it('tells what went wrong as Node does', async () => {
    const names = [
      'form.test',
      'fail.test',
      'unknown.test',
      'implemented.test',
      'refused.test',
      'empty.test'
    ];
    for (const name of [...names, 'broken.test', 'a..test', `${'a'.repeat(64)}.test`, 'unknown.test.', '']) {
      await same((resolver) => resolver.resolveMx(name));
    }
    await same((resolver) => resolver.resolvePtr('lamp.test'), PATIENT, [`${HOST}:1`]);
    await same((resolver) => resolver.reverse('192.0.2.1'), PATIENT, [`${HOST}:1`]);
    await same((resolver) => resolver.resolveTxt('silent.test'), { timeout: 100, tries: 1 });
  });

  it('asks over TCP for what does not fit into a datagram', async () => {
    const found = await same((resolver) => resolver.resolveTxt('long.test'));
    assert.equal((found as string[][]).length, 40);
    assert.deepEqual(server.asked.slice(-4).sort(), [
      'TCP TXT long.test',
      'TCP TXT long.test',
      'UDP TXT long.test',
      'UDP TXT long.test'
    ]);
  });

  it('asks the next server where one refuses or does not answer', async () => {
    const silent = dgram.createSocket('udp4').bind(0, HOST);
    await once(silent, 'listening');
    const resolver = new ours.promises.Resolver({ timeout: 50, tries: 1 });
    resolver.setServers([`${HOST}:1`, `${HOST}:${silent.address().port}`, server.text]);
    // The one that answers may need more than the time for those that do not.
    let found = await outcome(() => resolver.resolveNs('lamp.test'));
    while (JSON.stringify(found).includes('ETIMEOUT'))
      found = await outcome(() => resolver.resolveNs('lamp.test'));
    assert.deepEqual(found, ['ns.test']);
    silent.close();
  });

  it('cancels what waits', async () => {
    await same((resolver) => {
      const asked = resolver.resolveTxt('silent.test');
      resolver.cancel();
      return asked;
    });
  });

  it('keeps the servers of the module, and asks them with callbacks', async () => {
    assert.deepEqual(ours.getServers(), []);
    ours.promises.setServers([server.text]);
    try {
      assert.deepEqual(ours.getServers(), [server.text]);
      const answered = new Promise((resolve) => ours.resolveSrv('lamp.test', (...answer) => resolve(answer)));
      assert.deepEqual(await answered, [null, [{ name: 'broker.test', port: 1883, priority: 1, weight: 2 }]]);
      // The servers answer instead of the system.
      assert.deepEqual(await ours.promises.resolve4('lamp.test'), ['192.0.2.1', '192.0.2.2']);
    } finally {
      ours.setServers([]);
    }
  });

  it('reads servers and options as Node does', () => {
    const lists: unknown[] = [
      ['192.0.2.1:53', '192.0.2.1:5353', '[::1]', '[::1]:5353'],
      ['x'],
      'x',
      [1],
      [''],
      ['[::1'],
      []
    ];
    const read = (dns: typeof nodeDns, servers: unknown): unknown => {
      const resolver = new dns.Resolver();
      try {
        resolver.setServers(servers as string[]);
        return resolver.getServers();
      } catch (error) {
        return describeFailure(error as Error);
      }
    };
    for (const list of lists) assert.deepEqual(read(ours, list), read(nodeDns, list), JSON.stringify(list));
    const wrong: ((dns: typeof nodeDns) => unknown)[] = [
      (dns) => new dns.Resolver({ timeout: 1.5 }),
      (dns) => new dns.Resolver({ timeout: 'x' as never }),
      (dns) => new dns.Resolver({ tries: 0 }),
      (dns) => dns.resolve('lamp.test', 'NONE', () => undefined),
      (dns) => dns.resolve('lamp.test', 5 as never, () => undefined),
      (dns) => dns.resolveMx('lamp.test', undefined as never),
      (dns) => dns.resolveMx(5 as never, () => undefined),
      (dns) => dns.reverse('lamp.test', () => undefined),
      (dns) => dns.setDefaultResultOrder('x' as never)
    ];
    for (const call of wrong) {
      const failures = [nodeDns, ours].map((dns) => {
        try {
          return call(dns);
        } catch (error) {
          return describeFailure(error as Error);
        }
      });
      assert.deepEqual(failures[1], failures[0], String(call));
    }
    ours.setDefaultResultOrder('ipv4first');
    assert.equal(ours.promises.getDefaultResultOrder(), 'ipv4first');
    for (const name of ['NODATA', 'TIMEOUT', 'EOF', 'CANCELLED'] as const)
      assert.equal(ours[name], nodeDns[name]);
  });
});
