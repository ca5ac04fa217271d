import { Buffer } from 'buffer';
import { HTTPParser, methods } from 'http-parser-js';
import { hasForbiddenCharacter, isToken } from './headerChecks.ts';

/** The first line and the headers of a message. */
export interface MessageHead {
  readonly versionMajor: number;
  readonly versionMinor: number;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: string[];
  /** Of a request. */
  readonly method: string;
  readonly url: string;
  /** Of a response. */
  readonly statusCode: number;
  readonly statusMessage: string;
  /** Whether the peer keeps the connection after this message, by what it says of it. */
  readonly keepsConnection: boolean;
  /** Whether the message says where its body ends. */
  readonly hasEnd: boolean;
  /** Whether the message asks for another protocol, or grants it. */
  readonly upgrade: boolean;
}

/** What follows a head: a body if it is announced, none although it may be announced, or another protocol. */
export type Continuation = 'body' | 'none' | 'upgrade';

/** Whom a parser tells what it has read. */
export interface MessageListener {
  onHead(head: MessageHead): Continuation;
  onBody(bytes: Buffer): void;
  onTrailers(rawTrailers: string[]): void;
  onComplete(): void;
  /** The first byte of a message has come. */
  onBegin(): void;
  /** Nothing more can be read. */
  onError(error: ParseError): void;
  /** Another protocol begins with these bytes. */
  onUpgrade(rest: Buffer): void;
}

/** What a parser throws and its caller gets: its `code` begins with `HPE_`. */
export interface ParseError extends Error {
  code: string;
  reason: string;
  bytesParsed?: number;
  rawPacket?: Buffer;
}

/** The address or the reason, and the names and values of the headers stay below it together, in bytes. */
export const MAX_HEADER_SIZE = 16 * 1024;

/** The most that a line may have of what is not counted: spaces before a value. */
const MOST_UNCOUNTED = 16 * 1024;

/** The parser's own numbers for what its hook decides. */
const SKIPS_BODY = 1;
const IS_UPGRADE = 2;

/** The most that a chunk's extensions may have, in bytes. */
const MAX_EXTENSIONS = 16 * 1024;

/** Below this many hexadecimal digits a chunk's size is an exact number. */
const MAX_SIZE_DIGITS = 13;

