import { createCipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Peer } from '../clients/peer.ts';
import { load, packageFile } from './folder.ts';
import { serve, serveDatagrams, serveLines } from './lines.ts';

/** Cuts what comes into messages. @param lengthOf how long the first one is, as soon as that can be told */
function messages(
  lengthOf: (bytes: Buffer) => number,
  each: (message: Buffer) => void
): (data: Buffer) => void {
  let received = Buffer.alloc(0);
  return (data) => {
    received = Buffer.concat([received, data]);
    for (
      let length = lengthOf(received);
      length > 0 && received.length >= length;
      length = lengthOf(received)
    ) {
      each(received.subarray(0, length));
      received = received.subarray(length);
    }
  };
}

interface Frame {
  channel: number;
  id: number;
}

export function amqpPeer(): Promise<Peer> {
  const defs: unknown = load(packageFile('amqplib/lib/defs.js'));
  const numbers = defs as Readonly<Record<string, number>>;
  const { encodeMethod } = defs as { encodeMethod: (id: number, channel: number, fields: object) => Buffer };
  const frames = load(packageFile('amqplib/lib/frame.js')) as {
    parseFrame: (bytes: Buffer) => false | { rest: Buffer };
    decodeFrame: (frame: unknown) => Frame;
  };
  const answers: [asked: string, answer: string, fields: object][] = [
    ['ConnectionStartOk', 'ConnectionTune', { channelMax: 0, frameMax: 4096, heartbeat: 0 }],
    ['ConnectionOpen', 'ConnectionOpenOk', {}],
    ['ChannelOpen', 'ChannelOpenOk', {}],
    ['QueueDeclare', 'QueueDeclareOk', { queue: 'lamps', messageCount: 0, consumerCount: 0 }],
    ['ConnectionClose', 'ConnectionCloseOk', {}]
  ];
  return serve((data, say) => {
    if (data.subarray(0, 4).toString() === 'AMQP') {
      const start = {
        versionMajor: 0,
        versionMinor: 9,
        serverProperties: {},
        mechanisms: Buffer.from('PLAIN'),
        locales: Buffer.from('en_US')
      };
      say(encodeMethod(numbers.ConnectionStart ?? 0, 0, start));
      return;
    }
    for (let rest = data, frame = frames.parseFrame(rest); frame !== false; frame = frames.parseFrame(rest)) {
      rest = frame.rest;
      const { id, channel } = frames.decodeFrame(frame);
      const found = answers.find(([asked]) => numbers[asked] === id);
      if (found !== undefined) say(encodeMethod(numbers[found[1]] ?? 0, channel, found[2]));
    }
  });
}

export function dhcpPeer(): Promise<Peer> {
  return serveDatagrams((_knock, say) => {
    const discover = Buffer.alloc(244);
    discover.set([1, 1, 6, 0, 1, 2, 3, 4]);
    discover.set([2, 0, 0, 0, 0, 7], 28);
    discover.set([0x63, 0x82, 0x53, 0x63, 53, 1, 1, 255], 236);
    say(discover);
  }, 6767);
}

export function mailboxPeer(): Promise<Peer> {
  const before: Readonly<Record<string, string>> = {
    CAPABILITY: '* CAPABILITY IMAP4rev1\r\n',
    LIST: '* LIST (\\Noselect) "/" ""\r\n',
    EXAMINE: '* 7 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n* OK [UIDVALIDITY 1] valid\r\n'
  };
  return serveLines((line, say) => {
    const [tag = '', command = ''] = line.split(' ');
    say(`${before[command.toUpperCase()] ?? ''}${tag} OK done\r\n`);
  }, '* OK a mailbox\r\n');
}

export function chatPeer(): Promise<Peer> {
  return serveLines((line, say) => {
    if (line.startsWith('CAP LS')) say(':here CAP * LS :\r\n');
    if (line.startsWith('USER')) say(':here 001 lamp :hello\r\n:here 376 lamp :end\r\n');
    if (line.startsWith('JOIN')) say(':lamp!l@h JOIN #lamps\r\n');
    if (line.startsWith('PRIVMSG')) say(':other!o@h PRIVMSG lamp :heard on\r\n');
    if (line.startsWith('QUIT')) say('ERROR :bye\r\n');
  });
}

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text16 = (text: string): Buffer => Buffer.concat([int16(text.length), Buffer.from(text)]);

const KAFKA_METADATA = 3;
const KAFKA_VERSIONS = 18;

