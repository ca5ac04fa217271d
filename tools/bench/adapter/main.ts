// main.js OPERATION CONTENDER TIMES: does it so often after a warm-up and prints the nanoseconds of each.
import { library } from '../contenders/library.ts';
import { raw } from '../contenders/raw.ts';
import { OPERATIONS } from './operations.ts';

/** Enough for V8 to compile everything that is used. */
const WARM_UP = 20_000;

const [, , name, contenderName, times] = process.argv;
const operation = OPERATIONS.find((each) => each.name === name);
const contender = [library, raw].find((each) => each.name === contenderName);
if (operation === undefined || contender === undefined)
  throw new Error(`no such operation: ${name} ${contenderName}`);
const repeat = await operation.prepare(contender);
repeat(WARM_UP);
const count = Number(times);
const before = process.hrtime.bigint();
repeat(count);
console.log(Number(process.hrtime.bigint() - before) / count);
process.exit(0);
