// npm run device-report -- FILE: what the specs found on a device, from the output of its test runner.
import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import type { TestOutcome } from '../test/testReport.ts';
import { printGroup, printReport, writeReport } from '../test/testReport.ts';
import { readDeviceReport } from './deviceReport.ts';

interface Options {
  device: string;
  json?: string;
}

const command = new Command('device-report')
  .description('Summarizes what the specs found on a device; docs/on-device.md says how to run them.')
  .argument('<file>', 'output of `hdc shell aa test …`, or a log that holds it')
  .option('--device <name>', 'the device and its system, for the summary', 'of unknown name')
  .option('--json <file>', 'writes the results to this file, too')
  .parse();
const [file = ''] = command.args;
const options = command.opts<Options>();

const report = readDeviceReport(read(file), options.device);
const suites = new Set(report.tests.map(suiteOf));
for (const suite of suites) {
  printGroup(
    suite,
    report.tests.filter((test) => suiteOf(test) === suite)
  );
}
writeReport(options.json, report);
process.exitCode = printReport(report, `${suites.size} suites`) ? 0 : 1;

function read(name: string): Uint8Array {
  try {
    return readFileSync(name);
  } catch (error) {
    return command.error(
      `${name} cannot be read (${String(error)}): give the file that holds the output of aa test`
    );
  }
}

function suiteOf({ name }: TestOutcome): string {
  return name.slice(0, name.lastIndexOf(' > '));
}
