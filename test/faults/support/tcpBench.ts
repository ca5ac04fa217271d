import assert from 'node:assert/strict';
import { createTCPSocket, type TCPSocket } from '../../../library/Index.ets';
import { type Fault, faults } from '../../host/control.ts';
import { EventLog, settle } from '../../library/support/eventLog.ts';
import { TcpServer } from '../../library/support/tcpServer.ts';
import { historyOf } from './bench.ts';

/** What has to have happened in the end. */
interface Outcome {
  /** What the app heard, in order; messages that follow each other are one. */
  readonly history: readonly string[];
  /** What the server got. */
  readonly received?: string;
}

/** Seconds; far more than a connect takes. */
const PATIENT_S = 600;

/** A TCP socket of the library on a host with faults, and a server. */
export class TcpBench {
  readonly socket: TCPSocket;
  readonly log: EventLog;
  readonly server: TcpServer;

  private constructor(server: TcpServer) {
    this.server = server;
    this.socket = createTCPSocket();
    this.log = new EventLog(this.socket);
    server.onChange = () => this.log.look();
  }

  static async open(...planned: Fault[]): Promise<TcpBench> {
    for (const fault of planned) faults.add({ kind: 'tcp', ...fault });
    return new TcpBench(await TcpServer.open());
  }

  /** The faults come when the socket is connected. */
  static async connected(...planned: Fault[]): Promise<TcpBench> {
    const bench = await TcpBench.open();
    bench.connect();
    await bench.log.times('Connect', 1);
    await bench.log.until(() => bench.server.connections.length === 1, 'the connection at the server');
    for (const fault of planned) faults.add({ kind: 'tcp', ...fault });
    return bench;
  }

  /** @param timeout seconds */
  connect(timeout = PATIENT_S): void {
    this.socket.connect({ address: '127.0.0.1', port: this.server.port, timeout });
  }

  serverSends(text: string): void {
    this.server.connections[0]?.write(text);
  }

  async received(text: string): Promise<void> {
    await this.log.until(() => this.server.received.toString() === text, `${text} at the server`);
  }

  /** Waits for the close, which something else than this call caused. */
  async closes(outcome: Outcome): Promise<void> {
    await this.log.times('Close', 1);
    await this.log.until(
      () => this.server.ended === this.server.connections.length,
      "the connection's end at the server"
    );
    await settle();
    this.holds(outcome);
  }

  /** Closes the socket under whatever plan there is, and holds all that happened against what should have. */
  async ends(outcome: Outcome): Promise<void> {
    this.socket.close();
    await this.closes(outcome);
  }

  holds({ history, received = '' }: Outcome): void {
    assert.deepEqual(joinMessages(historyOf(this.log, this.server.port)), history);
    assert.equal(this.server.received.toString(), received);
  }
}

/** A stream has no boundaries. */
function joinMessages(history: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of history) {
    const isContinued = line.startsWith('Message ') && joined.at(-1)?.startsWith('Message ') === true;
    if (isContinued) joined.push(`${joined.pop()}${line.slice('Message '.length)}`);
    else joined.push(line);
  }
  return joined;
}
