import { createCipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Peer } from '../clients/peer.ts';
import { int16, int32 } from './integers.ts';
import { serve, serveDatagrams, serveLines } from './lines.ts';
import { messages } from './messages.ts';
import { socketsPeer } from './webPeers.ts';

/** MELSEC's frames of kind 1E in binary. */
export function mitsubishiPeer(): Promise<Peer> {
  return serve((_request, say) => say(Buffer.from([0x81, 0, 7, 0, 8, 0, 9, 0])));
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

/** A recorder of Blackmagic's. */
export function recorderPeer(): Promise<Peer> {
  return serve((request, say) => {
    const isAsked = request.includes('transport info');
    say(isAsked ? '208 transport info:\r\nstatus: preview\r\n\r\n' : '200 ok\r\n');
  }, '500 connection info:\r\nprotocol version: 1.6\r\nmodel: lamp\r\n\r\n');
}

/** A television of LG's. */
export function televisionPeer(): Promise<Peer> {
  return socketsPeer((message, say) => {
    const { id, type } = JSON.parse(String(message)) as { id: string; type: string };
    const isPairing = type === 'register';
    const payload = isPairing ? { 'client-key': 'key' } : { returnValue: true, volume: 7 };
    say(JSON.stringify({ type: isPairing ? 'registered' : 'response', id, payload }));
  });
}

/** A server of Network UPS Tools. */
export function powerPeer(): Promise<Peer> {
  return serveLines((line, say) => {
    if (line.startsWith('LIST VAR'))
      say('BEGIN LIST VAR lamp\nVAR lamp battery.charge "77"\nEND LIST VAR lamp\n');
    else say('OK Goodbye\n');
  });
}

/** A controller of Omron's, over UDP. */
export function omronPeer(): Promise<Peer> {
  return serveDatagrams((request, say) => {
    say(Buffer.concat([request.subarray(0, 12), Buffer.from([0, 0, 0, 7, 0, 8])]));
  });
}

/** A light that says over CoAP what it is. */
export function coapPeer(): Promise<Peer> {
  return serveDatagrams((request, say) => {
    const token = request.subarray(4, 4 + ((request[0] ?? 0) & 15));
    const head = Buffer.from([0x60 | token.length, 0x45, ...request.subarray(2, 4)]);
    say(Buffer.concat([head, token, Buffer.from([0xff]), Buffer.from('lamp')]));
  });
}
