import type { SocketError, SocketMessage } from '../../../library/Index.ets';
import type { Journal } from '../journal.ts';
import { isFaulty, type Plan } from '../plan.ts';
import { Binding } from './binding.ts';
import type { PeerName } from './steps.ts';

/** What `connect` named. */
export interface Connected {
  readonly to: PeerName | 'closedPort' | 'unknownName';
  /** A name is looked up first, and until it is known nothing is delivered. */
  readonly byName: boolean;
}

/** Where one valid datagram is meant to go. */
export interface Route {
  readonly to: PeerName | 'closedPort' | 'unknownName' | 'unconnected';
  readonly byName: boolean;
  readonly toConnectedPeer: boolean;
}

/** One datagram on its way. */
interface Sent {
  readonly content: Buffer;
  readonly to: PeerName;
  readonly connected: Connected | undefined;
  /** Datagrams to a literal go out in the order of the calls; others wait for their name. */
  readonly isOrdered: boolean;
  isDelivered: boolean;
  /** Whether the kernel has room for it for sure. */
  isDeliveryDue: boolean;
  isEchoed: boolean;
  isEchoDue: boolean;
}

/** What the kernel's receive buffer holds for sure, in bytes of payload that nobody has read yet (default rmem: 212992). */
const SAFE_BACKLOG = 70_000;

/** What one UDP socket has to do: bindings, datagrams, the connected peer. */
export class UdpModel {
  readonly journal: Journal;
  readonly #sent: Sent[] = [];
  #binding: Binding | undefined;
  #connected: Connected | undefined;
  #backlog = 0;

  /** Whether the system may fail any call, and lose, repeat and reorder what arrives. */
  readonly #isFaulty: boolean;

  constructor(journal: Journal, plan: Plan) {
    this.journal = journal;
    this.#isFaulty = isFaulty(plan);
  }

  /** The bind under way, or the one that has succeeded. */
  get binding(): Binding | undefined {
    return this.#binding;
  }

  get connected(): Connected | undefined {
    return this.#connected;
  }

  startBinding(fate: Binding['fate']): Binding {
    const binding = new Binding(fate);
    this.#binding = binding;
    this.journal.errors.allow('UDPSocket.bind');
    return binding;
  }

  connect(connected: Connected): void {
    this.#connected = connected;
    // Unless close() drops the look-up under way.
    if (connected.to === 'unknownName') this.journal.errors.expect('UDPSocket.connect', [1], true, true);
    // A reply that is under way meets the old peer's rule or the new one's.
    for (const each of this.#sent) each.isEchoDue = false;
  }

  /** A valid call of `send` or `write`. */
  send(method: string, content: Buffer, route: Route): void {
    const binding = this.#binding ?? this.startBinding('open');
    const isBeforeClose = !this.journal.isCloseCalled;
    const connected = this.#connected;
    const { to } = route;
    if (to === 'unconnected') {
      this.journal.expectError(method, [1], isBeforeClose);
      return;
    }
    binding.whenKnown((isBound) => {
      if (isBound && this.#isFaulty) this.journal.errors.allow(`UDPSocket.${method}`);
      if (!isBound) this.journal.expectError(method, [-1], isBeforeClose);
      else if (to === 'unknownName')
        this.journal.expectError(method, this.#isFaulty ? [1, -2, -3] : [1], isBeforeClose);
      else if (to !== 'closedPort') this.#expectDelivery(content, route, to, connected);
    });
  }

  #expectDelivery(content: Buffer, route: Route, to: PeerName, connected: Connected | undefined): void {
    this.#backlog += content.length;
    const fits = this.#backlog <= SAFE_BACKLOG;
    const isFromPeer = connected === undefined || connected.to === to;
    const passesFilter = isFromPeer && (connected?.byName !== true || route.toConnectedPeer);
    this.#sent.push({
      content,
      to,
      connected,
      isOrdered: fits && !route.byName && !this.#isFaulty,
      isDelivered: false,
      isDeliveryDue: fits,
      isEchoed: false,
      isEchoDue:
        fits &&
        passesFilter &&
        connected === this.#connected &&
        !this.journal.isCloseCalled &&
        !this.#isFaulty
    });
  }