export async function kafkaPeer(): Promise<Peer> {
  const ports: number[] = [];
  const length = (bytes: Buffer): number => (bytes.length < 4 ? 0 : 4 + bytes.readInt32BE(0));
  const peer = await serve((data, say) => {
    messages(length, (request) => {
      const [key, version, correlation] = [
        request.readInt16BE(4),
        request.readInt16BE(6),
        request.subarray(8, 12)
      ];
      const versions = [KAFKA_METADATA, KAFKA_VERSIONS].flatMap((each) => [int16(each), int16(0), int16(0)]);
      const partition = [int32(1), int16(0), int32(0), int32(1), int32(0), int32(0)];
      const body =
        key === KAFKA_VERSIONS
          ? [int16(0), int32(2), ...versions, ...(version > 0 ? [int32(0)] : [])]
          : [
              int32(1),
              int32(1),
              text16('127.0.0.1'),
              int32(ports[0] ?? 0),
              int32(1),
              int16(0),
              text16('lamps'),
              ...partition
            ];
      const answer = Buffer.concat([correlation, ...body]);
      say(Buffer.concat([int32(answer.length), answer]));
    })(data);
  });
  ports.push(peer.port);
  return peer;
}

/** MELSEC's frames of kind 1E in binary. */
export function mitsubishiPeer(): Promise<Peer> {
  return serve((_request, say) => say(Buffer.from([0x81, 0, 7, 0, 8, 0, 9, 0])));
}

export function memcachedTextPeer(): Promise<Peer> {
  return serveLines((line, say) => {
    if (line === 'on') say('STORED\r\n');
    if (line.startsWith('get')) say('VALUE lamp 0 2\r\non\r\nEND\r\n');
  });
}

/** Memcached's binary protocol. */
export function memcachedPeer(): Promise<Peer> {
  const length = (bytes: Buffer): number => (bytes.length < 24 ? 0 : 24 + bytes.readUInt32BE(8));
  return serve((data, say) => {
    messages(length, (request) => {
      const [opcode = 0] = request.subarray(1);
      const answer = Buffer.alloc(24);
      answer.set([0x81, opcode]);
      request.copy(answer, 12, 12, 16);
      const value = opcode === 0 ? Buffer.from([0, 0, 0, 0, ...Buffer.from('on')]) : Buffer.alloc(0);
      answer.set([opcode === 0 ? 4 : 0], 4);
      answer.writeUInt32BE(value.length, 8);
      say(Buffer.concat([answer, value]));
    })(data);
  });
}

const MONGO_MESSAGE = 2013;

export function mongoPeer(): Promise<Peer> {
  const { serialize } = load('bson') as { serialize: (document: object) => Uint8Array };
  const hello = {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: 1e7,
    maxMessageSizeBytes: 5e7,
    maxWriteBatchSize: 1000,
    localTime: new Date(0),
    minWireVersion: 0,
    maxWireVersion: 21,
    ok: 1
  };
  const length = (bytes: Buffer): number => (bytes.length < 4 ? 0 : bytes.readInt32LE(0));
  return serve((data, say) => {
    messages(length, (request) => {
      const isMessage = request.readInt32LE(12) === MONGO_MESSAGE;
      const isLamp = request.includes('lamp\0');
      const document = serialize(isLamp ? { is: 'on', ok: 1 } : hello);
      const front = isMessage ? Buffer.alloc(5) : Buffer.alloc(20);
      if (!isMessage) front.writeInt32LE(1, 16);
      const head = Buffer.alloc(16);
      head.writeInt32LE(16 + front.length + document.length, 0);
      request.copy(head, 8, 4, 8);
      head.writeInt32LE(isMessage ? MONGO_MESSAGE : 1, 12);
      say(Buffer.concat([head, front, document]));
    })(data);
  });
}

