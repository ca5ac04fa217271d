/** What both sockets hand to `onError`. */
interface SocketError {
  errMsg: string;
  errCode?: number;
}

/** `errCode 2: UDPSocket.bind:fail …` */
export function describeError({ errCode, errMsg }: SocketError): string {
  return errCode === undefined ? errMsg : `errCode ${errCode}: ${errMsg}`;
}
