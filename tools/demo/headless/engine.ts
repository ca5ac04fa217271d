// For processes that run a built app, before it is loaded: takes away what Node has and the engine of HarmonyOS has not (seen with the
// one of 5.0.0, built from its sources). What the stand-ins need themselves, the bundler hides from the app: `namesWithoutNode`.

const NAMES = [
  ...['AbortController', 'AbortSignal', 'Blob', 'BroadcastChannel', 'CompressionStream', 'CustomEvent'],
  ...['DOMException', 'DecompressionStream', 'Event', 'EventTarget', 'File', 'FormData', 'Headers'],
  ...['MessageChannel', 'MessageEvent', 'MessagePort', 'PerformanceObserver', 'ReadableStream', 'Request'],
  ...['Response', 'TextDecoderStream', 'TextEncoderStream', 'TransformStream', 'WritableStream', 'atob'],
  ...['btoa', 'fetch', 'navigator', 'structuredClone']
];

const MEMBERS: readonly (readonly [object, readonly string[]])[] = [
  [globalThis, NAMES],
  [Error, ['captureStackTrace']],
  [Object.prototype, ['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__']],
  [Date.prototype, ['toGMTString']]
];

for (const [owner, names] of MEMBERS) for (const name of names) Reflect.deleteProperty(owner, name);
