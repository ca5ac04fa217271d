// In the page, in the place of the library's module of this name.
import { CREATE_WEB_SOCKET, type WrittenFailure } from '../../../library/src/main/ets/hybrid/Protocol.ets';
import type { SocketMessage } from '../../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { HostFailure } from '../../../library/src/main/ets/system/HostFailure.ets';
import type { WebSocketOwner } from '../../../library/src/main/ets/system/WebSocketHandle.ets';
import { failureOf, RemoteObject } from '../RemoteObject.ts';

/** One WebSocket of the app, for one connection. */
export class WebSocketHandle {
  private readonly remote = new RemoteObject(
    { name: CREATE_WEB_SOCKET },
    (name, event) => this.onEvent(name, event),
    true
  );
  private owner: WebSocketOwner | undefined;

  constructor(owner: WebSocketOwner) {
    this.owner = owner;
  }

  connect(
    url: string,
    headers: Record<string, string>,
    protocols: string[]
  ): Promise<HostFailure | undefined> {
    const fields = { url, headers: JSON.stringify(headers), protocols: JSON.stringify(protocols) };
    return this.call('connect', fields);
  }

  send(data: string | ArrayBuffer): Promise<HostFailure | undefined> {
    return this.call('send', { data: typeof data === 'string' ? data : new Uint8Array(data) });
  }

  close(code: number, reason: string): Promise<HostFailure | undefined> {
    // Nobody is left to be told: the app closes what is released.
    return this.owner === undefined ? Promise.resolve(undefined) : this.call('close', { code, reason });
  }

  release(): void {
    this.owner = undefined;
    this.remote.release();
  }

  private async call(
    name: string,
    fields: Record<string, string | number | Uint8Array>
  ): Promise<HostFailure | undefined> {
    const { failure } = await this.remote.request(name, fields);
    return failure;
  }

  private onEvent(name: string, event: object): void {
    switch (name) {
      case 'onOpen':
        this.owner?.onOpen(event as Record<string, string>);
        break;
      case 'onText':
        this.owner?.onMessage((event as { text: string }).text);
        break;
      case 'onMessage':
        this.owner?.onMessage((event as SocketMessage).message);
        break;
      case 'onClosed': {
        const { code, reason } = event as { code: number; reason: string };
        this.owner?.onClosed(code, reason);
        break;
      }
      case 'onLost':
        this.owner?.onLost(failureOf(event as WrittenFailure) ?? HostFailure.found(0, ''));
        break;
      default:
        console.error('taro-harmony-socket:', (event as { errMsg?: string }).errMsg);
    }
  }
}
