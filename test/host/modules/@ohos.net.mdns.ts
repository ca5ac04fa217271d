import '../application/application.ts';
import { serviceNetwork } from '../mdns/localServices.ts';
import { answerLater } from '../network/systemCall.ts';
import { SystemFailure } from '../network/systemFailure.ts';
import { parameterException } from '../socket/failure.ts';
import { Listeners } from '../socket/listeners.ts';

type DiscoveryEvent = 'discoveryStart' | 'discoveryStop' | 'serviceFound' | 'serviceLost';

const EVENTS: readonly DiscoveryEvent[] = ['discoveryStart', 'discoveryStop', 'serviceFound', 'serviceLost'];
/** A code of the module's reference page. */
const REQUEST_TIMEOUT = { code: 2204006, message: 'Request timeout.' } as const;

interface LocalServiceInfo {
  readonly serviceType: string;
  readonly serviceName: string;
  readonly port?: number;
  readonly host?: { readonly address: string };
}

/** `DiscoveryService` of `@ohos.net.mdns`. */
class DiscoveryService {
  readonly #type: string;
  readonly #listeners = new Listeners<DiscoveryEvent>(EVENTS);
  #stop: (() => void) | undefined;

  constructor(type: string) {
    this.#type = type;
  }

  on(...args: unknown[]): void {
    this.#listeners.on(args);
  }

  off(...args: unknown[]): void {
    this.#listeners.off(args);
  }

  startSearchingMDNS(): void {
    this.#stop ??= serviceNetwork().browse(this.#type, {
      found: (serviceType, serviceName) => this.#listeners.emit('serviceFound', { serviceType, serviceName }),
      lost: (serviceType, serviceName) => this.#listeners.emit('serviceLost', { serviceType, serviceName })
    });
    setImmediate(() => this.#tell('discoveryStart'));
  }

  stopSearchingMDNS(): void {
    this.#stop?.();
    this.#stop = undefined;
    setImmediate(() => this.#tell('discoveryStop'));
  }

  #tell(event: 'discoveryStart' | 'discoveryStop'): void {
    this.#listeners.emit(event, { serviceInfo: { serviceType: this.#type, serviceName: '' } });
  }
}

function isContext(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Stands in for `@ohos.net.mdns` on Node; where it looks is set through `test/host/control.ts`. */
const mdns = {
  createDiscoveryService(context: unknown, type: unknown): DiscoveryService {
    if (!isContext(context) || typeof type !== 'string') throw parameterException();
    return new DiscoveryService(type);
  },
  resolveLocalService(context: unknown, info: unknown): unknown {
    const { serviceType, serviceName } = (info ?? {}) as Partial<LocalServiceInfo>;
    if (!isContext(context) || serviceType === undefined || serviceName === undefined)
      throw parameterException();
    return serviceNetwork()
      .resolve(serviceType, serviceName)
      .then((service) =>
        answerLater<LocalServiceInfo>(() => {
          if (serviceType === '' || serviceName === '') return { failure: SystemFailure.invalidParameter };
          if (service === undefined) return { failure: REQUEST_TIMEOUT };
          return {
            value: { serviceType, serviceName, port: service.port, host: { address: service.address } }
          };
        })
      );
  }
};

export default mdns;
