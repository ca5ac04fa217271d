import assert from 'node:assert/strict';
import { test } from 'node:test';
import nodeUrl from 'node:url';
import shim from '../../../plugin/node/shims/url.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeUrl;

const URLS = [
  'http://user:p%40ss@example.test:8080/a/b?c=d#e',
  'https://[2001:db8::1]/',
  'http://example.test',
  'http://bücher.test/ä'
];

test('URL and its options for a request are as in Node', () => {
  for (const text of URLS) {
    const [own, nodes] = [ours, nodeUrl].map(({ URL, urlToHttpOptions }) => urlToHttpOptions(new URL(text)));
    assert.deepEqual({ ...own }, { ...nodes });
  }
  assert.throws(() => new ours.URL('nowhere'), TypeError);
  assert.equal(new ours.URLSearchParams({ a: 'b c' }).toString(), 'a=b+c');
});

test('names and paths', () => {
  for (const url of [ours, nodeUrl]) {
    assert.equal(url.domainToASCII('bücher.test'), 'xn--bcher-kva.test');
    assert.equal(url.domainToASCII('a b'), '');
    assert.equal(url.fileURLToPath('file:///a%20b/c'), '/a b/c');
    assert.equal(url.pathToFileURL('/a b/c#d').href, 'file:///a%20b/c%23d');
    assert.throws(() => url.fileURLToPath('http://a/b'), { code: 'ERR_INVALID_URL_SCHEME' });
    assert.throws(() => url.fileURLToPath(7 as unknown as string), { code: 'ERR_INVALID_ARG_TYPE' });
  }
});
