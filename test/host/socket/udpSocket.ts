import { DatagramSocket } from './datagramSocket.ts';

/** `UDPSocket` of `@ohos.net.socket`. */
export class UDPSocket extends DatagramSocket {
  constructor() {
    super('udp', 'UDPSocket');
  }
}
