import { createUDPSocket, hasNativeCompanion } from '../../../library/Index.ets';
import type { AnySocket } from '../journal.ts';
import { Journal } from '../journal.ts';
import { ExtraListeners } from '../listenerSteps.ts';
import { makeMessage, overwrite } from '../message.ts';
import type { Plan } from '../plan.ts';
import { show, type Shown } from '../shown.ts';
import { type Connected, type Route, UdpModel } from './model.ts';
import { EchoPeer, type Ports, type Version } from './peers.ts';
import type { CallStep, PeerName, Port, Target, UdpScript, UdpStep } from './steps.ts';

const INVALID_ADDRESS = 1;
const INVALID_PORT = 2;
const SYSTEM = -1;
const NOBODYS_NAME = 'nobody.test';
/** tcpmux: no datagram socket has it. */
const CLOSED_PORT = 1;

/** How the address of a peer may be written, the first ones as literals. */
const SPELLINGS: Readonly<Record<Version, Readonly<Record<PeerName, readonly string[]>>>> = {
  4: {
    A: ['127.0.0.1', '127.0.0.1', 'localhost', 'a.test'],
    B: ['127.0.0.1', '127.0.0.1', 'LocalHost', 'b.test']
  },
  6: { A: ['::1', '0:0::0001', 'localhost', 'a.test'], B: ['127.0.0.1', '::FFFF:7f00:1', 'b.test', 'B.TEST'] }
};
const FIRST_NAME: Readonly<Record<Version, number>> = { 4: 2, 6: 2 };

/** One UDP socket of the library with its peers, and the model that says what it has to do. */
export class UdpWorld {
  readonly journal: Journal;
  readonly #script: UdpScript;
  readonly #version: Version;
  readonly #ports: Ports;
  readonly #model: UdpModel;
  readonly #listeners: ExtraListeners;
  readonly #peers: Record<PeerName, EchoPeer>;
  #serial = 0;

  private constructor(script: UdpScript, ports: Ports, peers: Record<PeerName, EchoPeer>, plan: Plan) {
    this.#script = script;
    this.#version = versionOf(script);
    this.#ports = ports;
    this.#peers = peers;
    const socket = createUDPSocket(script.type.value as 'udp4') as unknown as AnySocket;
    this.journal = new Journal('UDPSocket', socket, {
      Close: () => undefined,
      Error: (error: never) => this.#model.hearError(error),
      Listening: () => this.#model.hearListening(),
      Message: (event: never) =>
        this.#model.hearMessage(event, (address, port) => this.#nameOf(address, port))
    });
    this.#model = new UdpModel(this.journal, plan);
    this.#listeners = new ExtraListeners(this.journal);
    if (![undefined, null, 'udp4', 'udp6'].includes(script.type.value as null))
      this.journal.errors.expect('createUDPSocket', [SYSTEM], true);
  }

  static async open(script: UdpScript, ports: Ports, plan: Plan): Promise<UdpWorld> {
    const received = (name: PeerName) => (content: Buffer, fromPort: number) =>
      world.#model.delivered(name, content, fromPort);
    const a = await EchoPeer.open(versionOf(script), received('A'));
    const b = await EchoPeer.open(4, received('B'));
    const world = new UdpWorld(script, ports, { A: a, B: b }, plan);
    return world;
  }

  /** Goes through the script and closes the socket. */
  async run(): Promise<void> {
    for (const step of this.#script.steps) {
      if (this.journal.violations.length > 0) break;
      await this.#perform(step);
    }
    if (!this.journal.isCloseCalled) this.#call({ kind: 'close' });
    await this.#quiet();
  }

  async close(): Promise<void> {
    await Promise.all([this.#peers.A.close(), this.#peers.B.close()]);
  }

  async #perform(step: UdpStep): Promise<void> {
    if (step.kind === 'turns') {
      for (let i = 0; i < step.count; i++) await new Promise(setImmediate);
    } else if (step.kind === 'quiet') {
      await this.#quiet();
    } else if (step.kind === 'inside') {
      this.journal.onNext(step.event, () => this.#call(step.step));
    } else {
      this.#call(step);
    }
  }

  async #quiet(): Promise<void> {
    await this.journal.until(() => this.#model.missing());
    this.#model.rest();
  }

  #call(step: CallStep): void {
    switch (step.kind) {
      case 'bind':
        this.#bind(step.port);
        break;
      case 'send':
      case 'write':
        this.#send(step);
        break;
      case 'connect':
        this.#connect(step.target, step.port);
        break;
      case 'withOption':
        this.journal.expectError(step.method, [SYSTEM]);
        this.journal.call(step.method, [step.option.value], step.option.text);
        break;
      case 'setTTL':
        // Without the companion no TTL can be set.
        if (this.journal.isCloseCalled || !hasNativeCompanion() || !isTtl(step.ttl.value))
          this.journal.expectError('setTTL', [SYSTEM]);
        this.journal.call('setTTL', [step.ttl.value], step.ttl.text);
        break;
      case 'close':
        this.#model.closing();
        this.journal.call('close', [], '');
        break;
      case 'listener':
        this.#listeners.perform(step.step);
        break;
    }
  }

  #bind(wanted: (CallStep & { kind: 'bind' })['port']): void {
    const { foreign, pool } = this.#ports;
    const named = { foreign, pool0: pool[0], pool1: pool[1], pool1AsString: String(pool[1]) };
    const { value, text } = typeof wanted === 'string' ? show(named[wanted], wanted) : wanted;
    const port = value === undefined || value === null ? 0 : Number(isPort(value, 0) ? value : NaN);
    const { binding } = this.#model;
    const isRefused = Number.isNaN(port) || this.journal.isCloseCalled || binding !== undefined;
    const errCodes = Number.isNaN(port) ? [INVALID_PORT] : [SYSTEM];
    if (isRefused)
      this.journal.expectError('bind', this.journal.isCloseCalled ? [SYSTEM, ...errCodes] : errCodes);
    const started = isRefused ? undefined : this.#model.startBinding(wanted === 'foreign' ? 'fail' : 'open');
    const result = this.journal.call('bind', text === '' ? [] : [value], text);
    if (started === undefined && (Number.isNaN(port) || this.journal.isCloseCalled)) {
      if (result !== -1) this.journal.violate('a refused bind has to return -1');
    } else if (typeof result !== 'number' || result < 1 || result > 65535) {
      this.journal.violate('bind has to return a port');
    } else if (started === undefined) {
      this.#model.checkPort(result, 'bind returned: the socket sends');
    } else {
      started.port = result;
      if (port !== 0 && port !== result) this.journal.violate(`bind has to return ${port}`);
    }
  }

