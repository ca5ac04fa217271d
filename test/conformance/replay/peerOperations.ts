import { spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import type { Step } from '../scenario.ts';
import { digest, type Normalizer } from './normalizer.ts';
import type { Operands } from './operands.ts';
import { codeOf, type Peer, type PeerConnection, receivedBytes, watchConnection } from './peers.ts';
import { pass, waitUntil } from './wait.ts';

const LOOPBACK = '127.0.0.1';
const SERVER_CLOSE_MS = 50;
const CONNECTION_WAIT_MS = 2000;
const MESSAGES_WAIT_MS = 2000;
const BYTES_WAIT_MS = 8000;
/** Connections that fill the accept queue of a stalled listener, the time between them and after the last one. */
const QUEUE_FILLERS = 4;
const FILLER_GAP_MS = 20;
const FILLED_AFTER_MS = 150;
/** A listener that never accepts. It prints its port and blocks for 20 s. */
const STALLED_LISTENER = `
  const server = require('net').createServer();
  server.listen({ port: 0, host: '${LOOPBACK}', backlog: 1 }, () => {
    require('fs').writeSync(1, server.address().port + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20000);
  });`;

type Log = (item: Readonly<Record<string, unknown>>) => void;

/** What a scenario does with the other ends. */
export class PeerOperations {
  readonly #peers = new Map<string, Peer>();
  readonly #operands: Operands;
  readonly #normalizer: Normalizer;
  readonly #log: Log;

  constructor(operands: Operands, normalizer: Normalizer, log: Log) {
    this.#operands = operands;
    this.#normalizer = normalizer;
    this.#log = log;
  }

  /** @returns undefined for operations that are done at once */
  run(step: Step): Promise<unknown> | undefined {
    switch (step.op) {
      case 'peer.udp':
        return this.#bindDatagram(step);
      case 'peer.udp.send':
        return this.#sendDatagram(step);
      case 'peer.udp.close':
        return new Promise<void>((resolve) => this.#peer(step.p).datagram?.close(resolve));
      case 'peer.tcpServer':
        return this.#listen(step);
      case 'peer.tcpServer.close':
        return this.#stopListening(step);
      case 'peer.tcpClient':
        return this.#connect(step);
      case 'peer.conn':
        this.#callConnection(step);
        return undefined;
      case 'peer.stalled':
        return this.#stall(step);
      case 'peer.kill':
        this.#peer(step.p).process?.kill('SIGKILL');
        return undefined;
      case 'peer.report':
        this.#report(step);
        return undefined;
      case 'peer.sorted':
        this.#log({ t: 'peer', p: step.p, got: this.#sortedMessages(step) });
        return undefined;
      case 'peer.waitConn':
        return this.#waitForConnections(step);
      case 'peer.waitBytes':
        return this.#waitForBytes(step);
      case 'peer.waitMsgs':
        return this.#waitForMessages(step);
      default:
        throw new Error(`unknown operation ${step.op}`);
    }
  }

  #peer(name: string | undefined): Peer {
    const peer = this.#peers.get(name ?? '');
    if (peer === undefined) throw new Error(`there is no peer ${name}`);
    return peer;
  }

  #add(step: Step, peer: Peer, port: number | undefined): void {
    const name = step.as ?? '';
    this.#peers.set(name, peer);
    if (port === undefined) return;
    this.#operands.variables.set(name, port);
    this.#normalizer.port(port);
  }

  #port(step: Step): number {
    return step.port === undefined ? 0 : Number(this.#operands.evaluate(step.port));
  }

  async #bindDatagram(step: Step): Promise<void> {
    const socket = dgram.createSocket({ type: step.type ?? 'udp4', ipv6Only: step.type === 'udp6' });
    const got: unknown[] = [];
    socket.on('message', (bytes, from) => {
      const sender = `${from.address}:${String(this.#normalizer.port(from.port))}`;
      got.push({ data: digest(bytes), len: bytes.length, from: sender });
      if (step.echo === true) socket.send(bytes, from.port, from.address);
    });
    socket.on('error', (error) => got.push({ error: codeOf(error) }));
    socket.bind(this.#port(step), step.addr ?? LOOPBACK);
    await once(socket, 'listening');
    this.#add(step, { got, connections: [], isStream: false, datagram: socket }, socket.address().port);
  }

  #sendDatagram(step: Step): Promise<void> {
    const data = this.#operands.evaluate(step.data);
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : Buffer.from(String(data));
    const port = this.#port(step);
    return new Promise((resolve) => {
      this.#peer(step.p).datagram?.send(bytes, port, step.addr ?? LOOPBACK, () => resolve());
    });
  }

  async #listen(step: Step): Promise<void> {
    const server = net.createServer({
      allowHalfOpen: step.allowHalfOpen === true,
      pauseOnConnect: step.pause === true
    });
    const peer: Peer = { got: [], connections: [], isStream: true, server };
    server.on('connection', (socket) => {
      watchConnection(peer, socket, step.echo === true);
      for (const { m, args } of step.onconn ?? []) callMethod(socket, m, args ?? []);
    });
    server.listen(this.#port(step), step.addr ?? LOOPBACK);
    await once(server, 'listening');
    this.#add(step, peer, (server.address() as net.AddressInfo).port);
  }

  #stopListening(step: Step): Promise<void> {
    return new Promise((resolve) => {
      this.#peer(step.p).server?.close(() => resolve());
      setTimeout(resolve, SERVER_CLOSE_MS);
    });
  }

  #connect(step: Step): Promise<void> {
    const socket = net.connect({
      port: this.#port(step),
      host: step.addr ?? LOOPBACK,
      allowHalfOpen: step.allowHalfOpen === true
    });
    const peer: Peer = { got: [], connections: [], isStream: true };
    this.#add(step, peer, undefined);
    watchConnection(peer, socket, step.echo === true);
    return new Promise((resolve) => {
      socket.once('connect', () => {
        this.#normalizer.port(socket.localPort);
        resolve();
      });
      socket.once('error', () => resolve());
    });
  }

  #connection(step: Step): PeerConnection | undefined {
    return this.#peer(step.p).connections[step.i ?? 0];
  }

  #callConnection(step: Step): void {
    const connection = this.#connection(step);
    if (connection === undefined) throw new Error(`peer ${step.p} has no connection ${step.i ?? 0}`);
    const args = (step.args ?? []).map((operand) => {
      const value = this.#operands.evaluate(operand);
      return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    });
    callMethod(connection.socket, step.m ?? '', args);
  }

  async #stall(step: Step): Promise<void> {
    const listener = spawn(process.execPath, ['-e', STALLED_LISTENER], {
      stdio: ['ignore', 'pipe', 'ignore']
    });
    const [line] = (await once(listener.stdout, 'data')) as [Buffer];
    const port = Number(line.toString().trim());
    this.#add(step, { got: [], connections: [], isStream: false, process: listener }, port);
    for (let count = 0; count < QUEUE_FILLERS; count += 1) {
      net.connect(port, LOOPBACK).on('error', () => {});
      await pass(FILLER_GAP_MS);
    }
    await pass(FILLED_AFTER_MS);
  }

  #report(step: Step): void {
    const peer = this.#peer(step.p);
    const item = { t: 'peer', p: step.p, got: [...peer.got] };
    if (!peer.isStream) {
      this.#log(item);
      return;
    }
    const conns = peer.connections.map((connection) => ({
      bytes: receivedBytes(connection),
      data: digest(Buffer.concat(connection.chunks)),
      evs: [...connection.events]
    }));
    this.#log({ ...item, conns });
  }

  #sortedMessages(step: Step): unknown[] {
    const texts = this.#peer(step.p).got.map((message) => JSON.stringify(message));
    return texts.sort().map((text): unknown => JSON.parse(text));
  }

  async #waitForConnections(step: Step): Promise<void> {
    const { connections } = this.#peer(step.p);
    const came = await waitUntil(() => connections.length >= (step.n ?? 1), CONNECTION_WAIT_MS);
    if (!came) this.#log({ t: 'no-conn', p: step.p });
  }

  async #waitForBytes(step: Step): Promise<void> {
    const hasBytes = (): boolean => {
      const connection = this.#connection(step);
      return connection !== undefined && receivedBytes(connection) >= (step.n ?? 0);
    };
    if (!(await waitUntil(hasBytes, step.ms ?? BYTES_WAIT_MS))) this.#log({ t: 'short', p: step.p });
  }

  async #waitForMessages(step: Step): Promise<void> {
    const { got } = this.#peer(step.p);
    const came = await waitUntil(() => got.length >= (step.n ?? 0), step.ms ?? MESSAGES_WAIT_MS);
    if (!came) this.#log({ t: 'short', p: step.p, n: got.length });
  }
}

function callMethod(socket: net.Socket, method: string, args: readonly unknown[]): void {
  const called: unknown = Reflect.get(socket, method);
  if (typeof called !== 'function') throw new Error(`net.Socket has no method ${method}`);
  Reflect.apply(called, socket, args);
}
