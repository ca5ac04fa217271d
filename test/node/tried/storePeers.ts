import { generateKeyPairSync, privateDecrypt } from 'node:crypto';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { Peer } from '../clients/peer.ts';
import { listen } from '../clients/peers.ts';
import { int16, int32 } from './integers.ts';
import { serve } from './lines.ts';
import { messages } from './messages.ts';

const MYSQL_QUIT = 1;

const MYSQL_QUERY = 3;

const MYSQL_LOGIN = 'caching_sha2_password';

const MYSQL_PASSWORD = 'secret';

const MYSQL_SCRAMBLE = 'aaaaaaaabbbbbbbbbbbb';

/** MySQL 8 without TLS, to which the password comes encrypted with its own key, and that has one row. */
export function mysqlPeer(): Promise<Peer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const packet = (id: number, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([body.length & 0xff, body.length >> 8, 0, id]), body]);
  };
  const text8 = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
  const hello = Buffer.concat([
    Buffer.from(`\x0a8.0.0\0\x01\0\0\0${MYSQL_SCRAMBLE.slice(0, 8)}\0`),
    // It has no TLS, and leaves out no end of a list.
    Buffer.from('fff7080200ff0015', 'hex'),
    Buffer.alloc(10),
    Buffer.from(`${MYSQL_SCRAMBLE.slice(8)}\0${MYSQL_LOGIN}\0`)
  ]);
  const ok = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
  const wantPassword = Buffer.of(1, 4);
  const switchLogin = Buffer.from(`\xfe${MYSQL_LOGIN}\0${MYSQL_SCRAMBLE}\0`, 'latin1');
  const refused = Buffer.from('\xff\x15\x04#28000Access denied', 'latin1');
  const end = Buffer.from([0xfe, 0, 0, 2, 0]);
  const column = Buffer.concat([
    ...['def', '', '', '', 'lamp', ''].map(text8),
    Buffer.from('0c21000a000000fd0000000000', 'hex')
  ]);
  const rows = Buffer.concat([
    packet(1, Buffer.from([1])),
    packet(2, column),
    packet(3, end),
    packet(4, text8('on')),
    packet(5, end)
  ]);
  const length = (bytes: Buffer): number => (bytes.length < 4 ? 0 : 4 + bytes.readUIntLE(0, 3));
  const isPassword = (encrypted: Buffer): boolean => {
    const hidden = privateDecrypt(privateKey, encrypted);
    const password = hidden.map((byte, index) => byte ^ MYSQL_SCRAMBLE.charCodeAt(index));
    return Buffer.from(password).equals(Buffer.from(`${MYSQL_PASSWORD}\0`));
  };
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return serve(
    (data, say) => {
      messages(length, (request) => {
        const content = request.subarray(4);
        const [command] = content;
        const reply = (answer: Buffer): void => say(packet((request[3] ?? 0) + 1, answer));
        if (request[3] === 1) reply(content.includes(MYSQL_LOGIN) ? wantPassword : switchLogin);
        else if (content.length === 32) reply(wantPassword);
        else if (content.equals(Buffer.of(2))) reply(Buffer.from(`\x01${pem}`));
        else if (content.length === 256) reply(isPassword(content) ? ok : refused);
        else if (command === MYSQL_QUERY && request.includes('select lamp')) say(rows);
        else if (command !== MYSQL_QUIT) reply(ok);
      })(data);
    },
    packet(0, hello)
  );
}

const TDS_LOGIN = 0x10;

const TDS_HELLO = 0x12;

