import ponyfill from 'abortcontroller-polyfill/dist/cjs-ponyfill.js';

/** The runtime's own where it has them. */
const OwnController = typeof AbortController === 'undefined' ? ponyfill.AbortController : AbortController;
const OwnSignal = typeof AbortSignal === 'undefined' ? ponyfill.AbortSignal : AbortSignal;

export { OwnController as AbortController, OwnSignal as AbortSignal };
export default { AbortController: OwnController, AbortSignal: OwnSignal };
