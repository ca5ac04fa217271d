import type { Peer } from '../clients/peer.ts';
import { load, packageFile } from './packages.ts';
import { int16, int32 } from './integers.ts';
import { serve, serveDatagrams, serveLines } from './lines.ts';
import { messages } from './messages.ts';

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

/** An XMPP server that lets everybody in. */
export function xmppPeer(): Promise<Peer> {
  const bind = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind">';
  const features = (text: string): string =>
    `<?xml version="1.0"?><stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" from="lamp.test" id="1" version="1.0">` +
    `<stream:features>${text}</stream:features>`;
  let isIn = false;
  return serve((data, say) => {
    const text = String(data);
    if (text.includes('</stream:stream>')) say('</stream:stream>');
    else if (text.includes('<stream:stream')) {
      const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
      say(
        features(
          isIn
            ? `${bind}</bind>`
            : `<mechanisms xmlns="${sasl}"><mechanism>ANONYMOUS</mechanism></mechanisms>`
        )
      );
    } else if (text.includes('<auth')) {
      isIn = true;
      say('<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>');
    } else if (text.includes('<bind')) {
      const id = /id="([^"]*)"/.exec(text)?.[1] ?? '';
      say(`<iq type="result" id="${id}">${bind}<jid>lamp@lamp.test/1</jid></bind></iq>`);
      say('<message from="other@lamp.test"><body>on</body></message>');
    }
  });
}

/** A server of Valve's protocol. */
export function gamePeer(): Promise<Peer> {
  return serveDatagrams((request, say) => {
    const text = 'lamp\0desk\0folder\0game\0';
    if (request[4] === 0x54)
      say(Buffer.from(`\xff\xff\xff\xffI\x11${text}\x01\0\x01\x08\0dl\0\x011.0\0\0`, 'latin1'));
    else if (request.readInt32LE(5) === -1) say(Buffer.from('\xff\xff\xff\xffA\x01\x02\x03\x04', 'latin1'));
    else say(Buffer.from('\xff\xff\xff\xffD\0', 'latin1'));
  });
}

/** A directory with one entry. */
export function directoryPeer(): Promise<Peer> {
  return serve((request, say) => {
    const id = request.subarray(2, 5);
    const message = (...parts: (string | Buffer)[]): Buffer => {
      const body = Buffer.concat([id, ...parts.map((part) => Buffer.from(part as string, 'latin1'))]);
      return Buffer.concat([Buffer.from([0x30, body.length]), body]);
    };
    const done = '\x0a\x01\0\x04\0\x04\0';
    const operation = request[5];
    if (operation === 0x60) say(message(`\x61\x07${done}`));
    if (operation !== 0x63) return;
    const attribute = '\x30\x0c\x04\x02cn\x31\x06\x04\x04lamp';
    say(message(`\x64\x19\x04\x07cn=lamp\x30\x0e${attribute}`));
    say(message(`\x65\x07${done}`));
  });
}

/** A game's console: what it hears it says back. */
export function consolePeer(): Promise<Peer> {
  return serve((request, say) => {
    const isLogin = request.readInt32LE(8) === 3;
    const text = isLogin ? '' : `heard ${request.toString('latin1', 12, request.length - 2)}`;
    const answer = Buffer.alloc(14 + text.length);
    answer.writeInt32LE(10 + text.length, 0);
    request.copy(answer, 4, 4, 8);
    answer.writeInt32LE(isLogin ? 2 : 0, 8);
    answer.write(text, 12);
    say(answer);
  });
}
