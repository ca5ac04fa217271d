import { once } from 'node:events';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import type { Peer } from '../clients/peer.ts';
import { serve, serveDatagrams, serveLines } from './lines.ts';
import { messages } from './messages.ts';
import { socketsPeer } from './webPeers.ts';

/** A clock, as SNTP's clients check it. */
export function clockPeer(): Promise<Peer> {
  return serveDatagrams((question, say) => {
    const answer = Buffer.alloc(48);
    answer.set([0x24, 2, 6, 0xec]);
    answer.set([127, 0, 0, 7], 12);
    question.copy(answer, 24, 40, 48);
    const seconds = Math.floor(Date.now() / 1000) - Date.UTC(1900, 0) / 1000;
    for (const at of [16, 32, 40]) answer.writeUInt32BE(seconds, at);
    say(answer);
  });
}

/** Asterisk's manager. */
export function managerPeer(): Promise<Peer> {
  return serveLines((line, say) => {
    const [, id] = /^actionid: (.*)/i.exec(line) ?? [];
    if (id !== undefined) say(`Response: Success\r\nActionID: ${id}\r\n\r\nEvent: Lamp\r\nState: on\r\n\r\n`);
  }, 'Asterisk Call Manager/2.10\r\n');
}

const JOIN_ROOM = 10;

/** A room of Colyseus, which gives back what it hears. */
export function roomPeer(): Promise<Peer> {
  const joined = Buffer.concat([
    Buffer.from([JOIN_ROOM, 1]),
    Buffer.from('t'),
    Buffer.from([4]),
    Buffer.from('none')
  ]);
  return socketsPeer((message, say) => {
    if (message[0] !== JOIN_ROOM) say(message);
  }, joined);
}

/** Beanstalk's queue. */
export function queuePeer(): Promise<Peer> {
  const answers = { 'use lamps': 'USING lamps', on: 'INSERTED 7', reserve: 'RESERVED 7 2\r\non' };
  return serveLines((line, say) => {
    const found = Object.entries(answers).find(([asked]) => asked === line);
    if (found !== undefined) say(`${found[1]}\r\n`);
  });
}

/** An FTP server with one file. */
export function filePeer(): Promise<Peer> {
  const answers: Readonly<Record<string, string>> = {
    FEAT: '211-Features:\r\n SIZE\r\n211 End',
    PASS: '230 in',
    PWD: '257 "/"',
    QUIT: '221 bye',
    SYST: '215 UNIX Type: L8',
    USER: '331 password'
  };
  let stored = '';
  let transfers: Promise<net.Socket> = Promise.reject(new Error('no PASV'));
  transfers.catch(() => undefined);
  const open = async (say: (answer: string) => void): Promise<void> => {
    const server = net.createServer().listen(0, '127.0.0.1');
    transfers = once(server, 'connection').then(([socket]) => {
      server.close();
      return socket as net.Socket;
    });
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    say(`227 Entering Passive Mode (127,0,0,1,${port >> 8},${port & 255})\r\n`);
  };
  const transfer = async (command: string, say: (answer: string) => void): Promise<void> => {
    const connection = await transfers;
    say('150 go\r\n');
    if (command === 'STOR') stored = await text(connection);
    else {
      const list = `-rw-r--r-- 1 a a ${stored.length} Jan 01 2020 lamp.txt\r\n`;
      connection.resume().end(command === 'LIST' ? list : stored);
      await once(connection, 'close');
    }
    say('226 done\r\n');
  };
  return serveLines((line, say) => {
    const command = line.split(' ')[0]?.toUpperCase() ?? '';
    if (command === 'PASV') void open(say);
    else if (/^(?:STOR|LIST|RETR)$/.test(command)) void transfer(command, say);
    else say(`${answers[command] ?? (command === 'EPSV' ? '502 what' : '200 ok')}\r\n`);
  }, '220 here\r\n');
}

/** A Minecraft server. */
export function minecraftPeer(): Promise<Peer> {
  const players = { max: 20, online: 7, sample: [] };
  const state = JSON.stringify({
    version: { name: '1.16.5', protocol: 754 },
    players,
    description: { text: 'lamp' }
  });
  // Its length takes two bytes, and so does that of the whole.
  const number = (value: number): Buffer => Buffer.from([(value & 127) | 128, value >> 7]);
  const body = Buffer.concat([Buffer.from([0]), number(state.length), Buffer.from(state)]);
  const length = (bytes: Buffer): number => (bytes[0] === undefined ? 0 : 1 + bytes[0]);
  return serve((data, say) => {
    messages(length, (request) => {
      if (request.length === 2) say(Buffer.concat([number(body.length), body]));
      else if (request[1] === 1) say(request);
    })(data);
  });
}

/** A mailbox that speaks POP3. */
export function postPeer(): Promise<Peer> {
  const answers: Readonly<Record<string, string>> = { RETR: '+OK\r\non\r\n.', UIDL: '+OK\r\n1 a\r\n.' };
  return serveLines((line, say) => say(`${answers[line.split(' ')[0] ?? ''] ?? '+OK'}\r\n`), '+OK here\r\n');
}

/** An agent of SNMP, version 1 or 2c, whose only value is a text. */
export function agentPeer(): Promise<Peer> {
  const part = (type: number, ...parts: Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([type, body.length]), body]);
  };
  const NAME = Buffer.from('06082b06010201010500', 'hex');
  const zero = part(2, Buffer.from([0]));
  return serveDatagrams((request, say) => {
    const asked = request.subarray(request.indexOf(0xa0) + 2);
    const id = asked.subarray(0, 2 + (asked[1] ?? 0));
    const values = part(0x30, part(0x30, NAME, part(4, Buffer.from('lamp'))));
    say(
      part(
        0x30,
        part(2, Buffer.from([1])),
        part(4, Buffer.from('public')),
        part(0xa2, id, zero, zero, values)
      )
    );
  });
}

/** Twitch's chat. */
export function twitchPeer(): Promise<Peer> {
  let nick = '';
  return socketsPeer((message, say) => {
    const heard = String(message);
    const [, name] = /^NICK (\S+)/m.exec(heard) ?? [];
    if (name !== undefined) {
      nick = name;
      say(`:tmi.twitch.tv 001 ${nick} :hello\r\n:tmi.twitch.tv 376 ${nick} :on\r\n`);
    }
    if (!heard.startsWith('JOIN')) return;
    const said = ':other!other@other.tmi.twitch.tv PRIVMSG #lamps :on';
    say(`:${nick}!${nick}@lamp JOIN #lamps\r\n@room-id=1 :tmi.twitch.tv ROOMSTATE #lamps\r\n${said}\r\n`);
  });
}
