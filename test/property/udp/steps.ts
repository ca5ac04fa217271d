import fc from 'fast-check';
import { type ListenerStep, listenerStep } from '../listenerSteps.ts';
import { type MessageSpec, messageSpec, showMessage } from '../message.ts';
import {
  among,
  hostileOption,
  nonsense,
  show,
  type Shown,
  wrongAddress,
  wrongOption,
  wrongPort
} from '../shown.ts';

export type PeerName = 'A' | 'B';

/** Where a datagram goes to. */
export type Target =
  | { readonly to: PeerName; readonly spelling: number }
  /** Valid, but nobody is there: a closed port, or a name that nobody has. */
  | { readonly to: 'closedPort' | 'unknownName' }
  | { readonly to: 'absent'; readonly value: Shown }
  | { readonly to: 'wrong'; readonly address: Shown }
  /** An IPv6 literal on an IPv4 socket; on an IPv6 socket it is peer A's address. */
  | { readonly to: 'ipv6' };

export type Port = 'number' | 'string' | Shown;

export type Content =
  | { readonly spec: MessageSpec }
  /** `errCode` of a message, offset or length that is refused. */
  | { readonly errCode: number; readonly message: Shown; readonly offset?: Shown; readonly length?: Shown };

export type CallStep =
  | { readonly kind: 'bind'; readonly port: Shown | 'foreign' | 'pool0' | 'pool1' | 'pool1AsString' }
  | {
      readonly kind: 'send' | 'write';
      readonly target: Target;
      readonly port: Port;
      readonly content: Content;
      readonly broadcast: Shown;
    }
  | { readonly kind: 'connect'; readonly target: Target; readonly port: Port }
  | { readonly kind: 'withOption'; readonly method: 'send' | 'write' | 'connect'; readonly option: Shown }
  | { readonly kind: 'setTTL'; readonly ttl: Shown }
  | { readonly kind: 'close' }
  | { readonly kind: 'listener'; readonly step: ListenerStep };

export type UdpStep =
  | CallStep
  | { readonly kind: 'turns'; readonly count: number }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'inside'; readonly event: string; readonly step: CallStep };

const LONGEST = 65507;
/** Longer than IPv4 and IPv6 datagrams can be. */
const TOO_LONG = 65528;

/** Ports that stand for "any". */
const anyPort = fc.constantFrom(show(undefined, ''), show(undefined), show(null), show(0), show('0'));

const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ to: fc.constantFrom<PeerName>('A', 'A', 'B'), spelling: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constantFrom('closedPort', 'unknownName') }) },
  { weight: 2, arbitrary: fc.record({ to: fc.constant('absent'), value: among(undefined, null) }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('wrong'), address: wrongAddress }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('ipv6') }) }
);

const destinationPort: fc.Arbitrary<Port> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('number', 'string') },
  { weight: 1, arbitrary: fc.oneof(wrongPort, among(0, '0', undefined, null)) }
);

const wrongIndex = fc.oneof(among(-1, 9, 0.5, '1', NaN), nonsense);

const refusedContent: fc.Arbitrary<Content> = fc.oneof(
  fc.record({ errCode: fc.constant(-1), message: fc.oneof(nonsense, among(undefined, null, 5)) }),
  fc.record({ errCode: fc.constant(-1), message: among('', new ArrayBuffer(0), new Uint8Array(0)) }),
  fc.record({
    errCode: fc.constant(-2),
    message: fc.constantFrom(
      show(new ArrayBuffer(TOO_LONG), `ArrayBuffer(${TOO_LONG})`),
      show('x'.repeat(TOO_LONG), `'x' ${TOO_LONG} times`)
    )
  }),
  fc.record({ errCode: fc.constant(-1), message: among(new ArrayBuffer(8)), offset: wrongIndex }),
  fc.record({ errCode: fc.constant(-1), message: among(new Uint8Array(8)), length: wrongIndex }),
  fc.record({
    errCode: fc.constant(-1),
    message: among(new ArrayBuffer(8)),
    offset: among(8),
    length: among(undefined, 0)
  })
);

const content: fc.Arbitrary<Content> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ spec: messageSpec(LONGEST) }) },
  { weight: 1, arbitrary: refusedContent }
);

const broadcast = fc.oneof(
  { weight: 9, arbitrary: among(undefined, null, false, true) },
  { weight: 1, arbitrary: among(1, 'true', {}, 0) }
);

const callStep: fc.Arbitrary<CallStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('bind'),
      port: fc.oneof(
        { weight: 5, arbitrary: anyPort },
        { weight: 3, arbitrary: fc.constantFrom('pool0', 'pool1', 'pool1AsString', 'foreign') },
        { weight: 2, arbitrary: wrongPort }
      )
    })
  },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constantFrom('send', 'send', 'write'),
      target,
      port: destinationPort,
      content,
      broadcast
    })
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('connect'), target, port: destinationPort }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('withOption'),
      method: fc.constantFrom('send', 'write', 'connect'),
      option: fc.oneof(wrongOption, hostileOption)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('setTTL'),
      ttl: fc.oneof(among(1, 64, 255, -1, 256, 1.5, '64', null), nonsense)
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('listener'), step: listenerStep }) }
);

const step: fc.Arbitrary<UdpStep> = fc.oneof(
  { weight: 8, arbitrary: callStep },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('turns'), count: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('quiet') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('inside'),
      event: fc.constantFrom('Listening', 'Message', 'Error', 'Close'),
      step: callStep
    })
  }
);

/** What one UDP socket goes through. */
export interface UdpScript {
  readonly socket: 'UDP';
  readonly type: Shown;
  readonly steps: readonly UdpStep[];
}

export const udpScript: fc.Arbitrary<UdpScript> = fc.record({
  socket: fc.constant('UDP' as const),
  type: fc.oneof(
    { weight: 9, arbitrary: among('udp4', 'udp6', undefined, null) },
    { weight: 1, arbitrary: among('udp5', 4, {}, true) }
  ),
  steps: fc.array(step, { maxLength: 24, size: 'max' })
});

export function showStep(each: UdpStep): string {
  switch (each.kind) {
    case 'bind':
      return `bind(${typeof each.port === 'string' ? each.port : each.port.text})`;
    case 'send':
    case 'write':
      return `${each.kind}(${showTarget(each.target)}, ${showPort(each.port)}, ${showContent(each.content)}, setBroadcast ${each.broadcast.text})`;
    case 'connect':
      return `connect(${showTarget(each.target)}, ${showPort(each.port)})`;
    case 'withOption':
      return `${each.method}(${each.option.text})`;
    case 'setTTL':
      return `setTTL(${each.ttl.text})`;
    case 'close':
      return 'close()';
    case 'listener':
      return `${each.step.kind} listener ${each.step.id} of event ${each.step.event}`;
    case 'turns':
      return `wait ${each.count} turns`;
    case 'quiet':
      return 'wait until quiet';
    case 'inside':
      return `inside the next ${each.event}: ${showStep(each.step)}`;
  }
}

function showTarget(each: Target): string {
  if (each.to === 'wrong') return `address ${each.address.text}`;
  if (each.to === 'absent') return `address ${each.value.text}`;
  return 'spelling' in each ? `${each.to}, spelling ${each.spelling}` : each.to;
}

function showPort(port: Port): string {
  return typeof port === 'string' ? `port as ${port}` : `port ${port.text}`;
}

function showContent(each: Content): string {
  if ('spec' in each) return showMessage(each.spec);
  return `message ${each.message.text} offset ${each.offset?.text ?? ''} length ${each.length?.text ?? ''}`;
}
