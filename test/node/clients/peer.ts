/** Something on 127.0.0.1 that a client of the app talks to. */
export interface Peer {
  port: number;
  close: () => Promise<void>;
}

/** The peers that one test has started. */
export class OpenPeers {
  readonly #peers: Peer[] = [];

  /** @returns the port where it listens */
  readonly use = async (starting: Promise<Peer>): Promise<number> => {
    const peer = await starting;
    this.#peers.push(peer);
    return peer.port;
  };

  async closeAll(): Promise<void> {
    await Promise.all(this.#peers.splice(0).map((peer) => peer.close()));
  }
}
