import { exposeToFaults } from '../faults/callFaults.ts';
import { WebSocket } from '../webSocket/webSocket.ts';

exposeToFaults(WebSocket);

/** Stands in for `@ohos.net.webSocket` on Node, over the package `ws`. */
const webSocket = { createWebSocket: (): WebSocket => new WebSocket() };

export default webSocket;
