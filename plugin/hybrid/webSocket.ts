// The group of functions for WebSockets, in a build that has them of this package.
import { connectSocket as openSocketTask } from '../../library/src/main/ets/wechat/webSocket/connectSocket.ets';
import type { SocketTask } from '../../library/src/main/ets/wechat/webSocket/SocketTask.ets';
import type { ConnectSocketOption } from '../../library/src/main/ets/wechat/types/SocketTaskTypes.ets';

export {
  closeSocket,
  onSocketClose,
  onSocketError,
  onSocketMessage,
  onSocketOpen,
  sendSocketMessage
} from '../../library/src/main/ets/wechat/webSocket/connectSocket.ets';

/** What Taro promises is a promise of a task, and what WeChat returns a task: this is both. */
export function connectSocket(option: ConnectSocketOption): Promise<SocketTask> & SocketTask {
  const task = openSocketTask(option);
  return Object.defineProperties(Promise.resolve(task), {
    ...Object.getOwnPropertyDescriptors(task),
    bufferedAmount: { get: () => task.bufferedAmount },
    readyState: { get: () => task.readyState }
  }) as Promise<SocketTask> & SocketTask;
}

/** Whether it is this package's. */
export const isProvided = true as boolean;
