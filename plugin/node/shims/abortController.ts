import ponyfill from 'abortcontroller-polyfill/dist/cjs-ponyfill.js';

/** The runtime's own where it has them. */
const OwnController = typeof AbortController === 'undefined' ? ponyfill.AbortController : AbortController;
const OwnSignal = typeof AbortSignal === 'undefined' ? ponyfill.AbortSignal : AbortSignal;
const own = { AbortController: OwnController, AbortSignal: OwnSignal };

// node-fetch 2 knows a signal by the name of its class, which builds make shorter.
for (const [name, value] of Object.entries(own))
  Object.defineProperty(value, 'name', { value: name, configurable: true });

export { OwnController as AbortController, OwnSignal as AbortSignal };
export default own;
