import {
  adsPeer,
  cameraPeer,
  coapPeer,
  eipPeer,
  lifxPeer,
  mitsubishiPeer,
  omronPeer,
  plugPeer,
  powerPeer,
  printerPeer,
  recorderPeer,
  s7Peer,
  speakerPeer,
  televisionPeer,
  tuyaPeer,
  yeelightPeer
} from './devicePeers.ts';
import type { Try } from './try.ts';
import { bridgePeer } from './webPeers.ts';

/** Clients of lamps, controllers, gateways, and of what finds them. */
export const DEVICE_TRIES: readonly Try[] = [
  {
    name: 'bonjour-service',
    what: ['publishes a service and finds it', '发布服务并找到它'],
    page: () => `import { Bonjour } from 'bonjour-service';
      const bonjour = new Bonjour({ interface: '127.0.0.1', bind: '0.0.0.0' });
      bonjour.publish({ name: 'lamp', type: 'http', port: 8080, probe: false });
      bonjour.find({ type: 'http' }, (service) => {
        console.log(service.name, service.port);
        bonjour.unpublishAll(() => bonjour.destroy());
      });`,
    expected: 'lamp 8080'
  },
  {
    name: 'dmxnet',
    what: ['sends a universe over ArtNet', '通过 ArtNet 发送一个 universe'],
    page: () => `import { dmxnet } from 'dmxnet'; import dgram from 'dgram';
      const listener = dgram.createSocket('udp4');
      listener.bind(0, '127.0.0.1', () => {
        const net = new dmxnet({ log: { level: 'error' }, listen: 6454 });
        const sender = net.newSender({ ip: '127.0.0.1', port: listener.address().port, base_refresh_interval: 100 });
        listener.on('message', (bytes) => {
          if (bytes[18] === 0) return;
          console.log(String(bytes.subarray(0, 7)), bytes[18]);
          sender.stop(); listener.close();
          globalThis.process?.exit?.(0);
        });
        sender.setChannel(0, 77);
      });`,
    expected: 'Art-Net 77'
  },
  {
    name: 'mcprotocol',
    what: ['reads registers', '读取寄存器'],
    peer: mitsubishiPeer,
    page: (port) => `import mc from 'mcprotocol';
      const connection = new mc();
      connection.initiateConnection({ port: ${port}, host: '127.0.0.1', ascii: false }, (error) => {
        if (error !== undefined) { console.log(error); return; }
        connection.setTranslationCB((tag) => ({ lamps: 'D0,3' })[tag]);
        connection.addItems('lamps');
        connection.readAllItems((bad, values) => { console.log(bad, String(values.lamps)); connection.dropConnection(); });
      });`,
    expected: 'false 7,8,9'
  },
  {
    name: 'node-hue-api',
    what: ['asks a bridge for its configuration over HTTP', '通过 HTTP 查询网桥的配置'],
    peer: bridgePeer,
    page: (port) => `import * as hue from 'node-hue-api';
      const { v3 } = hue.v3 ? hue : hue.default;
      const api = await v3.api.createInsecureLocal('127.0.0.1', ${port}).connect('lamp');
      console.log((await api.configuration.getConfiguration()).name);`,
    expected: 'a bridge'
  },
  {
    name: 'node-ssdp',
    what: ['a server answers the search of a client', '服务端应答客户端的搜索'],
    page: () => `import * as ssdp from 'node-ssdp';
      const { Client, Server } = ssdp.Client ? ssdp : ssdp.default;
      const server = new Server({ location: 'http://192.0.2.80/lamp.xml', sourcePort: 1900 });
      server.addUSN('urn:lamp');
      const client = new Client({});
      client.on('response', ({ ST, LOCATION }) => { console.log(ST, LOCATION); client.stop(); server.stop(); });
      await server.start();
      client.search('urn:lamp');`,
    expected: 'urn:lamp http://192.0.2.80/lamp.xml'
  },
  {
    name: 'nodes7',
    what: ['reads a value of a data block', '读取数据块中的一个值'],
    peer: s7Peer,
    page: (port) => `import nodes7 from 'nodes7';
      const connection = new nodes7({ silent: true });
      connection.initiateConnection({ port: ${port}, host: '127.0.0.1', rack: 0, slot: 1, timeout: 60000 }, (error) => {
        if (error !== undefined) { console.log(error); return; }
        connection.setTranslationCB((tag) => ({ lamp: 'DB1,INT0' })[tag]);
        connection.addItems('lamp');
        connection.readAllItems((bad, values) => { console.log(bad, values.lamp); connection.dropConnection(); });
      });`,
    expected: 'false 4711'
  },
  {
    name: '@homebridge/ciao',
    what: ['publishes a service, which `multicast-dns` finds', '发布服务，由 `multicast-dns` 找到'],
    page: () => `import * as ciao from '@homebridge/ciao'; import createMulticastDns from 'multicast-dns';
      const responder = (ciao.getResponder ?? ciao.default.getResponder)();
      const mdns = createMulticastDns({ interface: '192.0.2.80', bind: '0.0.0.0' });
      mdns.on('response', ({ answers }) => {
        const found = answers.find(({ type }) => type === 'SRV');
        if (found === undefined) return;
        console.log(found.name, found.data.port);
        mdns.destroy();
        responder.shutdown();
      });
      await responder.createService({ name: 'lamp', type: 'http', port: 8080 }).advertise();
      mdns.query('lamp._http._tcp.local', 'SRV');`,
    expected: 'lamp._http._tcp.local 8080'
  },
  {
    name: 'ads-client',
    what: ['reads a value of a controller', '读取控制器中的一个值'],
    peer: adsPeer,
    page: (port) => `import * as ads from 'ads-client';
      const client = new (ads.Client ?? ads.default.Client)({ targetAmsNetId: '127.0.0.1.1.1', targetAdsPort: 851, routerTcpPort: ${port}, routerAddress: '127.0.0.1',
        localAmsNetId: '127.0.0.1.1.2', localAdsPort: 32750, rawClient: true, hideConsoleWarnings: true });
      await client.connect();
      console.log((await client.readRaw(1, 2, 2)).readUInt16LE(0));
      await client.disconnect();`,
    expected: '4711'
  },
  {
    name: 'artnet',
    what: ['sends a channel', '发送一个通道'],
    page: () => `import createArtnet from 'artnet'; import dgram from 'dgram';
      const listener = dgram.createSocket('udp4');
      listener.bind(0, '127.0.0.1', () => {
        const artnet = createArtnet({ host: '127.0.0.1', port: listener.address().port });
        listener.once('message', (bytes) => { console.log(String(bytes.subarray(0, 7)), bytes[18]); listener.close(); artnet.close(); });
        artnet.set(1, 77);
      });`,
    expected: 'Art-Net 77'
  },
  {
    name: 'escpos-network',
    what: ['prints, with the commands of `escpos` 2.5.2', '打印，命令来自 `escpos` 2.5.2'],
    peer: printerPeer,
    page: (port) => `import Network from 'escpos-network'; import * as escpos from 'escpos';
      const device = new Network('127.0.0.1', ${port});
      device.open(() => {
        device.read((answer) => { console.log(String(answer)); device.close(); });
        new (escpos.Printer ?? escpos.default.Printer)(device).text('lamp').flush();
      });`,
    expected: 'printed lamp'
  },
  {
    name: 'node-coap-client',
    what: ['asks a light what it is', '查询一盏灯'],
    peer: coapPeer,
    page: (port) => `import { CoapClient } from 'node-coap-client';
      CoapClient.request('coap://127.0.0.1:${port}/name', 'get')
        .then(({ payload }) => { console.log(String(payload)); CoapClient.reset(); }, (error) => console.log(error.message));`,
    expected: 'lamp'
  },
  {
    name: 'lifx-lan-client',
    what: ['finds a light', '找到一盏灯'],
    peer: lifxPeer,
    page: (port) => `import * as lifx from 'lifx-lan-client';
      const client = new (lifx.Client ?? lifx.default.Client)();
      client.on('message', ({ type, target, label }) => { if (type === 'stateLabel') { console.log(target, label); client.destroy(); } });
      client.init({ broadcast: '127.0.0.9', sendPort: ${port}, resendMaxTimes: 0 });`,
    expected: 'd073d5000001 lamp'
  },
  {
    name: 'node-bacnet',
    what: ['asks who is there; one that is answers', '询问谁在场；在场者应答'],
    page: () => `import Bacnet from 'node-bacnet';
      const device = new Bacnet({ port: 47809, interface: '192.0.2.80' });
      const client = new Bacnet({ port: 47808, interface: '192.0.2.80' });
      client.on('iAm', ({ payload }) => { console.log(payload.deviceId); client.close(); device.close(); });
      device.on('whoIs', () => device.iAmResponse({ address: '192.0.2.80:47808' }, 4711, 0, 7));
      client.whoIs({ address: '192.0.2.80:47809' });`,
    expected: '4711'
  },
  {
    name: 'node-thermal-printer',
    what: ['prints, and hears the printer', '打印，并收到打印机的应答'],
    peer: printerPeer,
    page: (port) => `import * as thermal from 'node-thermal-printer';
      const { printer: Printer, types } = thermal.printer ? thermal : thermal.default;
      const printer = new Printer({ type: types.EPSON, interface: 'tcp://127.0.0.1:${port}' });
      printer.println('lamp');
      console.log(String(await printer.execute({ waitForResponse: true })));`,
    expected: 'printed lamp'
  },
  {
    name: 'onvif',
    what: ['asks a camera for its time, and what it is', '查询摄像机的时间与型号'],
    peer: cameraPeer,
    page: (port) => `import * as onvif from 'onvif';
      const camera = new (onvif.Cam ?? onvif.default.Cam)({ hostname: '127.0.0.1', port: ${port}, username: 'lamp', password: 'secret', autoconnect: false });
      camera.getSystemDateAndTime((error, date) => camera.getDeviceInformation((failure, { model } = {}) => console.log(error ?? date.toISOString(), failure ?? model)));`,
    expected: '2026-01-01T00:00:00.000Z lamp'
  },
  {
    name: 'sonos',
    what: ['asks a speaker for its volume', '查询音箱的音量'],
    peer: speakerPeer,
    page: (port) => `import * as sonos from 'sonos';
      const speaker = new (sonos.Sonos ?? sonos.default.Sonos)('127.0.0.1', ${port});
      console.log(await speaker.getVolume());`,
    expected: '7'
  },
  {
    name: 'st-ethernet-ip',
    what: ['opens a session', '打开会话'],
    peer: eipPeer,
    page: () => `import * as eip from 'st-ethernet-ip';
      const { Controller } = eip.Controller ? eip : eip.default;
      const controller = new Controller(false);
      controller.on('error', () => undefined);
      await controller.connect('127.0.0.1', 0, false);
      console.log(controller.state.session.id);
      controller.destroy();`,
    expected: '4711'
  },
  {
    name: 'tplink-smarthome-api',
    what: ['asks a plug what it is', '查询插座是什么'],
    peer: plugPeer,
    page: (port) => `import { Client } from 'tplink-smarthome-api';
      const client = new Client();
      const info = await client.getSysInfo('127.0.0.1', ${port});
      console.log(info.alias);`,
    expected: 'lamp'
  },
  {
    name: 'tuyapi',
    what: ['asks a device, with AES, for its state', '用 AES 查询设备状态'],
    peer: tuyaPeer,
    page: (port) => `import Tuya from 'tuyapi';
      const device = new Tuya({ id: 'x'.repeat(20), key: '0123456789abcdef', ip: '127.0.0.1', port: ${port}, version: '3.3' });
      device.on('error', () => undefined);
      await device.connect();
      const state = await device.get({ schema: true });
      console.log(JSON.stringify(state.dps ?? state));
      device.disconnect();`,
    expected: '{"1":true}'
  },
  {
    name: 'yeelight-awesome',
    what: ['switches a light', '开关一盏灯'],
    peer: yeelightPeer,
    page: (port) => `import { Yeelight } from 'yeelight-awesome';
      const light = new Yeelight({ lightIp: '127.0.0.1', lightPort: ${port} });
      await light.connect();
      const { result } = await light.toggle();
      console.log(JSON.stringify(result));
      light.disconnect();`,
    expected: '{"id":2,"result":["ok"]}'
  },
  {
    name: 'mdns-js',
    what: ['publishes a service and finds it', '发布服务并找到它'],
    page: () => `import mdns from 'mdns-js';
      const service = mdns.createAdvertisement(mdns.tcp('_http'), 9876, { name: 'lamp' });
      service.start();
      const browser = mdns.createBrowser(mdns.tcp('_http'));
      browser.on('ready', () => browser.discover());
      browser.on('update', ({ port, type }) => {
        if (port !== 9876) return;
        console.log(type[0].name, port);
        globalThis.process?.exit?.(0);
      });`,
    expected: 'http 9876'
  },
  {
    name: 'sacn',
    what: [
      'a universe over sACN, from a sender to a receiver',
      '通过 sACN 把一个 universe 从发送方传给接收方'
    ],
    page: () => `import { Receiver, Sender } from 'sacn';
      const common = { reuseAddr: true, iface: '127.0.0.1' };
      const receiver = new Receiver({ universes: [1], ...common });
      const sender = new Sender({ universe: 1, minRefreshRate: 5, ...common });
      receiver.on('packet', ({ universe, payload }) => { console.log(universe, payload[1]); receiver.close(); sender.close(); });
      sender.send({ payload: { 1: 50 } });`,
    expected: '1 49.8'
  },
  {
    name: 'samsung-remote',
    what: [
      'presses a key: two writes, and destroys the connection at once',
      '按下一个键：两次写入后立即销毁连接'
    ],
    page: () => `import net from 'net'; import Remote from 'samsung-remote';
      const television = net.createServer((connection) => {
        let heard = '';
        connection.on('data', (part) => { heard += part; });
        connection.on('close', () => { console.log(heard.includes(btoa('KEY_MUTE'))); television.close(); });
      });
      television.listen(0, '127.0.0.1', () => {
        const remote = new Remote({ ip: '127.0.0.1', port: television.address().port });
        remote.send('KEY_MUTE', () => undefined);
      });`,
    expected: 'true'
  },
  {
    name: 'bacstack',
    what: ['asks who is there and reads a property of who answers', '询问谁在线，并读取应答者的属性'],
    page: () => `import bacnet from 'bacstack';
      const one = new bacnet({ interface: '127.0.0.1', port: 47809, broadcastAddress: '127.0.0.2' });
      const other = new bacnet({ interface: '127.0.0.2', port: 47809, broadcastAddress: '127.0.0.1' });
      other.on('whoIs', () => other.iAmResponse(77, 3, 7));
      other.on('readProperty', ({ address, invokeId, request }) => other.readPropertyResponse(address, invokeId, request.objectId, request.property, [{ type: 4, value: 21.5 }]));
      one.once('iAm', ({ deviceId }) => one.readProperty('127.0.0.2', { type: 8, instance: deviceId }, 85, (error, { values }) => {
        console.log(error ?? deviceId, values[0].value);
        clearInterval(asking); one.close(); other.close();
      }));
      const asking = setInterval(() => one.whoIs(), 50);`,
    expected: '77 21.5'
  },
  {
    name: 'bonjour',
    what: ['publishes a service and finds it', '发布服务并找到它'],
    page: () => `import createBonjour from 'bonjour';
      const bonjour = createBonjour({ interface: '127.0.0.1', bind: '0.0.0.0' });
      bonjour.publish({ name: 'lamp', type: 'http', port: 8080, probe: false, txt: { is: 'on' } });
      bonjour.find({ type: 'http' }, ({ name, port, txt }) => { console.log(name, port, txt.is); bonjour.unpublishAll(() => bonjour.destroy()); });`,
    expected: 'lamp 8080 on'
  },
  {
    name: 'hyperdeck-connection',
    what: ['asks a recorder for its state', '查询录像机的状态'],
    peer: recorderPeer,
    page: (port) => `import { Hyperdeck, Commands } from 'hyperdeck-connection';
      const deck = new Hyperdeck({ pingPeriod: 0 });
      deck.on('error', (...error) => console.log(...error));
      deck.on('connected', async ({ model }) => {
        const { status } = await deck.sendCommand(new Commands.TransportInfoCommand());
        console.log(model, status);
        await deck.disconnect();
      });
      deck.connect('127.0.0.1', ${port});`,
    expected: 'lamp preview'
  },
  {
    name: 'lgtv2',
    what: [
      "asks a television for its volume, with `nodePackages: ['ws']`",
      "查询电视的音量，需 `nodePackages: ['ws']`"
    ],
    peer: televisionPeer,
    page: (port) => `import createTelevision from 'lgtv2';
      const television = createTelevision({ url: 'ws://127.0.0.1:${port}', clientKey: 'key', reconnect: false, saveKey: (_key, done) => done() });
      television.on('error', (error) => console.log(error));
      television.on('connect', () => television.request('ssap://audio/getVolume', (error, { volume }) => { console.log(error ?? volume); television.disconnect(); }));`,
    expected: '7',
    nodePackages: ['ws']
  },
  {
    name: 'node-nut',
    what: ['asks a power supply for its charge', '查询不间断电源的电量'],
    peer: powerPeer,
    page: (port) => `import Nut from 'node-nut';
      const nut = new Nut(${port}, '127.0.0.1');
      nut.on('error', (error) => console.log(error));
      nut.on('ready', () => nut.GetUPSVars('lamp', (found, error) => { console.log(error ?? found['battery.charge']); nut.close(); }));
      nut.start();`,
    expected: '77'
  },
  {
    name: 'omron-fins',
    what: ['reads registers', '读取寄存器'],
    peer: omronPeer,
    page: (port) => `import * as fins from 'omron-fins';
      const client = (fins.FinsClient ?? fins.default.FinsClient)(${port}, '127.0.0.1', { SA1: 36, DA1: 120 });
      client.once('open', () => setTimeout(() => client.read('D0', 2, (error, { response }) => { console.log(error ?? response.values.join()); globalThis.process?.exit?.(0); }), 0));`,
    expected: '7,8'
  },
  {
    name: 'osc-js',
    what: ['two ports in the app: a message from one to the other', '应用内两个端口：一方发消息给另一方'],
    page: () => `import OSC from 'osc-js';
      const one = new OSC({ plugin: new OSC.DatagramPlugin({ open: { host: '127.0.0.1', port: 41234 }, send: { host: '127.0.0.1', port: 41235 } }) });
      const other = new OSC({ plugin: new OSC.DatagramPlugin({ open: { host: '127.0.0.1', port: 41235 } }) });
      other.on('/lamp', ({ args }) => { console.log(args.join()); one.close(); other.close(); });
      other.on('open', () => one.open());
      one.on('open', () => one.send(new OSC.Message('/lamp', 7, 'on', 0.5)));
      other.open();`,
    expected: '7,on,0.5'
  }
];
