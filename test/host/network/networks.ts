/** `NetBearType`, as far as tests need it: what carries a network. */
export const Bearer = { CELLULAR: 0, WIFI: 1, ETHERNET: 3 } as const;
export type Bearer = (typeof Bearer)[keyof typeof Bearer];

/** An address that the device has on a network. */
export interface LinkAddress {
  readonly address: string;
  readonly prefixLength: number;
}

/** One network that the device has. */
export interface Network {
  /** Such as `wlan0`. */
  readonly interfaceName: string;
  readonly addresses: readonly LinkAddress[];
  /** 100 or more. */
  readonly netId: number;
  readonly bearer: Bearer;
  /** The descriptors of the sockets that were bound to it. */
  readonly boundFds: ReadonlySet<number>;
}

/** What is told when the networks change. */
export interface NetworkObserver {
  available(network: Network): void;
  lost(network: Network): void;
  /** The device has other addresses on it. */
  addressed(network: Network): void;
}

interface KnownNetwork extends Network {
  addresses: readonly LinkAddress[];
  readonly boundFds: Set<number>;
}

const INTERFACES: Readonly<Record<Bearer, string>> = {
  [Bearer.CELLULAR]: 'rmnet0',
  [Bearer.WIFI]: 'wlan0',
  [Bearer.ETHERNET]: 'eth0'
};

const FIRST_NET_ID = 100;

/** Of the ranges for documentation: nothing may be sent there. */
function addressesOn(bearer: Bearer): LinkAddress[] {
  return [
    { address: `fe80::${bearer + 1}`, prefixLength: 64 },
    { address: `192.0.2.${10 + bearer}`, prefixLength: 24 }
  ];
}

/** The networks of the device. It starts with one Wi-Fi network, which is the default network. */
export class Networks {
  readonly #networks = new Map<number, KnownNetwork>();
  readonly #observers = new Set<NetworkObserver>();
  #nextId = FIRST_NET_ID;
  #isPaused = false;

  constructor() {
    this.add(Bearer.WIFI);
  }

  /** All networks; the first one is the default network. */
  get all(): readonly Network[] {
    return [...this.#networks.values()];
  }

  get default(): Network | undefined {
    return this.all[0];
  }

  find(netId: number): Network | undefined {
    return this.#networks.get(netId);
  }

  /** From now on nobody is told of what changes. @returns ends that */
  pause(): () => void {
    this.#isPaused = true;
    return () => {
      this.#isPaused = false;
    };
  }

  /** A network comes up, after those that there are. */
  add(bearer: Bearer): Network {
    const network: KnownNetwork = {
      netId: this.#nextId,
      interfaceName: INTERFACES[bearer],
      addresses: addressesOn(bearer),
      bearer,
      boundFds: new Set<number>()
    };
    this.#nextId += 1;
    this.#networks.set(network.netId, network);
    for (const observer of this.#told()) observer.available(network);
    return network;
  }

  /** A network goes away. */
  remove(network: Network): void {
    if (!this.#networks.delete(network.netId))
      throw new Error(`networks: there is no network ${network.netId}`);
    for (const observer of this.#told()) observer.lost(network);
  }

  /** The device gets other addresses on a network. */
  setAddresses(network: Network, addresses: readonly LinkAddress[]): void {
    const known = this.#networks.get(network.netId);
    if (known === undefined) throw new Error(`networks: there is no network ${network.netId}`);
    known.addresses = addresses;
    for (const observer of this.#told()) observer.addressed(known);
  }

  /** The device goes offline: all networks go away. */
  removeAll(): void {
    for (const network of this.all) this.remove(network);
  }

  /** Notes that a socket uses only this network. @returns whether there is such a network */
  bindSocket(netId: number, fd: number): boolean {
    const network = this.#networks.get(netId);
    network?.boundFds.add(fd);
    return network !== undefined;
  }

  #told(): readonly NetworkObserver[] {
    return this.#isPaused ? [] : [...this.#observers];
  }

  /** @returns ends it */
  observe(observer: NetworkObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Back to one Wi-Fi network; nobody is told. */
  reset(): void {
    this.#observers.clear();
    this.#isPaused = false;
    this.#networks.clear();
    this.#nextId = FIRST_NET_ID;
    this.add(Bearer.WIFI);
  }
}

/** The networks that all stand-ins share. */
export const networks = new Networks();
