import { mock } from 'node:test';
import fc from 'fast-check';
import { chance, hosts, resetHost } from '../host/control.ts';
import type { Journal } from './journal.ts';
import { PAYLOAD_MARK } from './message.ts';
import { watchNativeCalls } from './nativeWatch.ts';
import { carryOut, NOTHING_GOES_WRONG, plan, type Plan, showPlan } from './plan.ts';
import { Resources } from './resources.ts';
import { StrayOutput } from './strayOutput.ts';
import { showStep as showTcpStep, type TcpScript, tcpScript } from './tcp/steps.ts';
import { TcpWorld } from './tcp/world.ts';
import { Ports } from './udp/peers.ts';
import { showStep as showUdpStep, type UdpScript, udpScript } from './udp/steps.ts';
import { UdpWorld } from './udp/world.ts';

type Script = UdpScript | TcpScript;

/** Several sockets that are used at the same time, each as its script says. */
export interface Sequence {
  /** Decides what varies in the host module. */
  readonly chanceSeed: number;
  readonly plan: Plan;
  readonly scripts: readonly Script[];
}

const MOST_SOCKETS = 8;
const LISTENER_THREW = 'taro-harmony-socket: a listener threw ';

function sequencesWith(planned: fc.Arbitrary<Plan>): fc.Arbitrary<Sequence> {
  return fc
    .record({
      chanceSeed: fc.nat(),
      plan: planned,
      scripts: fc.array(fc.oneof(udpScript, tcpScript), {
        minLength: 1,
        maxLength: MOST_SOCKETS,
        size: 'max'
      })
    })
    .map((each) => ({ ...each, [fc.toStringMethod]: () => showSequence(each) }));
}

export const sequence: fc.Arbitrary<Sequence> = sequencesWith(fc.constant(NOTHING_GOES_WRONG));

export const sequenceWithFaults: fc.Arbitrary<Sequence> = sequencesWith(plan);

function showSequence({ scripts, chanceSeed, plan: planned }: Sequence): string {
  const shown = scripts.map((script, index) => {
    const first =
      script.socket === 'UDP'
        ? `createUDPSocket(${script.type.text})`
        : `createTCPSocket(${script.option.text}), the server: ${script.server}`;
    const steps = script.socket === 'UDP' ? script.steps.map(showUdpStep) : script.steps.map(showTcpStep);
    return [`  socket ${index + 1}: ${first}`, ...steps.map((step) => `    ${step}`)].join('\n');
  });
  return `\n${shown.join('\n')}\n${showPlan(planned)}  (chance ${chanceSeed})`;
}

/**
 * Runs one sequence and checks all rules.
 *
 * @throws Error with what is wrong and what happened on each socket
 */
export async function run({ scripts, chanceSeed, plan: planned }: Sequence): Promise<void> {
  resetHost();
  hosts.set('a.test', ['127.0.0.1', '::1']);
  hosts.set('b.test', ['127.0.0.1']);
  chance.reseed(chanceSeed);
  const resources = new Resources();
  const stray = new StrayOutput();
  const concurrent: string[] = [];
  watchNativeCalls((complaint) => concurrent.push(complaint));
  try {
    const ports = await Ports.open();
    const worlds = await Promise.all(
      scripts.map((script) =>
        script.socket === 'UDP' ? UdpWorld.open(script, ports, planned) : TcpWorld.open(script, planned)
      )
    );
    carryOut(planned);
    await Promise.all(worlds.map((world) => world.run()));
    await Promise.all([ports.close(), ...worlds.map((world) => world.close())]);
    const journals = worlds.map(({ journal }) => journal);
    const leftOpen = await resources.leftOpen();
    const wrong = [
      ...stray.errors,
      ...concurrent,
      ...leftOpen.map((resource) => `left open: ${resource}`),
      ...complaintsAboutLog(stray.logged, journals)
    ];
    if (wrong.length > 0 || journals.some(({ violations }) => violations.length > 0))
      throw new Error(report(wrong, journals));
  } finally {
    stray.stop();
    mock.restoreAll();
    resetHost();
  }
}

function complaintsAboutLog(logged: readonly string[], journals: readonly Journal[]): string[] {
  const throws = journals.reduce((sum, journal) => sum + journal.throws, 0);
  const reported = logged.filter((line) => line.startsWith(LISTENER_THREW)).length;
  return [
    ...(reported === throws
      ? []
      : [`listeners threw ${throws} times, console.error was told ${reported} times`]),
    ...logged.filter((line) => !line.startsWith(LISTENER_THREW)).map((line) => `console.error: ${line}`),
    ...logged.filter((line) => line.includes(PAYLOAD_MARK)).map(() => 'console.error shows the payload')
  ];
}

function report(wrong: readonly string[], journals: readonly Journal[]): string {
  const sockets = journals.map((journal, index) =>
    [...journal.violations.map((each) => `socket ${index + 1}: ${each}`), journal.toString()].join('\n')
  );
  return ['', ...wrong, ...sockets].join('\n');
}
