/** A service on the local network. */
export interface LocalService {
  /** Such as `_http._tcp`. */
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** What is told when services come and go. */
export interface ServiceObserver {
  found(type: string, name: string): void;
  lost(type: string, name: string): void;
}

/** Where the stand-in for mDNS looks for services. */
export interface ServiceNetwork {
  /** @returns ends it */
  browse(type: string, observer: ServiceObserver): () => void;
  /** @returns undefined for a service that does not answer */
  resolve(type: string, name: string): Promise<LocalService | undefined>;
}

/** A network without packets: the services that a test adds. */
export class ListedServices implements ServiceNetwork {
  #services: readonly LocalService[] = [];
  #silent = false;
  readonly #observers = new Map<ServiceObserver, string>();

  /** A service comes up. */
  add(service: LocalService): void {
    this.#services = [...this.#services, service];
    this.#tell(service.type, (observer) => observer.found(service.type, service.name));
  }

  /** A service goes away. */
  remove(service: LocalService): void {
    this.#services = this.#services.filter((each) => each !== service);
    this.#tell(service.type, (observer) => observer.lost(service.type, service.name));
  }

  /** From now on services are found, but do not say where they are. */
  silence(): void {
    this.#silent = true;
  }

  /** Nobody is there, and nobody is told. */
  reset(): void {
    this.#services = [];
    this.#silent = false;
    this.#observers.clear();
  }

  browse(type: string, observer: ServiceObserver): () => void {
    this.#observers.set(observer, type);
    const present = this.#services.filter((service) => service.type === type);
    setImmediate(() => {
      if (this.#observers.has(observer)) present.forEach(({ name }) => observer.found(type, name));
    });
    return () => this.#observers.delete(observer);
  }

  resolve(type: string, name: string): Promise<LocalService | undefined> {
    const found = this.#services.find((service) => service.type === type && service.name === name);
    return Promise.resolve(this.#silent ? undefined : found);
  }

  #tell(type: string, tell: (observer: ServiceObserver) => void): void {
    for (const [observer, wanted] of [...this.#observers]) if (wanted === type) tell(observer);
  }
}

/** The services of tests that send no packets. */
export const localServices = new ListedServices();

let network: ServiceNetwork = localServices;

/** Where the stand-in looks now. */
export function serviceNetwork(): ServiceNetwork {
  return network;
}

/** Lets the stand-in look elsewhere. @returns puts it back */
export function useServiceNetwork(other: ServiceNetwork): () => void {
  network = other;
  return () => {
    network = localServices;
  };
}