const REQUEST_LINE = /^(\S*) (\S+) HTTP\/(\d\.\d)$/;
const RESPONSE_LINE = /^HTTP\/(\d\.\d) /;
/** Those that Node's parser knows. */
const VERSIONS = ['0.9', '1.0', '1.1', '2.0'];
const CHUNK_SIZE = /^0*([0-9a-f]+)([ \t]*)(;.*)?$/i;
/** Names, some with a value, which may be in quotes. */
const EXTENSIONS =
  /^(?:;(?! |$)[!#$%&'*+.^\w`|~-]*(?:=(?:"(?:[\t !#-[\]-~\x80-\xff]|\\.)*"|[!#$%&'*+.^\w`|~-]*))?)*$/;
const LINE_FEED = 0x0a;

function parseError(code: string, reason: string): ParseError {
  return Object.assign(new Error(`Parse Error: ${reason}`), { code, reason });
}

/** The members of `http-parser-js` that are used here, some of which its declarations keep private. */
interface Base {
  type: string;
  state: string;
  info: {
    versionMajor: number;
    versionMinor: number;
    headers: string[];
    method: number;
    url: string;
    statusCode: number;
    statusMessage: string;
    upgrade: boolean;
  };
  chunk: Buffer | null;
  line: string;
  offset: number;
  end: number;
  isChunked: boolean;
  body_bytes: number | null;
  maxHeaderSize: number;
  initialize(type: string): void;
  execute(bytes: Buffer): number | (Error & Partial<ParseError>);
  parseHeader(line: string, headers: string[]): void;
  nextRequest(): void;
}

const BaseParser = HTTPParser as unknown as new (type: string) => Base;
const { kOnHeaders, kOnHeadersComplete, kOnBody, kOnMessageComplete } = HTTPParser;

/**
 * `http-parser-js` with the strictness of Node's parser: what two programs could read differently, so that one message passes
 * for two, is an error here.
 */
export class MessageParser extends BaseParser {
  #listener: MessageListener;
  readonly #maxHeaderSize: number;
  readonly #isLenient: boolean;
  #headSize = 0;
  #isMessageBegun = false;
  #takesNoMore = false;
  #isUpgrade = false;
  #isReading = false;
  readonly #unread: Buffer[] = [];

  /** @param isLenient whether what is wrong in a header's value is let pass, as with `insecureHTTPParser` */
  constructor(
    type: 'REQUEST' | 'RESPONSE',
    listener: MessageListener,
    { maxHeaderSize, isLenient }: { maxHeaderSize: number; isLenient: boolean }
  ) {
    super(HTTPParser[type]);
    this.#listener = listener;
    this.#maxHeaderSize = maxHeaderSize;
    this.#isLenient = isLenient;
    // Counted here: the base counts bodies, too.
    this.maxHeaderSize = Infinity;
  }

  /** Reads what has come. The listener may bring about that more comes meanwhile. */
  read(bytes: Uint8Array): void {
    this.#unread.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let chunk = this.#unread.shift(); chunk !== undefined; chunk = this.#unread.shift()) {
        this.#readChunk(chunk);
      }
    } finally {
      this.#isReading = false;
    }
  }

  #readChunk(chunk: Buffer): void {
    if (this.#listener === DEAF) return;
    const result = this.execute(chunk);
    if (typeof result !== 'number') {
      // The base's own errors have no more than a code, or a text.
      const { code = 'HPE_INTERNAL', reason = result.message, bytesParsed = this.offset } = result;
      this.#listener.onError(Object.assign(result, { code, reason, bytesParsed, rawPacket: chunk }));
    } else if (this.#isUpgrade) {
      this.#listener.onUpgrade(Buffer.concat([chunk.subarray(result), ...this.#unread.splice(0)]));
    }
  }

  /** The connection has ended. @returns what was wrong with that */
  onEnd(): ParseError | undefined {
    if (this.#listener === DEAF) return undefined;
    if (this.state === 'BODY_RAW') {
      this.nextRequest();
      return undefined;
    }
    const isBetween = /_LINE$/.test(this.state) && this.line === '';
    return isBetween ? undefined : parseError('HPE_INVALID_EOF_STATE', 'Invalid EOF state');
  }

  /** Between messages, as the base calls it. */
  reinitialize(type: string): void {
    this.initialize(type);
    this.#headSize = 0;
    this.#isMessageBegun = false;
  }

  /** The next line without its end; undefined while there is none. */
  consumeLine(): string | undefined {
    const { chunk } = this;
    if (chunk === null || this.#listener === DEAF) {
      this.offset = this.end;
      return undefined;
    }
    if (!this.#isMessageBegun) this.#begin(chunk);
    const found = chunk.indexOf(LINE_FEED, this.offset);
    const stop = found < 0 || found >= this.end ? this.end : found;
    this.line += chunk.toString('latin1', this.offset, stop);
    this.offset = stop === found ? stop + 1 : stop;
    const size = this.#sizeWith(this.line);
    if (stop !== found) {
      this.#checkBeginning(this.line);
      return undefined;
    }
    this.#headSize = size;
    const line = this.#withoutReturn(this.line);
    this.line = '';
    this.#check(line);
    return line;
  }

  #begin(chunk: Buffer): void {
    // Empty lines between messages are let pass, also behind the last one.
    const first = chunk[this.offset];
    if (first === 0x0d || first === LINE_FEED) return;
    if (this.#takesNoMore) {
      throw parseError('HPE_CLOSED_CONNECTION', 'Data after `Connection: close`');
    }
    this.#isMessageBegun = true;
    this.#listener.onBegin();
  }

  #withoutReturn(line: string): string {
    if (line.endsWith('\r')) return line.slice(0, -1);
    if (this.#isLenient) return line;
    if (this.state === 'REQUEST_LINE' || this.state === 'RESPONSE_LINE') {
      if (line === '') return line;
      // What stands in it is refused first.
      this.#check(line);
      throw this.state === 'REQUEST_LINE'
        ? parseError('HPE_INVALID_VERSION', 'Expected CRLF after version')
        : parseError('HPE_CR_EXPECTED', 'Missing expected CR after response line');
    }
    throw parseError('HPE_CR_EXPECTED', 'Missing expected CR after header value');
  }

  /** @returns how much of the head, or of the trailers, there is with this line or what has come of it */
  #sizeWith(line: string): number {
    if (this.state === 'BODY_CHUNKHEAD') {
      checkExtensions(line.length - 2 * MAX_SIZE_DIGITS);
      return 0;
    }
    const size = this.#headSize + this.#countedOf(line.replace(/\r$/, ''));
    if (size >= this.#maxHeaderSize || line.length > this.#maxHeaderSize + MOST_UNCOUNTED) {
      throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow');
    }
    return size;
  }

  /** What Node's parser counts of a line. */
  #countedOf(line: string): number {
    if (this.state === 'REQUEST_LINE') return line.split(' ')[1]?.length ?? 0;
    if (this.state === 'RESPONSE_LINE') return line.replace(/^\S* ?\S* ?/, '').length;
    const value = line.indexOf(':') + 1;
    return value === 0 ? line.length : value - 1 + line.slice(value).trimStart().length;
  }

  /** Of a line that has not ended: what can be no message is refused before there is an end of a line. */
  #checkBeginning(line: string): void {
    // An empty line whose end has not come yet.
    if (line === '\r') return;
    if (this.state === 'REQUEST_LINE' && line !== '') {
      const [method = ''] = line.split(' ');
      if (!isMethodBegin(method)) throw invalidMethod(method);
    } else if (this.state === 'RESPONSE_LINE' && !'HTTP/'.startsWith(line.slice(0, 5))) {
      throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/');
    }
  }

  #check(line: string): void {
    if (this.state === 'REQUEST_LINE') {
      if (line !== '') this.#checkVersion(checkRequestLine(line));
    } else if (this.state === 'RESPONSE_LINE') {
      if (line !== '') this.#checkVersion(checkResponseLine(line));
    } else if (this.state === 'HEADER') {
      if (line === '') this.#checkFraming();
    } else if (this.state === 'BODY_CHUNKHEAD') {
      this.#checkChunkSize(line);
    }
  }

  #checkVersion(version: string): void {
    if (!this.#isLenient && !VERSIONS.includes(version)) {
      throw parseError('HPE_INVALID_VERSION', 'Invalid HTTP version');
    }
  }

  override parseHeader(line: string, headers: string[]): void {
    // Some programs take a folded line for a part of the header before it, and some do not.
    const isContinued = this.#isLenient && /^[ \t]/.test(line) && headers.length > 0;
    if (!isContinued && !isToken(line.slice(0, Math.max(line.indexOf(':'), 0)))) {
      throw parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
    }
    if (!this.#isLenient && hasForbiddenCharacter(line)) {
      throw line.includes('\r')
        ? parseError('HPE_LF_EXPECTED', 'Missing expected LF after header value')
        : parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
    }
    if (!this.#isLenient && this.state === 'BODY_CHUNKTRAILERS') this.#checkTrailer(line);
    super.parseHeader(line, headers);
  }

  /** Behind the body there is nothing left to say about where it ends. */
  #checkTrailer(line: string): void {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    if (name === 'content-length') {
      throw parseError(
        'HPE_INVALID_CONTENT_LENGTH',
        "Content-Length can't be present with Transfer-Encoding"
      );
    }
    if (name === 'transfer-encoding' && this.type === HTTPParser.REQUEST) {
      throw parseError('HPE_INVALID_TRANSFER_ENCODING', 'Invalid `Transfer-Encoding` header value');
    }
  }

  /** Where a body ends must be said once, and in one way. */
  #checkFraming(): void {
    const { headers } = this.info;
    const lengths = valuesOf(headers, 'content-length');
    if (lengths.some((each) => !/^\d+$/.test(each))) {
      throw parseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
    }
    if (lengths.some((each) => !Number.isSafeInteger(Number(each)))) {
      throw parseError('HPE_INVALID_CONTENT_LENGTH', 'Content-Length overflow');
    }
    if (lengths.length > 1) {
      throw parseError('HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length already present');
    }
    const encodings = valuesOf(headers, 'transfer-encoding');
    if (encodings.length === 0 || this.#isLenient) return;
    if (lengths.length > 0) {
      throw parseError(
        'HPE_UNEXPECTED_CONTENT_LENGTH',
        "Content-Length can't be present with Transfer-Encoding"
      );
    }
    if (this.type === HTTPParser.REQUEST && !isChunked(encodings)) {
      throw parseError('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
    }
  }

  #checkChunkSize(line: string): void {
    const [, digits, space = '', extensions = ''] = CHUNK_SIZE.exec(line) ?? [];
    checkExtensions(extensions.length);
    if (digits === undefined || (space !== '' && !this.#isLenient)) {
      throw parseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
    }
    if (digits.length > MAX_SIZE_DIGITS) throw parseError('HPE_INVALID_CHUNK_SIZE', 'Chunk size overflow');
    if (!EXTENSIONS.test(extensions)) {
      throw parseError('HPE_STRICT', 'Invalid character in chunk extensions');
    }
  }

  [kOnHeadersComplete](): number {
    const { info } = this;
    const encodings = valuesOf(info.headers, 'transfer-encoding');
    if (encodings.length > 0) {
      this.isChunked = isChunked(encodings);
      this.body_bytes = null;
    }
    const method = methods[info.method] ?? '';
    const connection = valuesOf(info.headers, 'connection').flatMap(tokensOf);
    const isLast = !keepsConnection(info.versionMajor, info.versionMinor, connection);
    const upgrade =
      method === 'CONNECT' ||
      (valuesOf(info.headers, 'upgrade').length > 0 &&
        connection.includes('upgrade') &&
        (this.type === HTTPParser.REQUEST || info.statusCode === 101));
    const next = this.#listener.onHead({
      versionMajor: info.versionMajor,
      versionMinor: info.versionMinor,
      rawHeaders: info.headers,
      method,
      url: info.url,
      statusCode: info.statusCode,
      statusMessage: info.statusMessage,
      keepsConnection: !isLast,
      hasEnd: this.isChunked || this.body_bytes !== null,
      upgrade
    });
    info.upgrade = next === 'upgrade';
    if (next === 'upgrade') {
      this.#isUpgrade = true;
      return IS_UPGRADE;
    }
    this.#takesNoMore = isLast && this.type === HTTPParser.REQUEST && !this.#isLenient;
    return next === 'none' ? SKIPS_BODY : 0;
  }

  [kOnBody](bytes: Buffer): void {
    this.#listener.onBody(bytes);
  }

  [kOnHeaders](trailers: string[]): void {
    this.#listener.onTrailers(trailers);
  }

  [kOnMessageComplete](): void {
    this.#listener.onComplete();
  }

  /** The listener hears of nothing more. */
  silence(): void {
    this.#listener = DEAF;
  }
}

