import { Buffer } from 'buffer';
import packet, { type DecodedPacket } from 'dns-packet/index.js';
import { randomBytes } from 'taro-harmony-socket/library';
import { createSocket } from '../../dgram/index.ts';
import { connect } from '../../net/index.ts';
import type { Asking, Outcome, Question } from './question.ts';
import type { Server } from './servers.ts';

/** Codes by which a server refuses to answer, so that another may be asked. */
const NEXT_SERVER = new Set(['SERVFAIL', 'NOTIMP', 'REFUSED']);

/** Node's codes for what a server answers. */
const FAILURES: Readonly<Record<string, string>> = {
  FORMERR: 'EFORMERR',
  SERVFAIL: 'ESERVFAIL',
  NXDOMAIN: 'ENOTFOUND',
  NOTIMP: 'ENOTIMP',
  REFUSED: 'EREFUSED'
};

/** An answer, or Node's code for why there is none. */
type Reply = DecodedPacket | string;

/**
 * Asks one server after the other over UDP, and over TCP where the answer does not fit into a datagram, until one answers or
 * all have been asked as often as the question says.
 */
export async function askServers(question: Question, asking: Asking): Promise<Outcome> {
  let failure = 'ECONNREFUSED';
  for (let round = 0; round < question.tries; round++) {
    for (const server of question.servers) {
      const reply = await askOne(question, server, question.timeout * 2 ** round, asking);
      if (typeof reply !== 'string' && !NEXT_SERVER.has(reply.rcode)) return outcomeOf(reply);
      failure = typeof reply === 'string' ? reply : (FAILURES[reply.rcode] ?? 'EBADRESP');
      if (failure === 'ECANCELLED' || failure === 'EBADNAME') return { failure, answers: [] };
    }
  }
  return { failure, answers: [] };
}

function outcomeOf({ rcode, answers }: DecodedPacket): Outcome {
  if (rcode === 'NOERROR') return { answers };
  return { failure: FAILURES[rcode] ?? 'EBADRESP', answers: [] };
}

async function askOne(question: Question, server: Server, limit: number, asking: Asking): Promise<Reply> {
  const query = encode(question);
  if (query === undefined) return 'EBADNAME';
  const reply = await overUdp(query, server, limit, asking);
  return typeof reply !== 'string' && reply.flag_tc ? overTcp(query, server, limit, asking) : reply;
}

/** A query's bytes with the number of their own by which the answer is known. */
interface Query {
  bytes: Buffer;
  /** @returns undefined for what answers another question */
  read: (bytes: Buffer) => Reply | undefined;
}

/** @returns undefined if the name cannot stand in a query */
function encode({ name, type }: Question): Query | undefined {
  const labels = name.replace(/\.$/, '').split('.');
  if (name !== '' && labels.some((label) => label === '' || Buffer.byteLength(label) > LONGEST_LABEL)) {
    return undefined;
  }
  const [high = 0, low = 0] = randomBytes(2);
  const id = (high << 8) | low;
  const questions = [{ name, type }];
  const bytes = packet.encode({ id, type: 'query', flags: packet.RECURSION_DESIRED, questions });
  return { bytes, read: (answer) => decode(answer, id, name, type) };
}

const LONGEST_LABEL = 63;

function decode(bytes: Buffer, id: number, name: string, type: string): Reply | undefined {
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== id) return undefined;
  try {
    const reply = packet.decode(bytes);
    const [asked] = reply.questions;
    const isAnswer = reply.type === 'response' && asked?.type === type;
    return isAnswer && sameName(asked.name, name) ? reply : undefined;
  } catch {
    return 'EBADRESP';
  }
}

function sameName(one: string, other: string): boolean {
  const [left, right] = [one, other].map((name) => name.replace(/\.$/, '').toLowerCase());
  return left === right;
}

/**
 * Waits for one answer.
 *
 * @param open starts to ask; @returns what ends that
 */
function exchange(
  limit: number,
  asking: Asking,
  open: (settle: (reply: Reply) => void) => () => void
): Promise<Reply> {
  return new Promise((resolve) => {
    const settle = (reply: Reply): void => {
      clearTimeout(timer);
      asking.cancel = undefined;
      close();
      resolve(reply);
    };
    const close = open(settle);
    const timer = setTimeout(() => settle('ETIMEOUT'), limit);
    asking.cancel = () => settle('ECANCELLED');
  });
}

/** Over a port of its own for each query, from which only the server is heard. */
function overUdp(query: Query, server: Server, limit: number, asking: Asking): Promise<Reply> {
  return exchange(limit, asking, (settle) => {
    const socket = createSocket(server.family === 4 ? 'udp4' : 'udp6');
    socket.on('error', () => settle('ECONNREFUSED'));
    socket.on('message', (bytes: Buffer) => {
      const reply = query.read(bytes);
      if (reply !== undefined) settle(reply);
    });
    socket.connect(server.port, server.address, () => socket.send(query.bytes));
    return () => socket.close();
  });
}

const LENGTH_BYTES = 2;

/** Over a connection, where the length stands in front of each message. */
function overTcp(query: Query, server: Server, limit: number, asking: Asking): Promise<Reply> {
  return exchange(limit, asking, (settle) => {
    const socket = connect(server.port, server.address);
    let received = Buffer.alloc(0);
    socket.on('error', () => settle('ECONNREFUSED'));
    socket.on('end', () => settle('ECONNREFUSED'));
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const end = LENGTH_BYTES + (received.length < LENGTH_BYTES ? Infinity : received.readUInt16BE(0));
      if (received.length >= end) settle(query.read(received.subarray(LENGTH_BYTES, end)) ?? 'EBADRESP');
    });
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt16BE(query.bytes.length);
    socket.write(Buffer.concat([length, query.bytes]));
    return () => socket.destroy();
  });
}
