import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Peer } from '../clients/peer.ts';
import { serve, serveDatagrams, serveLines } from './lines.ts';

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

/** Beckhoff's ADS: what is read is a number. */
export function adsPeer(): Promise<Peer> {
  return serve((request, say) => {
    const data = Buffer.from([0, 0, 0, 0, 2, 0, 0, 0, 0x67, 0x12]);
    const head = Buffer.from(request.subarray(0, 38));
    head.writeUInt32LE(32 + data.length, 2);
    request.copy(head, 6, 14, 22);
    request.copy(head, 14, 6, 14);
    head.writeUInt16LE(5, 24);
    head.writeUInt32LE(data.length, 26);
    head.writeUInt32LE(0, 30);
    say(Buffer.concat([head, data]));
  });
}

/** A printer that says what it has printed. */
export function printerPeer(): Promise<Peer> {
  return serveLines((line, say) => say(`printed ${line.replace(/[^a-z]/g, '')}\n`));
}

/** A light of LIFX. */
export function lifxPeer(): Promise<Peer> {
  return serveDatagrams(
    (request, say) => {
      const asked = request.readUInt16LE(32);
      const answer = (type: number, body: Buffer): void => {
        const head = Buffer.from(request.subarray(0, 36));
        head.writeUInt16LE(36 + body.length, 0);
        head.writeUInt16LE(0x1400, 2);
        head.write('d073d5000001', 8, 'hex');
        head.writeUInt16LE(type, 32);
        say(Buffer.concat([head, body]));
      };
      if (asked === 2) answer(3, Buffer.from('017cdd0000', 'hex'));
      if (asked === 23) answer(25, Buffer.concat([Buffer.from('lamp'), Buffer.alloc(28)]));
    },
    undefined,
    '127.0.0.9'
  );
}

export const MI_TOKEN = '000102030405060708090a0b0c0d0e0f';

/** A device of Xiaomi's. */
export function miPeer(): Promise<Peer> {
  const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
  const token = Buffer.from(MI_TOKEN, 'hex');
  const key = md5(token);
  const vector = md5(key, token);
  return serveDatagrams((request, say) => {
    const head = Buffer.from(request.subarray(0, 32));
    head.fill(0, 4, 16);
    head.writeUInt32BE(7, 8);
    head.writeUInt32BE(4711, 12);
    if (request.length === 32) {
      say(head);
      return;
    }
    const decipher = createDecipheriv('aes-128-cbc', key, vector);
    const asked = Buffer.concat([decipher.update(request.subarray(32)), decipher.final()]);
    const { id } = JSON.parse(String(asked).replace(/\0+$/, '')) as { id: number };
    const cipher = createCipheriv('aes-128-cbc', key, vector);
    const answer = Buffer.concat([cipher.update(JSON.stringify({ id, result: ['on'] })), cipher.final()]);
    head.writeUInt16BE(32 + answer.length, 2);
    md5(head.subarray(0, 16), token, answer).copy(head, 16);
    say(Buffer.concat([head, answer]));
  });
}

function soap(body: string): string {
  const text = `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;
  return `HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
}

/** A camera that speaks ONVIF. */
export function cameraPeer(): Promise<Peer> {
  return serve((request, say) => {
    const date = '<Date><Year>2026</Year><Month>1</Month><Day>1</Day></Date>';
    const time = '<Time><Hour>0</Hour><Minute>0</Minute><Second>0</Second></Time>';
    if (request.includes('<GetSystemDateAndTime')) {
      const now = `<SystemDateAndTime><UTCDateTime>${time}${date}</UTCDateTime></SystemDateAndTime>`;
      say(soap(`<GetSystemDateAndTimeResponse>${now}</GetSystemDateAndTimeResponse>`));
    }
    if (request.includes('<GetDeviceInformation')) {
      say(soap('<GetDeviceInformationResponse><Model>lamp</Model></GetDeviceInformationResponse>'));
    }
  });
}

/** A speaker of Sonos. */
export function speakerPeer(): Promise<Peer> {
  return serve((request, say) => {
    if (request.includes('</s:Envelope>')) {
      say(soap('<u:GetVolumeResponse xmlns:u="u"><CurrentVolume>7</CurrentVolume></u:GetVolumeResponse>'));
    }
  });
}
