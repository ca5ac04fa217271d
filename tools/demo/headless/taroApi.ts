// node --import tsx taroApi.ts <URL of Taro's API as a build has it>: tells the parent what Taro's own createUDPSocket() gives.
import { installArkUi } from './arkUi.ts';

interface TaroApi {
  default: { createUDPSocket: () => { bind?: unknown } };
}

const [url = ''] = process.argv.slice(2);
installArkUi();
const { default: taro } = (await import(url)) as TaroApi;
// Taro writes its text in the console, too.
console.warn = () => undefined;
const socket = taro.createUDPSocket();
process.send?.(
  `Taro.createUDPSocket() gives ${socket instanceof Promise ? 'a promise' : 'an object'}, and bind of it is ${typeof socket.bind}`
);
process.disconnect();
