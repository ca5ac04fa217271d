import assert from 'node:assert/strict';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { inherits, promisify } from 'node:util';
import nodeZlib from 'node:zlib';
import shim from '../../../plugin/node/shims/zlib.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeZlib;

/** Of which Node's types know only the functions that make one. */
interface OldStyle {
  Inflate: (new () => Transform) & (() => Transform);
  createInflate: () => Transform;
  createGzip: () => Transform;
}

const INPUT = Buffer.from('a text that repeats itself, a text that repeats itself; '.repeat(2000));
const PIECES = Array.from({ length: 50 }, (_, index) => INPUT.subarray(index * 2240, (index + 1) * 2240));

for (const [pack, unpack] of [
  ['gzipSync', 'gunzipSync'],
  ['deflateSync', 'inflateSync'],
  ['deflateRawSync', 'inflateRawSync'],
  ['gzipSync', 'unzipSync'],
  ['deflateSync', 'unzipSync']
] as const) {
  test(`${pack} and ${unpack}: each reads what the other module has written`, () => {
    assert.deepEqual(nodeZlib[unpack](ours[pack](INPUT)), INPUT);
    assert.deepEqual(ours[unpack](nodeZlib[pack](INPUT)), INPUT);
    assert.deepEqual(ours[unpack](ours[pack]('')), Buffer.alloc(0));
  });
}

for (const [pack, unpack] of [
  ['createGzip', 'createGunzip'],
  ['createDeflate', 'createInflate'],
  ['createDeflateRaw', 'createInflateRaw']
] as const) {
  test(`${pack} and ${unpack}: streams`, async () => {
    assert.deepEqual(await buffer(Readable.from(PIECES).pipe(ours[pack]()).pipe(nodeZlib[unpack]())), INPUT);
    assert.deepEqual(await buffer(Readable.from(PIECES).pipe(nodeZlib[pack]()).pipe(ours[unpack]())), INPUT);
  });
}

test('flush brings out what was written, on both sides, before the end', async () => {
  const deflate = ours.createDeflateRaw();
  const inflate = ours.createInflateRaw();
  deflate.pipe(inflate);
  for (const message of ['first', 'second']) {
    deflate.write(message);
    deflate.flush(ours.constants.Z_SYNC_FLUSH);
    const arrived = await new Promise((resolve) => inflate.once('data', resolve));
    assert.equal(String(arrived), message);
  }
  deflate.destroy();
  inflate.destroy();
});

test('a file of several members comes out whole, wherever it is cut', async () => {
  const member = nodeZlib.gzipSync(INPUT);
  const file = Buffer.concat([member, member, Buffer.alloc(9)]);
  const cuts = [
    [member, member, Buffer.alloc(9)],
    [file],
    [file.subarray(0, member.length + 1), file.subarray(member.length + 1)]
  ];
  for (const parts of cuts) {
    for (const make of ['createGunzip', 'createUnzip'] as const) {
      const whole = await buffer(Readable.from(parts).pipe(ours[make]()));
      assert.deepEqual(whole, Buffer.concat([INPUT, INPUT]), make);
    }
  }
  // What follows a stream of zlib is not its own.
  const stream = nodeZlib.deflateSync(INPUT);
  assert.deepEqual(await buffer(Readable.from([stream, member]).pipe(ours.createUnzip())), INPUT);
});

test('finishFlush lets an end pass that comes too early', async () => {
  const options = { finishFlush: nodeZlib.constants.Z_SYNC_FLUSH };
  const cut = nodeZlib.gzipSync(INPUT).subarray(0, -4);
  assert.deepEqual(ours.gunzipSync(cut, options), INPUT);
  assert.deepEqual(await buffer(Readable.from([cut]).pipe(ours.createGunzip(options))), INPUT);
});

test('data of each kind count with all of their bytes, and nothing else is taken', () => {
  const numbers = Uint16Array.of(1, 2, 3);
  for (const data of [numbers, new DataView(numbers.buffer), numbers.buffer]) {
    assert.deepEqual(ours.gunzipSync(ours.gzipSync(data)), Buffer.from(numbers.buffer));
  }
  for (const wrong of [5, null, {}]) {
    assert.throws(() => ours.gzipSync(wrong as unknown as string), { code: 'ERR_INVALID_ARG_TYPE' });
  }
});

