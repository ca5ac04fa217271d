import {
  casparPeer,
  denonPeer,
  homeKitPeer,
  hyperionPeer,
  kodiPeer,
  magicHomePeer,
  onkyoPeer,
  studioPeer,
  wemoPeer
} from './controlPeers.ts';
import { eipPeer } from './devicePeers.ts';
import { FAILED, type Try } from './try.ts';

/** Clients that control what lights, plays and moves: at home, in a studio, in a plant, in the air. */
export const CONTROL_TRIES: readonly Try[] = [
  {
    name: 'broadlinkjs-rm',
    what: ['signs in to a remote control, with AES', '用 AES 登录遥控器'],
    page: () => `import Broadlink from 'broadlinkjs-rm'; import dgram from 'dgram'; import crypto from 'crypto'; import { Buffer } from 'buffer';
      const remote = dgram.createSocket('udp4');
      // What all devices begin with.
      const [key, iv] = ['097628343fe99e23765c1513accf8b02', '562e17996d093d28ddb3ba695a2e6f58'].map((hex) => Buffer.from(hex, 'hex'));
      remote.on('message', (_request, { address, port }) => {
        const cipher = crypto.createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
        const signedIn = Buffer.alloc(0x20); signedIn[0] = 7; signedIn.fill(9, 4, 0x14);
        const answer = Buffer.concat([Buffer.alloc(0x38), cipher.update(signedIn), cipher.final()]);
        answer[0x26] = 0xe9;
        remote.send(answer, port, address);
      });
      remote.bind(0, '127.0.0.1', () => {
        const broadlink = new Broadlink();
        broadlink.log = () => undefined;
        broadlink.on('deviceReady', ({ model, key, id }) => { console.log(model, key[0], id[0]); globalThis.process?.exit?.(0); });
        broadlink.addDevice({ address: '127.0.0.1', port: remote.address().port }, Buffer.from('010203040506', 'hex'), 0x2712);
      });`,
    expected: 'Broadlink RM2 9 7'
  },
  {
    name: 'casparcg-connection',
    what: ['plays a clip', '播放片段'],
    peer: casparPeer,
    page: (port) => `import { CasparCG } from 'casparcg-connection';
      const caspar = new CasparCG({ host: '127.0.0.1', port: ${port}, autoConnect: true });
      caspar.on('error', ${FAILED});
      caspar.on('connect', async () => {
        const { error, request } = await caspar.play({ channel: 1, layer: 7, clip: 'lamp' });
        const { responseCode, command } = await request;
        console.log(error ?? responseCode, command);
        caspar.disconnect();
        globalThis.process?.exit?.(0);
      });`,
    expected: '202 PLAY'
  },
  {
    name: 'denon-client',
    what: ['asks a receiver for its volume', '查询功放的音量'],
    peer: denonPeer,
    page: (port) => `import * as denon from 'denon-client';
      const { DenonClient } = denon.DenonClient ? denon : denon.default;
      const client = new DenonClient('127.0.0.1', ${port});
      await client.connect();
      console.log(await client.getVolume());
      client.disconnect();`,
    expected: '45.5'
  },
  {
    name: 'eiscp',
    what: ['sets the volume of a receiver and hears it', '设置功放的音量并收到它'],
    peer: onkyoPeer,
    page: (port) => `import eiscp from 'eiscp';
      eiscp.on('error', ${FAILED});
      eiscp.on('volume', (value) => { console.log(value); eiscp.close(); });
      eiscp.on('connect', () => eiscp.command('volume=22'));
      eiscp.connect({ host: '127.0.0.1', port: ${port}, model: 'TX-NR609', reconnect: false, verify_commands: false });`,
    expected: '22'
  },
  {
    name: 'ethernet-ip',
    what: ['opens a session', '打开会话'],
    peer: eipPeer,
    page: () => `import * as eip from 'ethernet-ip';
      const { Controller } = eip.Controller ? eip : eip.default;
      const controller = new Controller();
      controller.on('error', () => undefined);
      controller.on('Session Registered', (id) => { console.log(id); controller.destroy(); globalThis.process?.exit?.(0); });
      controller.connect('127.0.0.1', 0).catch(() => undefined);`,
    expected: '4711'
  },
  {
    name: 'hap-controller',
    what: ['pairs with `hap-nodejs` and reads a value', '与 `hap-nodejs` 配对并读取一个值'],
    peer: homeKitPeer,
    page: (port) => `import * as hap from 'hap-controller';
      const { HttpClient } = hap.HttpClient ? hap : hap.default;
      const client = new HttpClient('17:51:07:F4:BC:8A', '127.0.0.1', ${port});
      await client.pairSetup('678-90-876');
      const { accessories: [{ aid, services }] } = await client.getAccessories();
      // A light, and whether it is on.
      const { iid } = services.find(({ type }) => /^0*43\\b/.test(type)).characteristics.find(({ type }) => /^0*25\\b/.test(type));
      const { characteristics: [{ value }] } = await client.getCharacteristics([aid + '.' + iid]);
      console.log(value);
      globalThis.process?.exit?.(0);`,
    expected: '1'
  },
  {
    name: 'hyperion-client',
    what: ['sets a color', '设置颜色'],
    peer: hyperionPeer,
    page: (port) => `import Hyperion from 'hyperion-client';
      const hyperion = new Hyperion('127.0.0.1', ${port});
      hyperion.on('error', ${FAILED});
      hyperion.on('connect', () => hyperion.setColor([7, 8, 9], (error, { success, heard }) => { console.log(error ?? success, heard.color.join()); hyperion.close(); }));`,
    expected: 'true 7,8,9'
  },
  {
    name: 'kodi-ws',
    what: ["calls a method, with `nodePackages: ['ws']`", "调用方法，需 `nodePackages: ['ws']`"],
    peer: kodiPeer,
    page: (port) => `import connect from 'kodi-ws';
      const kodi = await connect('127.0.0.1', ${port});
      console.log(await kodi.JSONRPC.Ping());
      kodi.socket.close();`,
    expected: 'pong',
    nodePackages: ['ws']
  },
  {
    name: 'magic-home',
    what: ['asks a light for its state', '查询灯的状态'],
    peer: magicHomePeer,
    page: () => `import { Control } from 'magic-home';
      const { on, mode, color } = await new Control('127.0.0.1').queryState();
      console.log(on, mode, color.red, color.blue);`,
    expected: 'true color 7 9'
  },
  {
    name: 'node-mavlink',
    what: ['a command and a heartbeat over UDP', '通过 UDP 的一条命令与一个心跳'],
    page: () => `import { MavEsp8266, MavLinkProtocolV2, common, minimal } from 'node-mavlink'; import dgram from 'dgram';
      const drone = dgram.createSocket('udp4');
      drone.on('message', () => {
        const beat = new minimal.Heartbeat(); beat.type = 2; beat.systemStatus = 4;
        drone.send(new MavLinkProtocolV2().serialize(beat, 7), 14550, '127.0.0.1');
      });
      drone.bind(14555, '127.0.0.1', async () => {
        const port = new MavEsp8266();
        port.on('data', ({ header, payload, protocol }) => {
          const { type, systemStatus } = protocol.data(payload, minimal.Heartbeat);
          console.log(header.seq, type, systemStatus); drone.close(); port.close();
        });
        await port.start(14550, 14555, '127.0.0.1');
        const command = new common.RequestProtocolVersionCommand(); command.protocol = 1;
        await port.send(command);
      });`,
    expected: '7 2 4'
  },
  {
    name: 'obs-websocket-js',
    what: [
      "asks for the scene, with `nodePackages: ['obs-websocket-js', 'isomorphic-ws', 'ws']`",
      "查询当前场景，需 `nodePackages: ['obs-websocket-js', 'isomorphic-ws', 'ws']`"
    ],
    peer: studioPeer,
    page: (port) => `import { OBSWebSocket } from 'obs-websocket-js';
      const obs = new OBSWebSocket();
      await obs.connect('ws://127.0.0.1:${port}');
      const { currentProgramSceneName } = await obs.call('GetCurrentProgramScene');
      console.log(currentProgramSceneName);
      await obs.disconnect();`,
    expected: 'lamp',
    nodePackages: ['obs-websocket-js', 'isomorphic-ws', 'ws']
  },
  {
    name: 'wemo-client',
    what: ['switches a switch and hears its event', '切换开关并收到事件'],
    peer: wemoPeer,
    page: (port) => `import Wemo from 'wemo-client';
      const wemo = new Wemo();
      wemo.load('http://127.0.0.1:${port}/setup.xml', (failure, device) => {
        if (failure) { console.log(failure); return; }
        const client = wemo.client(device);
        client.on('error', ${FAILED});
        client.on('binaryState', (value) => client.setBinaryState(1, (error, { BinaryState }) => {
          console.log(device.friendlyName, value, error ?? BinaryState);
          globalThis.process?.exit?.(0);
        }));
      });`,
    expected: 'lamp 1 1'
  }
];
