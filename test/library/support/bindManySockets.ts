// Binds as many sockets as the argument says, all at once, and prints what came of it.
import { createUDPSocket } from '../../../library/Index.ets';

const count = Number(process.argv[2]);
const errors: string[] = [];
let listening = 0;
const sockets = Array.from({ length: count }, () => createUDPSocket());
await new Promise<void>((resolve) => {
  const look = (): void => {
    if (listening + errors.length === count) resolve();
  };
  for (const socket of sockets) {
    socket.onListening(() => {
      listening += 1;
      look();
    });
    socket.onError(({ errMsg }) => {
      errors.push(errMsg);
      look();
    });
    socket.bind();
  }
});
process.stdout.write(JSON.stringify({ listening, errors }));
for (const socket of sockets) socket.close();
