import { identify } from '../faults/identities.ts';
import { readLocalEndpoint } from './address.ts';
import { readNoOptionsOrThrow, readOptionsOrThrow, uint32Option } from './arguments.ts';
import { watchForCollection } from './collection.ts';
import { complete } from './completions.ts';
import { ErrorBase, Failure, throwErrno } from './failure.ts';
import { answer, ask, Operation, perform, refuse } from './operation.ts';
import { traits } from './release.ts';
import { SocketObject } from './socketObject.ts';
import { ServerCore } from './serverCore.ts';

/** `TCPSocketServer` of `@ohos.net.socket` (docs/native-module.md, section 8). */
export class TCPSocketServer extends SocketObject<ServerCore> {
  /** The descriptor of the last `listen`: an own property from then on, which stays after a close. */
  declare socketFd?: number;

  constructor() {
    super((object) => new ServerCore(identify(object, 'server')));
    watchForCollection(this, this.core, 'TCPSocketServer');
  }

  listen(...args: unknown[]): unknown {
    const call = readOptionsOrThrow(args);
    const endpoint = call.accepted ? readLocalEndpoint(call.options) : undefined;
    if (endpoint === undefined) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    this.core.listen(endpoint, (errno) => {
      complete(() => answer(operation, () => throwErrno(errno, ErrorBase.SERVER), undefined));
    });
    this.socketFd = this.core.fd;
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    if (!traits.serverCloseAnswers) {
      this.core.closeLast();
      return undefined;
    }
    const call = readNoOptionsOrThrow(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => this.core.close());
  }

  getState(...args: unknown[]): unknown {
    return ask(args, () => this.core.state());
  }

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => this.core.fd);
  }

  /** Only the size of messages changes; keepAlive, TCPNoDelay and the other options are accepted without effect. */
  setExtraOptions(...args: unknown[]): unknown {
    const call = readOptionsOrThrow(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => {
      this.core.requireDescriptor();
      const size = uint32Option(call.options, 'receiveBufferSize');
      if (size !== 0) this.core.chunkSize = size;
    });
  }
}

if (!traits.serversHaveSocketFd) Reflect.deleteProperty(TCPSocketServer.prototype, 'getSocketFd');
