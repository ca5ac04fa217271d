/** What both sockets hand to `onError`. */
interface SocketError {
  errCode: number;
  errMsg: string;
}

/** `errCode 2: UDPSocket.bind:fail …` */
export function describeError({ errCode, errMsg }: SocketError): string {
  return `errCode ${errCode}: ${errMsg}`;
}
