import type { Buffer } from 'buffer';
import type { IncomingMessageClass } from './incomingMessage.ts';
import type { MessageListener } from './messageParser.ts';

/** What puts a body into the message that is being read. */
export function receiveBody(
  incoming: () => IncomingMessageClass | null
): Pick<MessageListener, 'onBody' | 'onTrailers' | 'onComplete'> {
  return {
    onBody(bytes: Buffer) {
      const message = incoming();
      if (message === null || message._dumped) return;
      // The connection waits until somebody reads.
      if (!message.push(bytes)) message.socket.pause();
    },
    onTrailers(rawTrailers) {
      incoming()?.rawTrailers.push(...rawTrailers);
    },
    onComplete() {
      const message = incoming();
      if (message === null) return;
      message.complete = true;
      message.push(null);
      // Reading goes on with the next message.
      if (message.socket._paused !== true) message.socket.resume();
    }
  };
}
