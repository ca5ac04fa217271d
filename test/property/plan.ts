import fc from 'fast-check';
import { type Fault, faults } from '../host/control.ts';

/** What goes wrong on the host while a sequence runs. */
export interface Plan {
  readonly seed: number;
  readonly faults: readonly Fault[];
}

/** The plan of a host that works. */
export const NOTHING_GOES_WRONG: Plan = { seed: 0, faults: [] };

const ENOBUFS = 105;
const EPIPE = 32;
const EBADF = 9;
const EACCES = 13;
const EHOSTUNREACH = 113;
/** Milliseconds; long enough for other calls to come between. */
const LATE = 20;

type Effect = Extract<Fault, { call: string }>['effect'];

/** Failures and delays. What is never answered takes seconds each time: test/faults has those. */
function effects(...errnos: readonly number[]): readonly Effect[] {
  return [
    ...errnos.map((fails) => ({ fails })),
    ...errnos.map((fails) => ({ fails, withoutMessage: true })),
    { fails: 'permission' },
    { fails: 'parameters' },
    { answersAfter: LATE },
    { startsAfter: LATE }
  ];
}

function onCall(kind: 'udp' | 'tcp', call: string, among: readonly Effect[]): readonly Fault[] {
  return among.map((effect) => ({ kind, call, effect }));
}

/** One of each kind that the sequences meet. */
export const KNOWN_FAULTS: readonly Fault[] = [
  ...onCall('udp', 'bind', effects(EACCES)),
  ...onCall('udp', 'getLocalAddress', effects(EBADF)),
  ...onCall('udp', 'setExtraOptions', effects(EBADF)),
  ...onCall('udp', 'send', [...effects(ENOBUFS), { blocks: 2 }]),
  ...onCall('udp', 'close', [{ answersAfter: LATE }, { startsAfter: LATE }]),
  { kind: 'udp', bind: { port: 0 } },
  { kind: 'udp', bind: { after: LATE } },
  { kind: 'udp', datagram: 'dropped' },
  { kind: 'udp', datagram: 'duplicated' },
  { kind: 'udp', datagram: 'swapped' },
  ...onCall('tcp', 'bind', effects(EACCES)),
  ...onCall('tcp', 'connect', effects(EHOSTUNREACH)),
  ...onCall('tcp', 'getLocalAddress', effects(EBADF)),
  ...onCall('tcp', 'setExtraOptions', effects(EBADF)),
  ...onCall('tcp', 'send', [...effects(EPIPE), { blocks: 2 }]),
  ...onCall('tcp', 'close', [{ answersAfter: LATE }, { startsAfter: LATE }]),
  { kind: 'tcp', connect: 'refused' },
  { kind: 'tcp', connect: 'hangs' },
  { kind: 'tcp', connect: { after: LATE } },
  { kind: 'tcp', stream: { cut: 'randomly' } },
  { kind: 'tcp', stream: { cut: 7 } },
  { kind: 'tcp', stream: { resetAt: 1 } },
  { kind: 'tcp', stream: { resetAt: 1000 } },
  { kind: 'tcp', stream: { endAt: 0 } },
  { kind: 'tcp', stream: { endAt: 1000 } },
  { kind: 'tcp', event: 'error', effect: 'repeated' },
  { kind: 'tcp', event: 'error', effect: 'withoutPayload' },
  { kind: 'tcp', event: 'close', effect: 'repeated' },
  { kind: 'tcp', event: 'close', effect: 'withoutPayload' }
];

const fault: fc.Arbitrary<Fault> = fc
  .record({
    known: fc.constantFrom(...KNOWN_FAULTS),
    skip: fc.nat(3),
    times: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    probability: fc.constantFrom(1, 1, 0.5, 0.2)
  })
  .map(({ known, skip, times, probability }) => ({
    ...known,
    skip,
    probability,
    ...(times === undefined ? {} : { times })
  }));

export const plan: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  faults: fc.array(fault, { minLength: 1, maxLength: 6, size: 'max' })
});

/** Makes the host go wrong as planned. */
export function carryOut({ seed, faults: planned }: Plan): void {
  faults.reset(seed);
  for (const each of planned) faults.add(each);
}

export function isFaulty({ faults: planned }: Plan): boolean {
  return planned.length > 0;
}

/** Whether a connection can be reset, and then nobody can know what its ends had taken. */
export function mayReset({ faults: planned }: Plan): boolean {
  return planned.some((each) => 'stream' in each && 'resetAt' in each.stream);
}

export function showPlan({ seed, faults: planned }: Plan): string {
  if (planned.length === 0) return '';
  return `  faults, seed ${seed}:\n${planned.map((each) => `    ${JSON.stringify(each)}\n`).join('')}`;
}
