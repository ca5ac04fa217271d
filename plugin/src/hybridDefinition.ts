/** What `Taro.canIUse` knows of an API: its members by name; an empty text where it has none. */
export type ApiDefinition = '' | ApiMembers;

export interface ApiMembers {
  readonly [member: string]: ApiDefinition;
}

const LISTENERS = {
  onClose: '',
  offClose: '',
  onError: '',
  offError: '',
  onMessage: '',
  offMessage: ''
} as const;

const UDP_SOCKET: ApiDefinition = {
  ...LISTENERS,
  bind: '',
  setTTL: '',
  send: '',
  connect: '',
  write: '',
  close: '',
  onListening: '',
  offListening: ''
};

const TCP_SOCKET: ApiDefinition = {
  ...LISTENERS,
  connect: '',
  write: '',
  close: '',
  bindWifi: '',
  onBindWifi: '',
  offBindWifi: '',
  onConnect: '',
  offConnect: ''
};

/** What a harmony-hybrid build has beyond Taro's own definition. */
export const HYBRID_APIS: ApiMembers = {
  createUDPSocket: { return: UDP_SOCKET },
  createTCPSocket: { return: TCP_SOCKET },
  UDPSocket: UDP_SOCKET,
  TCPSocket: TCP_SOCKET
};
