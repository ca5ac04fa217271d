import { once } from 'node:events';
import dgram from 'node:dgram';
import net from 'node:net';
import type { Peer } from '../clients/peer.ts';
import { listen } from '../clients/peers.ts';

const HOST = '127.0.0.1';

/** What a peer says to what it has received; `say` may be called later, too. */
export type Answer<Received> = (received: Received, say: (answer: string | Uint8Array) => void) => void;

/** A server over TCP. @param greeting what each connection hears first */
export function serve(answer: Answer<Buffer>, greeting: string | Uint8Array = '', port = 0): Promise<Peer> {
  return serveEach(() => answer, greeting, port);
}

/** The same for each whole line. */
export function serveLines(answer: Answer<string>, greeting = ''): Promise<Peer> {
  return serveEach(() => {
    let rest = '';
    return (data, say) => {
      const lines = (rest + String(data)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line.replace(/\r$/, ''), say);
    };
  }, greeting);
}

/** @param answerOf makes what answers one connection */
function serveEach(answerOf: () => Answer<Buffer>, greeting: string | Uint8Array, port = 0): Promise<Peer> {
  const server = net.createServer((connection) => {
    const answer = answerOf();
    connection.on('error', () => undefined);
    connection.on('data', (data) => answer(data, (text) => void connection.write(text)));
    if (greeting.length > 0) connection.write(greeting);
  });
  return listen(server, port);
}

/** A server over UDP. @param to the port that its answers go to; that of whom it hears when absent */
export async function serveDatagrams(answer: Answer<Buffer>, to?: number, host = HOST): Promise<Peer> {
  const socket = dgram.createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  socket.on('message', (message, { address, port }) => {
    answer(message, (text) => socket.send(text, to ?? port, address));
  });
  return {
    port: socket.address().port,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    }
  };
}
