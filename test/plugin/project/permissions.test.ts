import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import JSON5 from 'json5';
import { withInternetPermission } from '../../../plugin/dist/project/internetPermission.js';

describe('the INTERNET permission in module.json5', () => {
  it('is left alone where it is requested, in whatever notation', () => {
    const requests = [
      '{ "module": { "requestPermissions": [{ "name": "ohos.permission.INTERNET" }] } }',
      "{ module: { requestPermissions: [{ name: 'ohos.permission.CAMERA' }, { 'name': 'ohos.permission.INTERNET', },], }, }"
    ];
    for (const text of requests) assert.equal(withInternetPermission(text), undefined);
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
      withInternetPermission(text),
      text.replace(
        'BSSID\n\t\t\t}\n',
        "BSSID\n\t\t\t},\n\t\t\t{\n\t\t\t\tname: 'ohos.permission.INTERNET'\n\t\t\t}\n"
      )
    );
  });

  it('keeps Windows line ends', () => {
    const changed = withInternetPermission('{\r\n  "module": {\r\n    "name": "entry"\r\n  }\r\n}\r\n');
    assert.match(changed ?? '', /ohos\.permission\.INTERNET/);
    assert.doesNotMatch(changed ?? '', /[^\r]\n/);
  });

  it('goes into the last of several keys of a name, which is the one that counts', () => {
    const changed = withInternetPermission(
      '{ module: { requestPermissions: [{ name: "ohos.permission.INTERNET" }] }, module: { name: "entry" } }'
    );
    assert.deepEqual(JSON5.parse(changed ?? ''), {
      module: { name: 'entry', requestPermissions: [{ name: 'ohos.permission.INTERNET' }] }
    });
  });

  it('is there after it was added', () => {
    const changed = withInternetPermission('{ module: {} }');
    assert.ok(changed);
    assert.equal(withInternetPermission(changed), undefined);
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
      assert.throws(() => withInternetPermission(text));
    });
  }
});
