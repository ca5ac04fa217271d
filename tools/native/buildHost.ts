// Compiles the native companion for this machine, for the tests.
import path from 'node:path';
import { buildHostCompanion, hostAddon } from './hostAddon.ts';

process.stdout.write('compiling the native companion for this machine ... ');
try {
  buildHostCompanion();
  console.log(path.relative(process.cwd(), hostAddon));
} catch (error) {
  console.log('failed');
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
