import { readFileSync, writeSync } from 'node:fs';
import socketModule from '../../host/modules/@ohos.net.socket.ts';
import type { Scenario } from '../scenario.ts';
import { ScenarioRun } from './scenarioRun.ts';
import { TRACE_MARK } from './traceMark.ts';

// A process that replays the scenario on its standard input and prints the trace.
const scenario = JSON.parse(readFileSync(0, 'utf8')) as Scenario;

const keepAlive = setInterval(() => {}, 1000);
const trace = await new ScenarioRun(socketModule, scenario).run();
clearInterval(keepAlive);
writeSync(1, `\n${TRACE_MARK}${JSON.stringify(trace)}\n`);
process.exit(0);
