import { type EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Peer } from '../clients/peer.ts';
import { listen } from '../clients/peers.ts';
import { serve, serveLines } from './lines.ts';
import { load } from './packages.ts';
import { socketsPeer } from './webPeers.ts';

/** CasparCG, which plays everything. */
export function casparPeer(): Promise<Peer> {
  return serveLines((line, say) => {
    const [, id, command] = /^(?:REQ (\S+) )?(\S+)/.exec(line) ?? [];
    const head = id === undefined ? '' : `RES ${id} `;
    if (command === 'VERSION') say(`${head}201 VERSION OK\r\n2.3.2 lamp Stable\r\n`);
    else say(`${head}202 ${command} OK\r\n`);
  });
}

/** A receiver of Denon's, whose lines end with CR. */
export function denonPeer(): Promise<Peer> {
  return serve((data, say) => say(data.includes('MV?') ? 'MV455\r' : data));
}

/** A receiver of Onkyo's: what it is told it tells, in a packet as long whose text ends with EOF. */
export function onkyoPeer(): Promise<Peer> {
  return serve((request, say) => {
    const [front, command] = [request.subarray(0, 16), request.subarray(16, -2)];
    front.writeUInt32BE(command.length + 3, 8);
    say(Buffer.concat([front, command, Buffer.from('\x1a\r\n')]));
  });
}

interface HomeKit {
  Accessory: new (name: string, id: string) => Accessory;
  Service: { Lightbulb: unknown };
  Characteristic: { On: unknown };
  Categories: { LIGHTBULB: number };
  HAPStorage: { setCustomStoragePath: (folder: string) => void };
  uuid: { generate: (name: string) => string };
}

interface Accessory extends EventEmitter {
  addService: (
    kind: unknown,
    name: string
  ) => { getCharacteristic: (kind: unknown) => { onGet: (value: () => boolean) => void } };
  publish: (options: object) => Promise<void>;
  destroy: () => Promise<void>;
}

/** A light of HomeKit, which is on. */
export async function homeKitPeer(): Promise<Peer> {
  const { Accessory, Service, Characteristic, Categories, HAPStorage, uuid } = load('hap-nodejs') as HomeKit;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hap-'));
  HAPStorage.setCustomStoragePath(folder);
  const light = new Accessory('lamp', uuid.generate('lamp'));
  light
    .addService(Service.Lightbulb, 'lamp')
    .getCharacteristic(Characteristic.On)
    .onGet(() => true);
  const listening = once(light, 'listening');
  await light.publish({
    username: '17:51:07:F4:BC:8A',
    pincode: '678-90-876',
    port: 0,
    bind: '127.0.0.1',
    category: Categories.LIGHTBULB
  });
  const [port] = (await listening) as [number];
  return {
    port,
    close: async () => {
      await light.destroy();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** Hyperion: says what it has heard. */
export function hyperionPeer(): Promise<Peer> {
  return serveLines((line, say) =>
    say(`${JSON.stringify({ success: true, heard: JSON.parse(line) as unknown })}\n`)
  );
}

/** Kodi, with one method. */
export function kodiPeer(): Promise<Peer> {
  const method = { type: 'method', description: '', params: [], returns: { type: 'string' } };
  const schema = {
    id: 'http://lamp.test/schema.json',
    methods: { 'JSONRPC.Ping': method },
    notifications: {},
    types: {}
  };
  return socketsPeer((message, say) => {
    const { id, method: called } = JSON.parse(String(message)) as { id: unknown; method: string };
    const result = called === 'JSONRPC.Introspect' ? schema : 'pong';
    say(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
}

const MAGIC_HOME_PORT = 5577;

/** A light of Magic Home. */
export function magicHomePeer(): Promise<Peer> {
  const state = Buffer.from('813323612101070809000a000f00', 'hex');
  return serve((_question, say) => say(state), '', MAGIC_HOME_PORT);
}

interface Packed {
  encode: (value: object) => Uint8Array;
  decode: (bytes: Uint8Array) => { op: number; d: { requestType: string; requestId: string } };
}

/** The kinds of OBS Studio's messages. */
const OBS = { hello: 0, identify: 1, identified: 2, request: 6, answer: 7 };

/** OBS Studio, with one scene. */
export function studioPeer(): Promise<Peer> {
  const { encode, decode } = load('@msgpack/msgpack') as Packed;
  const hello = { obsWebSocketVersion: '5.1.0', rpcVersion: 1 };
  return socketsPeer(
    (message, say) => {
      const { op, d } = decode(message);
      if (op === OBS.identify) say(encode({ op: OBS.identified, d: { negotiatedRpcVersion: 1 } }));
      if (op !== OBS.request) return;
      const { requestType, requestId } = d;
      const requestStatus = { result: true, code: 100 };
      const responseData = { currentProgramSceneName: 'lamp' };
      say(encode({ op: OBS.answer, d: { requestType, requestId, requestStatus, responseData } }));
    },
    encode({ op: OBS.hello, d: hello })
  );
}

/** A switch of WeMo's, which is on and says so to whom subscribes. */
export function wemoPeer(): Promise<Peer> {
  const service = `<serviceType>urn:Belkin:service:basicevent:1</serviceType><serviceId>urn:basicevent</serviceId><controlURL>/c</controlURL><eventSubURL>/e</eventSubURL>`;
  // The client takes a single service for none.
  const services = `<service>${service}</service><service>${service.replaceAll('basicevent', 'other')}</service>`;
  const device = `<?xml version="1.0"?><root><device><deviceType>urn:Belkin:device:controllee:1</deviceType><friendlyName>lamp</friendlyName><UDN>uuid:1</UDN><serviceList>${services}</serviceList></device></root>`;
  const state = '<BinaryState>1</BinaryState>';
  const event = `<e:propertyset xmlns:e="urn"><e:property>${state}</e:property></e:propertyset>`;
  const answer = `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><u:SetBinaryStateResponse xmlns:u="u">${state}</u:SetBinaryStateResponse></s:Body></s:Envelope>`;
  const server = http.createServer((request, response) => {
    void text(request).then((body) => {
      if (request.method !== 'SUBSCRIBE') {
        response.end(body.includes('SetBinaryState') ? answer : device);
        return;
      }
      response.setHeader('SID', 'uuid:sid').end();
      const [, callback = ''] = /<(.*)>/.exec(String(request.headers.callback)) ?? [];
      const notification = http.request(callback, { method: 'NOTIFY' });
      // The client does not wait for its end.
      notification.on('error', () => undefined);
      notification.end(event);
    });
  });
  return listen(server);
}
