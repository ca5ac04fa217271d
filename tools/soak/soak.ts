import { setTimeout as delay } from 'node:timers/promises';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { faults, hosts, resetHost } from '../../test/host/control.ts';
import type { CallEffect, Fault } from '../../test/host/faults/fault.ts';
import { Chance } from '../../test/host/socket/chance.ts';
import { KNOWN_FAULTS } from '../../test/property/plan.ts';
import { Accounting } from './accounting.ts';
import { KNOWN_NAME, live } from './lives.ts';
import { liveOfNet } from './nodeLives.ts';
import { Peers } from './peers.ts';

const WAVE = 200;
/** Until most code is compiled: that grows the heap, and nothing else did when snapshots were compared. */
const WARM_UP_SOCKETS = 2000;
const FAULTS_PER_WAVE = 5;
const RELEASE_POLL_MS = 10;
const LONGEST_STEP_MS = 10_000;
const MOST_CHOICES = 2 ** 16;
const EBADF = 9;

const CLOSE_EFFECTS: readonly CallEffect[] = [{ fails: EBADF }, { fails: 'permission' }, 'neverAnswers'];
const CLOSE_FAULTS: readonly Fault[] = CLOSE_EFFECTS.map((effect) => ({ call: 'close', effect }));
const FAULTS: readonly Fault[] = [...KNOWN_FAULTS, ...CLOSE_FAULTS];

export interface SoakOptions {
  readonly sockets: number;
  /** Decides the faults of each wave and what each socket does. */
  readonly seed: number;
  /** Told after each wave. */
  readonly onWave: (state: SoakState) => void;
}

export interface SoakState {
  readonly opened: number;
  /** Events that the sockets told. */
  readonly errors: number;
  readonly messages: number;
  /** How often faults have hit. */
  readonly hits: number;
}

export interface SoakResult extends SoakState {
  readonly heap: string;
  /** What is wrong; empty if the soak has passed. */
  readonly complaints: readonly string[];
}

/** Opens, uses and closes sockets in waves, with faults, and finds out what is left of them */
export async function soak({ sockets, seed, onWave }: SoakOptions): Promise<SoakResult> {
  // The companion's watches begin with the first connection and stay.
  await liveOfNet(LONGEST_STEP_MS);
  const accounting = new Accounting();
  const peers = await Peers.open();
  const chance = new Chance(seed);
  const complaints = new Map<string, number>();
  let state: SoakState = { opened: 0, errors: 0, messages: 0, hits: 0 };
  const warmUp = Math.min(WARM_UP_SOCKETS, Math.ceil(sockets / 2));
  let isWarm = false;
  while (state.opened < sockets) {
    if (!isWarm && state.opened >= warmUp) {
      isWarm = true;
      await accounting.startHeap();
    }
    const count = Math.min(WAVE, (isWarm ? sockets : warmUp) - state.opened);
    const wave = await runWave(count, chance, peers);
    for (const each of wave.complaints) complaints.set(each, (complaints.get(each) ?? 0) + 1);
    state = {
      opened: state.opened + count,
      errors: state.errors + wave.errors,
      messages: state.messages + wave.messages,
      hits: state.hits + wave.hits
    };
    onWave(state);
  }
  resetHost();
  await untilReleased();
  await accounting.collect();
  const unended = await peers.close();
  const left = await accounting.close();
  const wrong = [...complaints].map(([complaint, times]) => `${times} sockets ${complaint}`);
  const deaf = state.messages === 0 ? ['no socket has heard a message'] : [];
  return { ...state, heap: accounting.heap, complaints: [...wrong, ...deaf, ...unended, ...left] };
}

/** A socket of `dgram` tells of its close before a native close that is never answered has been given up. */
async function untilReleased(): Promise<void> {
  const end = performance.now() + LONGEST_STEP_MS;
  while (openSocketCount() > 0 && performance.now() < end) await delay(RELEASE_POLL_MS);
}

interface Wave {
  readonly errors: number;
  readonly messages: number;
  readonly hits: number;
  readonly complaints: readonly string[];
}

async function runWave(count: number, chance: Chance, peers: Peers): Promise<Wave> {
  // The sockets of the wave before are closed: the host may forget their numbers.
  resetHost();
  hosts.set(KNOWN_NAME, ['127.0.0.1']);
  faults.reset(chance.below(MOST_CHOICES));
  const handles = Array.from({ length: FAULTS_PER_WAVE }, () => {
    const fault = FAULTS[chance.below(FAULTS.length)];
    return fault === undefined ? undefined : faults.add({ ...fault, probability: 0.2 });
  });
  const choices = Array.from({ length: count }, () => chance.below(MOST_CHOICES));
  const witnesses = await Promise.all(choices.map((choice) => live(choice, peers)));
  faults.reset();
  return {
    errors: witnesses.reduce((sum, { errors }) => sum + errors, 0),
    messages: witnesses.reduce((sum, { messages }) => sum + messages, 0),
    hits: handles.reduce((sum, handle) => sum + (handle?.hits ?? 0), 0),
    complaints: witnesses.flatMap((witness) => witness.complaints)
  };
}
