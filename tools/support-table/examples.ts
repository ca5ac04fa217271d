/** A complete program for each socket's page. */
export const EXAMPLES: ReadonlyMap<string, string> = new Map([
  [
    'UDPSocket',
    `const udp = Taro.createUDPSocket();
udp.onError(({ errMsg }) => console.error(errMsg));
udp.onMessage(({ message, remoteInfo }) => console.log(remoteInfo.address, message.byteLength));
const port = udp.bind();
console.log(\`listening on \${port}\`);
udp.send({ address: '192.168.1.20', port: 8848, message: 'hello' });`
  ],
  [
    'TCPSocket',
    `const tcp = Taro.createTCPSocket();
tcp.onError(({ errMsg }) => console.error(errMsg));
tcp.onClose(() => console.log('closed'));
tcp.onMessage(({ message }) => console.log(message.byteLength));
tcp.onConnect(() => tcp.write('hello'));
tcp.connect({ address: '192.168.1.20', port: 9100, timeout: 5 });`
  ]
]);

/** What each program begins with. */
export const EXAMPLE_HEAD = `/// <reference types="taro-harmony-socket/types/taro" />
import Taro from '@tarojs/taro';
`;
