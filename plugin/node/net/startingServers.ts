/** A server that has its port and does not listen yet. */
export class StartingServer {
  readonly port: number;
  readonly #waiting: (() => void)[] = [];

  /** @param port 0 as long as it is not known: then nobody can wait for the server */
  constructor(port: number) {
    this.port = port;
    if (port !== 0) servers.add(this);
  }

  wait(proceed: () => void): void {
    this.#waiting.push(proceed);
  }

  /** The server listens, or it never will. */
  end(): void {
    servers.delete(this);
    for (const proceed of this.#waiting.splice(0)) proceed();
  }
}

const servers = new Set<StartingServer>();

/**
 * Goes on at once, unless a server of this app is about to listen at the port: then when it does, as in Node, where a server
 * listens before anybody can learn of its port.
 */
export function whenStarted(port: number, proceed: () => void): void {
  for (const server of servers) {
    if (server.port === port) {
      server.wait(() => whenStarted(port, proceed));
      return;
    }
  }
  proceed();
}
