// In the page, in the place of the library's module of this name.
import {
  CREATE_DISCOVERY,
  type WrittenEnd,
  type WrittenFailure,
  type WrittenService
} from '../../../library/src/main/ets/hybrid/Protocol.ets';
import type { HostFailure } from '../../../library/src/main/ets/system/HostFailure.ets';
import type {
  DiscoveryOwner,
  ResolvedService,
  ServicePlace
} from '../../../library/src/main/ets/system/ServiceDiscovery.ets';
import { failureOf, RemoteObject } from '../RemoteObject.ts';

/** A search of the app. */
export class ServiceDiscovery {
  private readonly remote: RemoteObject;
  private owner: DiscoveryOwner | undefined;

  constructor(type: string, owner: DiscoveryOwner) {
    this.owner = owner;
    this.remote = new RemoteObject({ name: CREATE_DISCOVERY, value: type }, (name, event) =>
      this.onEvent(name, event)
    );
  }

  start(): HostFailure | undefined {
    const { result, failure = failureOf(result as WrittenFailure | undefined) } = this.remote.ask('start');
    if (failure !== undefined) this.stop();
    return failure;
  }

  async resolve(name: string): Promise<ResolvedService> {
    const { result, failure } = await this.remote.request('resolve', { name });
    return failure === undefined ? { place: result as ServicePlace } : { failure };
  }

  stop(): void {
    this.owner = undefined;
    this.remote.release();
  }

  private onEvent(name: string, event: object): void {
    switch (name) {
      case 'onFound':
        this.owner?.onFound((event as WrittenService).name);
        break;
      case 'onLost':
        this.owner?.onLost((event as WrittenService).name);
        break;
      case 'onEnded':
        this.owner?.onEnded(failureOf((event as WrittenEnd).failure));
        break;
      default:
        console.error('taro-harmony-socket:', (event as { errMsg?: string }).errMsg);
    }
  }
}
