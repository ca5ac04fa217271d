/** Something on 127.0.0.1 that a client of the app talks to. */
export interface Peer {
  port: number;
  close: () => Promise<void>;
}