  #send(step: CallStep & { kind: 'send' | 'write' }): void {
    const address = this.#addressOf(step.target);
    const isForPeer = step.kind === 'write' && step.target.to === 'absent';
    const port = isForPeer && step.port === 'number' ? undefined : this.#portOf(step.target, step.port);
    const errCodes = new Set<number>();
    if (isForPeer && port !== undefined && port !== null) errCodes.add(INVALID_ADDRESS);
    if (!isForPeer && this.#isRefused(step.target)) errCodes.add(INVALID_ADDRESS);
    if (!isForPeer && !isPort(port, 1)) errCodes.add(INVALID_PORT);
    if (
      ![undefined, null].includes(step.broadcast.value as null) &&
      typeof step.broadcast.value !== 'boolean'
    )
      errCodes.add(SYSTEM);
    if ('errCode' in step.content) errCodes.add(step.content.errCode);
    if (this.journal.isCloseCalled) errCodes.add(SYSTEM);
    const option = { address: address.value, port, setBroadcast: step.broadcast.value };
    if ('errCode' in step.content) {
      const { message, offset, length } = step.content;
      this.journal.expectError(step.kind, [...errCodes]);
      const bad = { ...option, message: message.value, offset: offset?.value, length: length?.value };
      this.journal.call(step.kind, [bad], `${address.text}:${String(port)}, ${message.text}`);
      return;
    }
    this.#serial += 1;
    const { content, ...parts } = makeMessage(step.content.spec, this.#serial, false);
    if (errCodes.size > 0) this.journal.expectError(step.kind, [...errCodes]);
    else this.#model.send(step.kind, content, this.#routeOf(step.target));
    const text = `${address.text}:${String(port)}, ${content.length} bytes, setBroadcast ${step.broadcast.text}`;
    this.journal.call(step.kind, [{ ...option, ...parts }], text);
    overwrite(parts.message);
  }

  #connect(target: Target, wantedPort: Port): void {
    const address = this.#addressOf(target);
    const port = this.#portOf(target, wantedPort);
    const errCodes: number[] = [];
    if (target.to === 'absent' || this.#isRefused(target)) errCodes.push(INVALID_ADDRESS);
    if (!isPort(port, 1)) errCodes.push(INVALID_PORT);
    if (this.journal.isCloseCalled) errCodes.push(SYSTEM);
    if (errCodes.length > 0) {
      this.journal.expectError('connect', errCodes);
    } else {
      const { to, byName } = this.#routeOf(target);
      this.#model.connect({ to: to as Connected['to'], byName });
    }
    this.journal.call('connect', [{ address: address.value, port }], `${address.text}:${String(port)}`);
  }

  #isRefused(target: Target): boolean {
    return target.to === 'wrong' || target.to === 'absent' || (target.to === 'ipv6' && this.#version === 4);
  }

  #addressOf(target: Target): Shown {
    switch (target.to) {
      case 'A':
      case 'B':
        return show(SPELLINGS[this.#version][target.to][target.spelling]);
      case 'closedPort':
        return show('127.0.0.1');
      case 'unknownName':
        return show(NOBODYS_NAME);
      case 'ipv6':
        return show('::1');
      case 'absent':
        return target.value;
      case 'wrong':
        return target.address;
    }
  }

  #portOf(target: Target, port: Port): unknown {
    if (typeof port !== 'string') return port.value;
    const name = target.to === 'B' ? 'B' : 'A';
    const right = target.to === 'closedPort' ? CLOSED_PORT : this.#peers[name].port;
    return port === 'string' ? String(right) : right;
  }

  #routeOf(target: Target): Route {
    if (target.to === 'absent') {
      const { connected } = this.#model;
      return {
        to: connected?.to ?? 'unconnected',
        byName: connected?.byName ?? false,
        toConnectedPeer: true
      };
    }
    const byName =
      'spelling' in target ? target.spelling >= FIRST_NAME[this.#version] : target.to === 'unknownName';
    const to = target.to === 'ipv6' ? 'A' : target.to;
    return { to: to as Route['to'], byName, toConnectedPeer: false };
  }

  #nameOf(address: string, port: number): PeerName | undefined {
    const plain = address.replace(/^::ffff:/, '');
    return (['A', 'B'] as const).find(
      (name) => this.#peers[name].address === plain && this.#peers[name].port === port
    );
  }
}

function versionOf(script: UdpScript): Version {
  return script.type.value === 'udp6' ? 6 : 4;
}

function isTtl(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

function isPort(value: unknown, lowest: number): boolean {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d{1,5}$/.test(value));
  const port = Number(isNumber ? value : NaN);
  return Number.isInteger(port) && port >= lowest && port <= 65535;
}