/** A web server whose answer is always the same. */
export function bridgePeer(): Promise<Peer> {
  return serve((_request, say) => {
    const body = JSON.stringify({
      name: 'a bridge',
      bridgeid: '001788FFFE000000',
      modelid: 'BSB002',
      apiversion: '1.50.0',
      lights: {},
      config: {}
    });
    say(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  });
}

/** A controller that speaks S7 over ISO-TSAP. */
export function s7Peer(): Promise<Peer> {
  return serve((request, say) => {
    if (request[5] === 0xe0) {
      const confirm = Buffer.from(request);
      confirm[5] = 0xd0;
      say(confirm);
      return;
    }
    const reference = request.subarray(11, 13);
    const isSetUp = request[17] === 0xf0;
    const parameters = isSetUp ? Buffer.from([0xf0, 0, 0, 1, 0, 1, 0, 0xf0]) : Buffer.from([4, 1]);
    const data = isSetUp ? Buffer.alloc(0) : Buffer.from([0xff, 4, 0, 16, 0x12, 0x67]);
    const head = Buffer.concat([
      Buffer.from([0x32, 3, 0, 0]),
      reference,
      int16(parameters.length),
      int16(data.length),
      Buffer.from([0, 0])
    ]);
    const body = Buffer.concat([Buffer.from([2, 0xf0, 0x80]), head, parameters, data]);
    say(Buffer.concat([Buffer.from([3, 0]), int16(4 + body.length), body]));
  });
}

export function timePeer(): Promise<Peer> {
  return serveDatagrams((_question, say) => {
    const answer = Buffer.alloc(48);
    answer.writeUInt32BE(Date.UTC(2026, 0) / 1000 - Date.UTC(1900, 0) / 1000, 40);
    say(answer);
  });
}

/** A SOCKS 5 proxy to which everything is said back. @param before what is said first */
export function proxyPeer(before = 'through: '): Promise<Peer> {
  return serve((data, say) => {
    if (data[0] !== 5) say(before + String(data));
    else if (data.length < 5) say(Buffer.from([5, 0]));
    else say(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  });
}

/** The only one that the client knows. */
const EIP_PORT = 44_818;

/** EtherNet/IP, as far as it registers sessions. */
export function eipPeer(): Promise<Peer> {
  return serve(
    (request, say) => {
      const answer = Buffer.from(request);
      if (request.readUInt16LE(0) === 0x65) answer.writeUInt32LE(4711, 4);
      say(answer);
    },
    '',
    EIP_PORT
  );
}

export function stompPeer(): Promise<Peer> {
  return serve((data, say) => {
    if (String(data).startsWith('CONNECT')) say('CONNECTED\nversion:1.1\n\n\0');
    if (String(data).includes('SUBSCRIBE')) {
      const id = /^id:(.*)$/m.exec(String(data))?.[1] ?? '';
      say(`MESSAGE\nsubscription:${id}\nmessage-id:1\ndestination:/lamps\ncontent-length:2\n\non\0`);
    }
  });
}

/** One block of a file. */
export function tftpPeer(): Promise<Peer> {
  return serveDatagrams((request, say) => {
    if (request[1] === 1) say(Buffer.from('\0\u0003\0\u0001lamp'));
  });
}

/** A plug of TP-Link's: each byte is hidden by the one before. */
export function plugPeer(): Promise<Peer> {
  const info = {
    alias: 'lamp',
    model: 'HS100(EU)',
    type: 'IOT.SMARTPLUGSWITCH',
    deviceId: 'x',
    err_code: 0,
    relay_state: 1,
    feature: 'TIM',
    sw_ver: '1',
    hw_ver: '1',
    mac: '00:00:00:00:00:00'
  };
  return serve((_request, say) => {
    let key = 171;
    const hidden = Buffer.from(JSON.stringify({ system: { get_sysinfo: info } })).map(
      (byte) => (key ^= byte)
    );
    say(Buffer.concat([int32(hidden.length), hidden]));
  });
}

const TUYA_QUERY = 10;

/** A device of Tuya's, version 3.3: AES-128-ECB. */
export function tuyaPeer(): Promise<Peer> {
  const length = (bytes: Buffer): number => (bytes.length < 16 ? 0 : 16 + bytes.readUInt32BE(12));
  return serve((data, say) => {
    messages(length, (request) => {
      const command = request.readUInt32BE(8);
      const cipher = createCipheriv('aes-128-ecb', '0123456789abcdef', null);
      const state = command === TUYA_QUERY ? JSON.stringify({ devId: 'x'.repeat(20), dps: { 1: true } }) : '';
      const payload = state === '' ? Buffer.alloc(0) : Buffer.concat([cipher.update(state), cipher.final()]);
      const head = Buffer.concat([
        Buffer.from('000055aa', 'hex'),
        request.subarray(4, 12),
        int32(payload.length + 12),
        int32(0),
        payload
      ]);
      const check = Buffer.alloc(4);
      check.writeUInt32BE(crc32(head));
      say(Buffer.concat([head, check, Buffer.from('0000aa55', 'hex')]));
    })(data);
  });
}

export function yeelightPeer(): Promise<Peer> {
  return serveLines((line, say) => {
    const { id } = JSON.parse(line) as { id: number };
    say(`${JSON.stringify({ id, result: ['ok'] })}\r\n`);
  });
}