  /** `close` was called: no message comes any more. */
  closing(): void {
    this.journal.isCloseCalled = true;
    this.journal.errors.forgive();
    for (const each of this.#sent) each.isEchoDue = false;
  }

  /** A peer has received a datagram. */
  delivered(to: PeerName, content: Buffer, fromPort: number): void {
    const index = this.#sent.findIndex((each) => each.to === to && each.content.equals(content));
    const sent = this.#sent[index];
    this.journal.note(`  peer ${to} received ${content.length} bytes from port ${fromPort}`);
    if (sent === undefined) {
      this.journal.violate(
        `peer ${to} received ${content.length} bytes that were not sent to it as one datagram`
      );
    } else {
      if (sent.isDelivered) this.journal.violate(`peer ${to} received a datagram twice`);
      sent.isDelivered = true;
      const overtaken = this.#sent
        .slice(0, index)
        .some((each) => each.to === to && each.isOrdered && !each.isDelivered);
      if (sent.isOrdered && overtaken) this.journal.violate(`a datagram to peer ${to} overtook another one`);
      this.checkPort(fromPort, 'a datagram came');
    }
    this.journal.wake();
  }

  /** Holds a port that somebody saw against the one that the socket named. */
  checkPort(port: number, where: string): void {
    const binding = this.#binding;
    if (binding === undefined) return;
    binding.port ??= port;
    if (binding.port !== port)
      this.journal.violate(`${where} from port ${port}, the socket named ${binding.port}`);
  }

  hearListening(): void {
    if (this.#binding === undefined || this.#binding.isBound !== undefined) {
      this.journal.violate('listening without a bind under way');
      return;
    }
    if (this.#binding.fate === 'fail') this.journal.violate('listening on a port that another process holds');
    this.journal.errors.disallow('UDPSocket.bind');
    this.#binding.end(true);
  }

  hearError(error: SocketError): void {
    // The bind itself failed; a refused call of bind has another errCode.
    if (!error.errMsg.startsWith('UDPSocket.bind:fail') || ![-2, -3].includes(error.errCode)) return;
    const binding = this.#binding;
    if (binding === undefined || binding.isBound !== undefined) {
      this.journal.violate('a bind failed that was not under way');
      return;
    }
    if (error.errno !== 98 && !this.#isFaulty) this.journal.violate(`bind failed with errno ${error.errno}`);
    this.#binding = undefined;
    binding.end(false);
  }

  hearMessage(event: SocketMessage, nameOf: (address: string, port: number) => PeerName | undefined): void {
    const { message, remoteInfo, localInfo } = event;
    const from = nameOf(remoteInfo.address, remoteInfo.port);
    const content = Buffer.from(message);
    const sent = this.#sent.find((each) => each.to === from && each.content.equals(content));
    if (sent === undefined) {
      this.journal.violate(`a message of ${message.byteLength} bytes came that no peer has sent`);
      return;
    }
    if (sent.isEchoed && !this.#isFaulty) this.journal.violate('a message came twice');
    sent.isEchoed = true;
    if (remoteInfo.size !== message.byteLength || localInfo.size !== message.byteLength)
      this.journal.violate('the size of a message is wrong');
    this.checkPort(localInfo.port, 'a message came');
    const peer = this.#connected;
    if (peer !== undefined && peer === sent.connected && peer.to !== 'unknownName' && peer.to !== from)
      this.journal.violate('a message came from someone else than the connected peer');
  }

  /** What has to come still. */
  missing(): string[] {
    const { journal } = this;
    const isBinding = this.#binding !== undefined && this.#binding.isBound === undefined;
    const failed = this.#failedSends;
    const undelivered = this.#sent.filter((each) => each.isDeliveryDue && !each.isDelivered).slice(failed);
    const unanswered = this.#sent.filter((each) => each.isEchoDue && !each.isEchoed);
    return [
      ...(isBinding ? ['listening, or the error of bind'] : []),
      ...journal.errors.missing,
      ...undelivered.map(({ to, content }) => `${content.length} bytes at peer ${to}`),
      ...unanswered.map(({ to, content }) => `the reply of ${content.length} bytes from peer ${to}`),
      ...(journal.isCloseCalled && !journal.isClosed ? ['close'] : [])
    ];
  }

  /** Those that gave an error although nothing was wrong with the call. */
  get #failedSends(): number {
    const { errors } = this.journal;
    return errors.countOfPossible('UDPSocket.send') + errors.countOfPossible('UDPSocket.write');
  }

  /** Nothing is missing: buffers are empty, and a name that is unknown is no peer any more. */
  rest(): void {
    this.#backlog = 0;
    if (this.#connected?.to === 'unknownName') this.#connected = undefined;
  }
}
