import fc from 'fast-check';
import { type ListenerStep, listenerStep } from '../listenerSteps.ts';
import { type MessageSpec, messageSpec, showMessage } from '../message.ts';
import {
  among,
  hostileOption,
  nonsense,
  type Shown,
  wrongAddress,
  wrongOption,
  wrongPort
} from '../shown.ts';
import type { Behaviour } from './server.ts';

export type Target =
  | { readonly to: 'server'; readonly spelling: number }
  /** Valid, but nobody is there: a closed port, or a name that nobody has. */
  | { readonly to: 'closedPort' | 'unknownName' }
  | { readonly to: 'wrong'; readonly address: Shown };

export type CallStep =
  | {
      readonly kind: 'connect';
      readonly target: Target;
      readonly port: 'number' | 'string' | Shown;
      readonly timeout: Shown;
    }
  | { readonly kind: 'write'; readonly spec: MessageSpec }
  | { readonly kind: 'writeEmpty'; readonly data: Shown }
  | { readonly kind: 'writeWrong'; readonly data: Shown }
  | { readonly kind: 'bindWifi'; readonly bssid: 'linked' | 'other' | Shown }
  | { readonly kind: 'withOption'; readonly method: 'connect' | 'bindWifi'; readonly option: Shown }
  | { readonly kind: 'close' }
  | { readonly kind: 'listener'; readonly step: ListenerStep };

export type TcpStep =
  | CallStep
  | { readonly kind: 'turns'; readonly count: number }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'inside'; readonly event: string; readonly step: CallStep };

/** Several native sends. */
const LARGEST_WRITE = 150_000;

const connectStep: fc.Arbitrary<CallStep> = fc.record({
  kind: fc.constant('connect'),
  target: fc.oneof(
    { weight: 9, arbitrary: fc.record({ to: fc.constant('server'), spelling: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ to: fc.constantFrom('closedPort', 'unknownName') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        to: fc.constant('wrong'),
        address: fc.oneof(wrongAddress, among(undefined, null))
      })
    }
  ),
  port: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('number', 'string') },
    { weight: 1, arbitrary: fc.oneof(wrongPort, among(0, undefined, null)) }
  ),
  timeout: fc.oneof(
    { weight: 9, arbitrary: among(undefined, null, 5, 3600) },
    { weight: 1, arbitrary: fc.oneof(among(0, -1, 3601, '2', Infinity), nonsense) }
  )
});

const callStep: fc.Arbitrary<CallStep> = fc.oneof(
  { weight: 5, arbitrary: connectStep },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('write'), spec: messageSpec(LARGEST_WRITE) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('writeEmpty'),
      data: among('', new ArrayBuffer(0), new Uint8Array(0))
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('writeWrong'),
      data: fc.oneof(nonsense, among(undefined, null, 5))
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('bindWifi'),
      bssid: fc.oneof(
        fc.constantFrom('linked', 'other'),
        among('', '02:00', '02-00-00-00-00-01', undefined),
        nonsense
      )
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('withOption'),
      method: fc.constantFrom('connect', 'bindWifi'),
      option: fc.oneof(wrongOption, hostileOption)
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('listener'), step: listenerStep }) }
);

const step: fc.Arbitrary<TcpStep> = fc.oneof(
  { weight: 8, arbitrary: callStep },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('turns'), count: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('quiet') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('inside'),
      event: fc.constantFrom('Connect', 'Message', 'Error', 'Close', 'BindWifi', 'Drain'),
      step: callStep
    })
  }
);

/** What one TCP socket goes through. */
export interface TcpScript {
  readonly socket: 'TCP';
  readonly option: Shown;
  readonly server: Behaviour;
  readonly steps: readonly TcpStep[];
}

export const tcpScript: fc.Arbitrary<TcpScript> = fc.record({
  socket: fc.constant('TCP' as const),
  option: fc.oneof(
    {
      weight: 9,
      arbitrary: among(
        { type: 'ipv4' },
        { type: 'ipv6' },
        {},
        undefined,
        null,
        { type: null },
        { highWaterMark: 1 },
        { type: 'ipv6', highWaterMark: 4096 }
      )
    },
    {
      weight: 1,
      arbitrary: among({ type: 'udp4' }, 'ipv6', 5, { type: 6 }, { highWaterMark: 0 }, { highWaterMark: '9' })
    }
  ),
  server: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Behaviour>('echo') },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Behaviour>('greetAndEnd', 'endAfterData', 'resetOnConnect', 'resetOnData')
    }
  ),
  steps: fc.array(step, { maxLength: 24, size: 'max' })
});

export function showStep(each: TcpStep): string {
  switch (each.kind) {
    case 'connect': {
      const { target, port } = each;
      const to = target.to === 'wrong' ? `address ${target.address.text}` : target.to;
      const spelling = 'spelling' in target ? `, spelling ${target.spelling}` : '';
      const shownPort = typeof port === 'string' ? `port as ${port}` : `port ${port.text}`;
      return `connect(${to}${spelling}, ${shownPort}, timeout ${each.timeout.text})`;
    }
    case 'write':
      return `write(${showMessage(each.spec)})`;
    case 'writeEmpty':
    case 'writeWrong':
      return `write(${each.data.text})`;
    case 'bindWifi':
      return `bindWifi(${typeof each.bssid === 'string' ? each.bssid : each.bssid.text})`;
    case 'withOption':
      return `${each.method}(${each.option.text})`;
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
