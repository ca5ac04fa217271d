import Taro from '@tarojs/taro';

/** Sends a job to a printer, and is done when all of it has gone and the connection is closed. */
export function print(address: string, port: number, job: ArrayBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = Taro.createTCPSocket();
    let problem: string | undefined;
    socket.onError(({ errMsg }) => (problem ??= errMsg));
    // It comes once, whatever happened, and after the errors.
    socket.onClose(() => (problem === undefined ? resolve() : reject(new Error(problem))));
    socket.onConnect(() => {
      socket.write(job);
      socket.close();
    });
    socket.connect({ address, port, timeout: 5 });
  });
}
