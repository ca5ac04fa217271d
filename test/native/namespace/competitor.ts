// Binds to port 0 with SO_REUSEADDR, as no polite program does, until its input ends.
import { probe } from '../support/addons.ts';
import { bindAny } from './ports.ts';

/** Sockets that are open at the same time. */
const HELD = 20;

let isEnding = false;
process.stdin.on('end', () => (isEnding = true)).resume();

let count = 0;
function compete(): void {
  const sockets = Array.from({ length: HELD }, () => bindAny(0, true));
  for (const fd of sockets) if (fd >= 0) probe.close(fd);
  count += sockets.filter((fd) => fd >= 0).length;
  if (isEnding) console.log(count);
  else setImmediate(compete);
}
compete();
