// Hands over as many ports as its argument says; prints what became of them.
import { handOver } from './ports.ts';

console.log(JSON.stringify(handOver(Number(process.argv[2]))));
