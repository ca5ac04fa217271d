import assert from 'node:assert/strict';
import { createUDPSocket, type UDPSocket } from '../../../library/Index.ets';
import { type Fault, faults } from '../../host/control.ts';
import { EventLog, settle } from '../../library/support/eventLog.ts';
import { UdpPeer } from '../../library/support/udpPeer.ts';
import { historyOf } from './bench.ts';

/** What has to have happened in the end. */
interface Outcome {
  /** What the app heard, in order. */
  readonly history: readonly string[];
  /** What the peer got, in order. */
  readonly received?: readonly string[];
}

/** A UDP socket of the library on a host with faults, and its peer. */
export class UdpBench {
  readonly socket: UDPSocket;
  readonly log: EventLog;
  readonly peer: UdpPeer;

  private constructor(peer: UdpPeer) {
    this.peer = peer;
    this.socket = createUDPSocket();
    this.log = new EventLog(this.socket);
    peer.onReceived = () => this.log.look();
  }

  static async open(...planned: Fault[]): Promise<UdpBench> {
    for (const fault of planned) faults.add({ kind: 'udp', ...fault });
    return new UdpBench(await UdpPeer.open());
  }

  /** The faults come when the socket is bound. */
  static async bound(...planned: Fault[]): Promise<UdpBench> {
    const bench = await UdpBench.open();
    bench.socket.bind();
    await bench.log.times('Listening', 1);
    for (const fault of planned) faults.add({ kind: 'udp', ...fault });
    return bench;
  }

  send(message: string): void {
    this.socket.send({ address: '127.0.0.1', port: this.peer.port, message });
  }

  write(message: string): void {
    this.socket.write({ address: '127.0.0.1', port: this.peer.port, message });
  }

  async received(count: number): Promise<void> {
    await this.log.until(() => this.peer.received.length >= count, `${count} datagrams at the peer`);
  }

  /** Closes the socket under whatever plan there is, and holds all that happened against what should have. */
  async ends(outcome: Outcome): Promise<void> {
    this.socket.close();
    await this.log.times('Close', 1);
    await this.received(outcome.received?.length ?? 0);
    await settle();
    this.holds(outcome);
  }

  holds({ history, received = [] }: Outcome): void {
    assert.deepEqual(historyOf(this.log, this.peer.port), history);
    assert.deepEqual(this.peer.texts, received);
  }
}
