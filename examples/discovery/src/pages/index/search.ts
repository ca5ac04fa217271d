import Taro from '@tarojs/taro';

/** Any datagram may get lost, so the question is asked again. */
const ASK_EVERY_MS = 1000;

export interface Device {
  address: string;
  name: string;
}

/**
 * Asks everybody for their name until it is stopped.
 *
 * @param address the broadcast address of a network, or 255.255.255.255
 * @returns what ends the search
 */
export function search(
  address: string,
  port: number,
  onDevice: (device: Device) => void,
  onProblem: (text: string) => void
): () => void {
  const socket = Taro.createUDPSocket();
  const known = new Set<string>();
  socket.onError(({ errMsg }) => onProblem(errMsg));
  socket.onMessage(({ message, remoteInfo }) => {
    if (known.has(remoteInfo.address)) return;
    known.add(remoteInfo.address);
    onDevice({ address: remoteInfo.address, name: String.fromCharCode(...new Uint8Array(message)) });
  });
  const ask = (): void => socket.send({ address, port, message: 'who is there', setBroadcast: true });
  socket.bind();
  ask();
  const timer = setInterval(ask, ASK_EVERY_MS);
  return () => {
    clearInterval(timer);
    socket.close();
  };
}
