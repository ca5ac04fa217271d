import { createTCPSocket } from '../../../library/Index.ets';
import { wifi } from '../../host/control.ts';
import type { AnySocket } from '../journal.ts';
import { Journal } from '../journal.ts';
import { ExtraListeners } from '../listenerSteps.ts';
import { makeMessage, overwrite } from '../message.ts';
import { isFaulty, type Plan } from '../plan.ts';
import { show } from '../shown.ts';
import { TcpModel } from './model.ts';
import { Server } from './server.ts';
import type { CallStep, TcpScript, TcpStep } from './steps.ts';

const SYSTEM = -1;
const INVALID_ADDRESS = 1;
const INVALID_PORT = 2;
const INVALID_BSSID = 3;
const WIFI_BINDING = 4;
const PERMISSION_DENIED = -3;
const OTHER_BSSID = '02:00:00:00:00:99';
/** tcpmux: nobody listens there. */
const CLOSED_PORT = 1;
const SHORT_TIMEOUT_S = 0.3;

const SPELLINGS = {
  4: ['127.0.0.1', '127.0.0.1', 'localhost', 'a.test'],
  6: ['::1', '127.0.0.1', 'localhost', 'a.test']
} as const;

/** One TCP socket of the library with its server, and the model that says what it has to do. */
export class TcpWorld {
  readonly journal: Journal;
  readonly #script: TcpScript;
  readonly #model: TcpModel;
  readonly #server: Server;
  readonly #listeners: ExtraListeners;
  readonly #isFaulty: boolean;
  #serial = 0;

  private constructor(script: TcpScript, server: Server, plan: Plan) {
    this.#isFaulty = isFaulty(plan);
    this.#script = script;
    this.#server = server;
    const socket = createTCPSocket(script.option.value as { type: 'ipv4' }) as unknown as AnySocket;
    this.journal = new Journal('TCPSocket', socket, {
      BindWifi: () => undefined,
      Close: () => this.#model.hearClose(),
      Connect: () => this.#model.hearConnect(),
      Drain: () => this.#model.hearDrain(),
      Error: (error: never) => this.#model.hearError(error),
      Message: (event: never) => this.#model.hearMessage(event)
    });
    this.#model = new TcpModel(
      this.journal,
      script.server,
      plan,
      script.option.text.includes('highWaterMark')
    );
    this.#model.server = server;
    this.#listeners = new ExtraListeners(this.journal);
    if (isWrongOption(script.option.value)) this.journal.errors.expect('createTCPSocket', [SYSTEM], true);
  }

  static async open(script: TcpScript, plan: Plan): Promise<TcpWorld> {
    const server = await Server.open(versionOf(script), script.server, () => world.journal.wake());
    const world = new TcpWorld(script, server, plan);
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
    await this.journal.until(() => this.#model.missingAtPeer());
    this.#model.judge();
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #perform(step: TcpStep): Promise<void> {
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

  #quiet(): Promise<void> {
    return this.journal.until(() => this.#model.missing());
  }

  #call(step: CallStep): void {
    switch (step.kind) {
      case 'connect':
        this.#connect(step);
        break;
      case 'write':
        this.#write(step);
        break;
      case 'writeEmpty':
        this.#model.writeEmpty();
        this.journal.call('write', [step.data.value], step.data.text);
        break;
      case 'writeWrong':
        this.#model.refuseWrite();
        this.journal.call('write', [step.data.value], step.data.text);
        break;
      case 'bindWifi':
        this.#bindWifi(step.bssid);
        break;
      case 'withOption':
        this.journal.expectError(step.method, [SYSTEM]);
        this.journal.call(step.method, [step.option.value], step.option.text);
        break;
      case 'close':
        this.journal.isCloseCalled = true;
        this.journal.call('close', [], '');
        break;
      case 'listener':
        this.#listeners.perform(step.step);
        break;
    }
  }

  #connect({ target, port: wantedPort, timeout }: CallStep & { kind: 'connect' }): void {
    const right = target.to === 'closedPort' ? CLOSED_PORT : this.#server.port;
    const port =
      typeof wantedPort === 'string' ? (wantedPort === 'string' ? String(right) : right) : wantedPort.value;
    const address = this.#addressOf(target);
    const errCodes: number[] = [];
    if (target.to === 'wrong') errCodes.push(INVALID_ADDRESS);
    if (typeof wantedPort !== 'string') errCodes.push(INVALID_PORT);
    if (!isTimeout(timeout.value)) errCodes.push(SYSTEM);
    if (!this.#model.isUsable || this.#model.state !== 'idle') errCodes.push(SYSTEM);
    if (errCodes.length > 0) this.journal.expectError('connect', errCodes);
    else if (target.to !== 'server') this.#model.startConnecting('fails');
    else this.#model.startConnecting(this.#script.server === 'resetOnConnect' ? 'open' : 'connects');
    // A connect may hang.
    const usedTimeout = this.#isFaulty && isTimeout(timeout.value) ? SHORT_TIMEOUT_S : timeout.value;
    const option = { address: address.value, port, timeout: usedTimeout };
    this.journal.call('connect', [option], `${address.text}:${String(port)}, timeout ${timeout.text}`);
  }

  #addressOf(target: (CallStep & { kind: 'connect' })['target']): ReturnType<typeof show> {
    if (target.to === 'wrong') return target.address;
    if (target.to === 'unknownName') return show('nobody.test');
    return show(target.to === 'server' ? SPELLINGS[versionOf(this.#script)][target.spelling] : '127.0.0.1');
  }

  #write({ spec }: CallStep & { kind: 'write' }): void {
    this.#serial += 1;
    const { message, content } = makeMessage(spec, this.#serial, true);
    this.#model.write(content);
    this.journal.call('write', [message], `${content.length} bytes`);
    overwrite(message);
  }

  #bindWifi(wanted: (CallStep & { kind: 'bindWifi' })['bssid']): void {
    const named = { linked: wifi.link?.bssid.toUpperCase(), other: OTHER_BSSID };
    const bssid = typeof wanted === 'string' ? show(named[wanted], wanted) : wanted;
    const errCodes: number[] = [];
    if (typeof wanted !== 'string') errCodes.push(INVALID_BSSID);
    if (this.#model.state !== 'idle' || !this.#model.isUsable) errCodes.push(WIFI_BINDING, SYSTEM);
    else if (wanted === 'other') errCodes.push(INVALID_BSSID, WIFI_BINDING, PERMISSION_DENIED);
    if (errCodes.length > 0) this.journal.expectError('bindWifi', errCodes);
    else this.#model.expectWifiBinding();
    this.journal.call('bindWifi', [{ BSSID: bssid.value }], bssid.text);
  }
}

function isTimeout(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return (typeof value === 'number' && value >= 0) || (typeof value === 'string' && /^\d+$/.test(value));
}

function typeOf(option: unknown): unknown {
  return typeof option === 'object' && option !== null && 'type' in option ? option.type : undefined;
}

function isWrongOption(option: unknown): boolean {
  if (option === undefined || option === null) return false;
  if (typeof option !== 'object' || ![undefined, null, 'ipv4', 'ipv6'].includes(typeOf(option) as null))
    return true;
  const mark = 'highWaterMark' in option ? option.highWaterMark : undefined;
  return mark !== undefined && !(typeof mark === 'number' && mark >= 1);
}

function versionOf(script: TcpScript): 4 | 6 {
  return typeOf(script.option.value) === 'ipv6' ? 6 : 4;
}
