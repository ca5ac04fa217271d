import process from 'process/browser.js';
import { nextTick } from '../shared/nextTick.ts';
import { PLATFORM } from './os.ts';

/** The polyfill's is made for web pages: it waits for a timer, and says that it is one. */
export default Object.assign(process, {
  nextTick: <Arguments extends unknown[]>(task: (...args: Arguments) => void, ...args: Arguments): void =>
    nextTick(() => task(...args)),
  browser: false,
  title: 'node',
  platform: PLATFORM,
  emitWarning: (warning: string | Error): void => console.warn(String(warning))
});
