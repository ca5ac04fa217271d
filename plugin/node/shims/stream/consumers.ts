import { Buffer } from 'buffer';

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

async function buffer(stream: Chunks): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as string));
  return Buffer.concat(chunks);
}

async function arrayBuffer(stream: Chunks): Promise<ArrayBuffer> {
  return Uint8Array.from(await buffer(stream)).buffer;
}

/** Of UTF-8. */
async function text(stream: Chunks): Promise<string> {
  return (await buffer(stream)).toString();
}

async function json(stream: Chunks): Promise<unknown> {
  return JSON.parse(await text(stream));
}

/** Node's `stream/consumers`, without `blob`, which apps have not. */
export default { arrayBuffer, buffer, json, text };
