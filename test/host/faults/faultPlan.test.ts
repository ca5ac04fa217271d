import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DatagramFault, Fault, SocketIdentity } from './fault.ts';
import { FaultPlan } from './faultPlan.ts';

const FIRST_UDP: SocketIdentity = { kind: 'udp', instance: 0 };
const FIRST_TCP: SocketIdentity = { kind: 'tcp', instance: 0 };

function isDatagramFault(fault: Fault): fault is DatagramFault {
  return 'datagram' in fault;
}

function hits(plan: FaultPlan, identity: SocketIdentity, tries: number): boolean[] {
  return Array.from({ length: tries }, () => plan.take(identity, isDatagramFault) !== undefined);
}

describe('fault plan', () => {
  test('is empty until a fault is added, and again when it is removed', () => {
    const plan = new FaultPlan();
    assert.equal(plan.isEmpty, true);
    const handle = plan.add({ datagram: 'dropped' });
    assert.equal(plan.isEmpty, false);
    assert.deepEqual(hits(plan, FIRST_UDP, 2), [true, true]);
    assert.equal(handle.hits, 2);
    handle.remove();
    assert.equal(plan.isEmpty, true);
    assert.deepEqual(hits(plan, FIRST_UDP, 1), [false]);
  });

  test('hits one kind', () => {
    const plan = new FaultPlan();
    plan.add({ kind: 'tcp', datagram: 'dropped' });
    assert.deepEqual(hits(plan, FIRST_UDP, 1), [false]);
    assert.deepEqual(hits(plan, FIRST_TCP, 1), [true]);
  });

  test('passes over faults about something else', () => {
    const plan = new FaultPlan();
    plan.add({ stream: { cut: 1 } });
    assert.deepEqual(hits(plan, FIRST_UDP, 1), [false]);
  });

  test('lets the first ones pass and stops after a number', () => {
    const plan = new FaultPlan();
    plan.add({ datagram: 'dropped', skip: 1, times: 2 });
    assert.deepEqual(hits(plan, FIRST_UDP, 5), [false, true, true, false, false]);
  });

  test('takes the first of several faults that hits', () => {
    const plan = new FaultPlan();
    plan.add({ datagram: 'dropped', times: 1 });
    plan.add({ datagram: 'duplicated' });
    assert.equal(plan.take(FIRST_UDP, isDatagramFault)?.datagram, 'dropped');
    assert.equal(plan.take(FIRST_UDP, isDatagramFault)?.datagram, 'duplicated');
  });

  test('draws the same chances from the same seed, others from another', () => {
    const drawn = [7, 7, 8].map((seed) => {
      const plan = new FaultPlan();
      plan.reset(seed);
      plan.add({ datagram: 'dropped', probability: 0.5 });
      return hits(plan, FIRST_UDP, 64);
    });
    assert.deepEqual(drawn[0], drawn[1]);
    assert.notDeepEqual(drawn[0], drawn[2]);
    assert.ok(drawn[0]?.includes(true) && drawn[0].includes(false));
  });
});
