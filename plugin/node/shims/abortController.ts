import ponyfill from 'abortcontroller-polyfill/dist/cjs-ponyfill.js';
import DOMException from './domException.ts';

/** The polyfill's own takes the runtime to have `DOMException`. */
function timeout(milliseconds: number): AbortSignal {
  const controller = new ponyfill.AbortController();
  const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

Object.defineProperty(ponyfill.AbortSignal, 'timeout', {
  value: timeout,
  writable: true,
  configurable: true
});

/** The runtime's own where it has them. */
const OwnController = typeof AbortController === 'undefined' ? ponyfill.AbortController : AbortController;
const OwnSignal = typeof AbortSignal === 'undefined' ? ponyfill.AbortSignal : AbortSignal;

export { OwnController as AbortController, OwnSignal as AbortSignal };
export default { AbortController: OwnController, AbortSignal: OwnSignal };