test('bytes that are wrong, and an end that comes too early', async () => {
  for (const zlib of [nodeZlib, ours]) {
    assert.throws(() => zlib.inflateSync(Buffer.from('no such format')), { code: 'Z_DATA_ERROR', errno: -3 });
    assert.throws(() => zlib.gunzipSync(nodeZlib.gzipSync(INPUT).subarray(0, 100)), { code: 'Z_BUF_ERROR' });
    const failed = await new Promise<unknown>((resolve) => zlib.inflate(Buffer.from('xx'), resolve));
    assert.equal((failed as { code?: string }).code, 'Z_DATA_ERROR');
  }
  assert.throws(() => ours.brotliCompressSync('x'), /zlib\.brotliCompressSync\(\) is not there/);
});

test('maxOutputLength ends what grows beyond it, as in Node', async () => {
  const packed = nodeZlib.gzipSync(INPUT);
  const outcomes = (zlib: typeof nodeZlib, maxOutputLength: unknown): Promise<unknown[]> => {
    const options = { maxOutputLength } as nodeZlib.ZlibOptions;
    const attempts: (() => unknown)[] = [
      () => zlib.gunzipSync(packed, options).length,
      () => zlib.unzipSync(packed, options).length,
      () => zlib.gzipSync(Buffer.alloc(9), options).length > 0,
      () => promisify<Buffer, nodeZlib.ZlibOptions, Buffer>(zlib.gunzip)(packed, options).then(String),
      () => zlib.gunzip(packed, options, () => undefined),
      () => zlib.createGunzip(options) instanceof Transform
    ];
    return Promise.all(
      attempts.map(async (attempt) => {
        try {
          return await attempt();
        } catch (error) {
          const { name, code, message } = error as NodeJS.ErrnoException;
          return { name, code, message };
        }
      })
    );
  };
  for (const limit of [
    1,
    5,
    INPUT.length - 1,
    INPUT.length,
    undefined,
    0,
    -1,
    1.5,
    NaN,
    Infinity,
    '9',
    null
  ]) {
    assert.deepEqual(await outcomes(ours, limit), await outcomes(nodeZlib, limit), String(limit));
  }
  // A stream is read as it comes: the limit is that of the calls that give all at once.
  const stream = Readable.from([packed]).pipe(ours.createGunzip({ maxOutputLength: 5 }));
  assert.deepEqual(await buffer(stream), INPUT);
});

test('options out of their range are refused as by Node', () => {
  const names = [
    'gzipSync',
    'deflateSync',
    'deflateRawSync',
    'inflateRawSync',
    'gunzipSync',
    'unzipSync'
  ] as const;
  const wrong = {
    level: [10, -2, '9', NaN, Infinity],
    windowBits: [0, 7, 8, 16, null],
    memLevel: [0, 10],
    strategy: [5, -1]
  };
  const attempt = (zlib: typeof nodeZlib, name: (typeof names)[number], option: object): unknown => {
    try {
      zlib[name](Buffer.alloc(0), { ...option, finishFlush: nodeZlib.constants.Z_SYNC_FLUSH });
      return 'taken';
    } catch (error) {
      const { name, code, message } = error as NodeJS.ErrnoException;
      return { name, code, message };
    }
  };
  for (const [option, values] of Object.entries(wrong)) {
    for (const value of values) {
      for (const name of names) {
        const given = { [option]: value };
        assert.deepEqual(
          attempt(ours, name, given),
          attempt(nodeZlib, name, given),
          `${name} ${option} ${value}`
        );
      }
    }
  }
});

test('classes as of old: called without new, inherited from, and of their own streams', () => {
  for (const { Inflate, createInflate, createGzip } of [nodeZlib, ours] as unknown as OldStyle[]) {
    function Old(this: object): void {
      Inflate.call(this);
    }
    inherits(Old, Inflate);
    const old: unknown = Reflect.construct(Old, []);
    assert.ok(old instanceof Transform && old instanceof Inflate);
    assert.ok(Inflate() instanceof Inflate && createInflate() instanceof Inflate);
    assert.ok(!(createGzip() instanceof Inflate));
  }
});
