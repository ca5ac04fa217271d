// npm packages without declarations, as far as the modules beside this file use them.

declare module 'process/browser.js' {
  const process: object;
  export default process;
}

declare module 'os-browserify/browser.js' {
  const os: Record<string, unknown>;
  export default os;
}

declare module 'assert/build/internal/util/comparisons.js' {
  export function isDeepStrictEqual(left: unknown, right: unknown): boolean;
}

declare module 'events/events.js' {
  import type { EventEmitter } from 'events';

  const polyfill: typeof EventEmitter;
  export default polyfill;
}

declare module 'util/util.js' {
  const util: Record<string, unknown> & {
    debuglog: object;
    format: (...values: unknown[]) => string;
    inspect: object;
    promisify: (original: unknown) => object;
    types: object;
  };
  export default util;
}

declare module 'url/url.js' {
  const url: Record<string, unknown>;
  export default url;
}

declare module 'dns-packet/index.js' {
  import type { Buffer } from 'buffer';

  interface Question {
    name: string;
    type: string;
  }

  interface Packet {
    id: number;
    type: 'query' | 'response';
    flags: number;
    questions: Question[];
  }

  interface DecodedPacket extends Packet {
    rcode: string;
    /** Whether the answer did not fit. */
    flag_tc: boolean;
    answers: (Question & { ttl: number; data: unknown })[];
  }

  const packet: {
    RECURSION_DESIRED: number;
    encode: (packet: Packet) => Buffer;
    decode: (bytes: Uint8Array) => DecodedPacket;
  };
  export type { DecodedPacket };
  export default packet;
}

declare module 'querystring-es3/index.js' {
  const querystring: { parse: (text: string) => object; stringify: (query: object) => string };
  export default querystring;
}

declare module 'core-js-pure/actual/url/index.js' {
  import { URL } from 'url';

  export default URL;
}

declare module 'core-js-pure/actual/url-search-params/index.js' {
  import { URLSearchParams } from 'url';

  export default URLSearchParams;
}

declare module 'buffer/index.js' {
  import type { Buffer, SlowBuffer } from 'buffer';

  const buffer: {
    Buffer: typeof Buffer;
    SlowBuffer: typeof SlowBuffer;
    INSPECT_MAX_BYTES: number;
    kMaxLength: number;
  };
  export default buffer;
}

declare module 'abortcontroller-polyfill/dist/cjs-ponyfill.js' {
  const ponyfill: { AbortController: typeof AbortController; AbortSignal: typeof AbortSignal };
  export default ponyfill;
}

declare module '@ungap/structured-clone' {
  export default function structuredClone<Value>(value: Value): Value;
}

declare module 'pako' {
  interface InflateState {
    /** How large the window is of what was expanded last. */
    wsize: number;
    window: Uint8Array | null;
  }

  /** The state that zlib's own functions work on. */
  interface Strm {
    state: InflateState;
    output: Uint8Array;
    next_out: number;
    avail_out: number;
  }

  class Coder {
    constructor(options: object);
    options: { windowBits: number };
    err: number;
    msg: string;
    ended: boolean;
    strm: Strm;
    onData: (chunk: Uint8Array) => void;
    push(data: Uint8Array, flush: number): boolean;
  }

  const pako: { Deflate: typeof Coder; Inflate: typeof Coder; constants: Record<string, number> };
  export type { Coder, InflateState };
  export default pako;
}
