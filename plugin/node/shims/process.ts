import process from 'process/browser.js';
import { nextTick } from '../shared/nextTick.ts';
import { PLATFORM } from '../shared/platform.ts';
import { now } from './clock.ts';

/** The Node that this package follows: clients compare it with the oldest one that they support. */
const VERSION = '20.11.1';

const ARCHITECTURE = 'arm64';

/** Seconds, and nanoseconds of the next one. @param since what an earlier call gave */
function hrtime(since: readonly [number, number] = [0, 0]): [number, number] {
  const elapsed = hrtime.bigint() - (BigInt(since[0]) * NANOSECONDS + BigInt(since[1]));
  const seconds = elapsed / NANOSECONDS;
  return [Number(seconds), Number(elapsed - seconds * NANOSECONDS)];
}

const NANOSECONDS = BigInt(1e9);

hrtime.bigint = (): bigint => BigInt(Math.round(now() * 1e6));

/** What is written goes to the app's log. */
function output(fd: number, log: (text: string) => void): object {
  const write = (text: string | Uint8Array): boolean => {
    log(String(text).replace(/\n$/, ''));
    return true;
  };
  return { fd, isTTY: false, write };
}

/** The polyfill's is made for web pages: it waits for a timer, and says that it is one. */
export default Object.assign(process, {
  nextTick: <Arguments extends unknown[]>(task: (...args: Arguments) => void, ...args: Arguments): void =>
    nextTick(() => task(...args)),
  arch: ARCHITECTURE,
  browser: false,
  // How Node was built: packages tell servers of it.
  config: { target_defaults: {}, variables: { host_arch: ARCHITECTURE } },
  // None that is known.
  constrainedMemory: (): undefined => undefined,
  // As `os.homedir()` has it.
  env: { HOME: '/' },
  emitWarning: (warning: string | Error): void => console.warn(String(warning)),
  execArgv: [],
  execPath: '/node',
  hrtime,
  pid: 1,
  platform: PLATFORM,
  release: { name: 'node' },
  stderr: output(2, (text) => console.error(text)),
  stdout: output(1, (text) => console.info(text)),
  title: 'node',
  uptime: () => now() / 1000,
  version: `v${VERSION}`,
  versions: { node: VERSION },
  // By which packages tell Node from a browser.
  [Symbol.toStringTag]: 'process'
});
