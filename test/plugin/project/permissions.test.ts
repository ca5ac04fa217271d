import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import JSON5 from 'json5';
import { INTERNET_PERMISSION, withPermissions } from '../../../plugin/dist/project/permissions.js';

/** The text with what the plugin adds by itself. */
const withInternet = (text: string): string | undefined => withPermissions(text, [INTERNET_PERMISSION]);

describe('the INTERNET permission in module.json5', () => {
  it('is left alone where it is requested, in whatever notation', () => {
    const requests = [
      '{ "module": { "requestPermissions": [{ "name": "ohos.permission.INTERNET" }] } }',
      "{ module: { requestPermissions: [{ name: 'ohos.permission.CAMERA' }, { 'name': 'ohos.permission.INTERNET', },], }, }"
    ];
    for (const text of requests) assert.equal(withInternet(text), undefined);
  });

  it('is appended to other permissions; comments, quotes and indentation stay', () => {
    const text = `// the entry
{
\tmodule: {
\t\trequestPermissions: [
\t\t\t{
\t\t\t\tname: 'ohos.permission.GET_WIFI_INFO' // for the BSSID
\t\t\t}
\t\t],
\t\tabilities: [ { name: 'app' } ] /* one */
\t}
}
`;
    assert.equal(
      withInternet(text),
      text.replace(
        'BSSID\n\t\t\t}\n',
        "BSSID\n\t\t\t},\n\t\t\t{\n\t\t\t\tname: 'ohos.permission.INTERNET'\n\t\t\t}\n"
      )
    );
  });

  it('keeps Windows line ends', () => {
    const changed = withInternet('{\r\n  "module": {\r\n    "name": "entry"\r\n  }\r\n}\r\n');
    assert.match(changed ?? '', /ohos\.permission\.INTERNET/);
    assert.doesNotMatch(changed ?? '', /[^\r]\n/);
  });

  it('goes into the last of several keys of a name, which is the one that counts', () => {
    const changed = withInternet(
      '{ module: { requestPermissions: [{ name: "ohos.permission.INTERNET" }] }, module: { name: "entry" } }'
    );
    assert.deepEqual(JSON5.parse(changed ?? ''), {
      module: { name: 'entry', requestPermissions: [{ name: 'ohos.permission.INTERNET' }] }
    });
  });

  it('is there after it was added', () => {
    const changed = withInternet('{ module: {} }');
    assert.ok(changed);
    assert.equal(withInternet(changed), undefined);
  });

  for (const [what, text] of [
    ['no JSON5', '{ module: '],
    ['an empty file', ''],
    ['a list', '[]'],
    ['no module', '{ app: {} }'],
    ['a module that is no object', '{ module: "entry" }'],
    ['permissions that are no list', '{ module: { requestPermissions: {} } }']
  ] as const) {
    it(`is an error in ${what}`, () => {
      assert.throws(() => withInternet(text));
    });
  }
});