/** SQL Server without TLS, whose only value is a number. */
export function sqlServerPeer(): Promise<Peer> {
  const packet = (...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([4, 1]), int16(body.length + 8), Buffer.from([0, 0, 1, 0]), body]);
  };
  const name = Buffer.from('lamp', 'utf16le');
  const length8 = Buffer.from([4]);
  const done = Buffer.concat([Buffer.from([0xfd]), Buffer.alloc(12)]);
  const hello = Buffer.from('00000b00060100110001ff0f000000000002', 'hex');
  const ack = Buffer.concat([
    Buffer.from([1]),
    int32(0x74_00_00_04),
    length8,
    name,
    Buffer.from([15, 0, 0, 0])
  ]);
  const column = Buffer.concat([Buffer.from('81010000000000000038', 'hex'), length8, name]);
  const row = Buffer.from([0xd1, 7, 0, 0, 0]);
  const length = (bytes: Buffer): number => (bytes.length < 4 ? 0 : bytes.readUInt16BE(2));
  return serve((data, say) => {
    messages(length, (request) => {
      if (request[0] === TDS_HELLO) say(packet(hello));
      else if (request[0] === TDS_LOGIN) say(packet(Buffer.from([0xad, ack.length, 0]), ack, done));
      else if (request.includes(name)) say(packet(column, row, done));
      else say(packet(done));
    })(data);
  });
}

const CQL = { startup: 1, ready: 2, options: 5, supported: 6, result: 8, register: 11 };

type CqlColumn = readonly [name: string, type: Buffer, value: Buffer];

/** Cassandra, protocol 4: one node with one row. */
export function cassandraPeer(): Promise<Peer> {
  const text16 = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)]);
  const bytes32 = (value: Buffer): Buffer => Buffer.concat([int32(value.length), value]);
  const [uuid, varchar, inet] = [int16(12), int16(13), int16(16)];
  const rows = (columns: readonly CqlColumn[], count: 0 | 1): Buffer =>
    Buffer.concat([
      int32(2),
      int32(1),
      int32(columns.length),
      text16('system'),
      text16('local'),
      ...columns.flatMap(([name, type]) => [text16(name), type]),
      int32(count),
      ...(count === 0 ? [] : columns.map(([, , value]) => bytes32(value)))
    ]);
  const id = Buffer.alloc(16, 7);
  const node: readonly CqlColumn[] = [
    ['key', varchar, Buffer.from('local')],
    ['cluster_name', varchar, Buffer.from('lamps')],
    ['data_center', varchar, Buffer.from('dc1')],
    ['rack', varchar, Buffer.from('r1')],
    ['release_version', varchar, Buffer.from('3.11.0')],
    ['partitioner', varchar, Buffer.from('org.apache.cassandra.dht.Murmur3Partitioner')],
    ['schema_version', uuid, id],
    ['host_id', uuid, id],
    ['rpc_address', inet, Buffer.from([127, 0, 0, 1])],
    // A set of texts.
    ['tokens', Buffer.concat([int16(0x22), varchar]), Buffer.concat([int32(1), bytes32(Buffer.from('0'))])]
  ];
  const length = (bytes: Buffer): number => (bytes.length < 9 ? 0 : 9 + bytes.readUInt32BE(5));
  return serve((data, say) => {
    messages(length, (request) => {
      const [opcode] = request.subarray(4);
      const answer = (kind: number, body: Buffer): void => {
        const stream = request.subarray(2, 4);
        say(Buffer.concat([Buffer.from([0x84, 0]), stream, Buffer.from([kind]), bytes32(body)]));
      };
      if (opcode === CQL.options) answer(CQL.supported, int16(0));
      else if (opcode === CQL.startup || opcode === CQL.register) answer(CQL.ready, Buffer.alloc(0));
      else if (request.includes('system.local')) answer(CQL.result, rows(node, 1));
      else if (request.includes('SELECT lamp'))
        answer(CQL.result, rows([['lamp', varchar, Buffer.from('on')]], 1));
      else answer(CQL.result, rows(node, 0));
    })(data);
  });
}

/** InfluxDB, which tells what was written. */
export function influxPeer(): Promise<Peer> {
  let written = '';
  const server = http.createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url?.startsWith('/write') === true) {
        [written = ''] = body.split(' ');
        response.writeHead(204).end();
        return;
      }
      const series = [
        { name: 'lamps', columns: ['time', 'said'], values: [['2026-01-01T00:00:00Z', written]] }
      ];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ results: [{ statement_id: 0, series }] }));
    });
  });
  return listen(server);
}