const ignore = (): void => undefined;
const DEAF: MessageListener = {
  onHead: () => 'none',
  onBody: ignore,
  onTrailers: ignore,
  onComplete: ignore,
  onBegin: ignore,
  onError: ignore,
  onUpgrade: ignore
};

function checkExtensions(size: number): void {
  if (size > MAX_EXTENSIONS) throw parseError('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
}

function isMethodBegin(text: string): boolean {
  return methods.some((each) => each.startsWith(text));
}

function invalidMethod(text: string): ParseError {
  let bytesParsed = 1;
  while (bytesParsed < text.length && isMethodBegin(text.slice(0, bytesParsed + 1))) bytesParsed += 1;
  return Object.assign(parseError('HPE_INVALID_METHOD', 'Invalid method encountered'), { bytesParsed });
}

/** @returns the version */
function checkRequestLine(line: string): string {
  const [, method = '', url = '', version = ''] = REQUEST_LINE.exec(line) ?? [];
  if (method === '' || !methods.includes(method)) {
    const [first = ''] = line.split(' ');
    throw methods.includes(first)
      ? parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/')
      : invalidMethod(first);
  }
  const isTarget = method === 'CONNECT' || /^(?:[/*]|[a-z]+:\/\/)/i.test(url);
  if (!isTarget || !/^[!-~]+$/.test(url)) throw parseError('HPE_INVALID_URL', 'Invalid characters in url');
  return version;
}

/** @returns the version */
function checkResponseLine(line: string): string {
  if (!line.startsWith('HTTP/')) throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/');
  const [, version] = RESPONSE_LINE.exec(line) ?? [];
  if (version === undefined) throw parseError('HPE_INVALID_VERSION', 'Invalid HTTP version');
  if (!/^HTTP\/\d\.\d \d{3}(?: |$)/.test(line)) {
    throw parseError('HPE_INVALID_STATUS', 'Invalid status code');
  }
  if (line.includes('\r')) throw parseError('HPE_LF_EXPECTED', 'Expected LF after CR');
  return version;
}

/** The values of all headers of this name, which is in lower case. */
function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

function tokensOf(value: string): string[] {
  return value
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
}

/** Whether the last of all codings is `chunked`, and only the last. */
function isChunked(encodings: readonly string[]): boolean {
  const codings = encodings.flatMap(tokensOf);
  return codings.indexOf('chunked') === codings.length - 1;
}

function keepsConnection(major: number, minor: number, connection: readonly string[]): boolean {
  return major > 0 && minor > 0 ? !connection.includes('close') : connection.includes('keep-alive');
}
