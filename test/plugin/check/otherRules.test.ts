import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CODE, MendedProject, MODULE_FILE, PAGE_SCRIPT } from './mendedProject.ts';

const project = MendedProject.forEachTest();

describe('the permission of a built project', () => {
  const MISSING = {
    severity: 'warning' as const,
    file: MODULE_FILE,
    line: 12,
    problem: `${CODE}/npm/taro-harmony-socket/index.ts uses sockets, but no module requests ohos.permission.INTERNET: each call will fail with error 201`,
    mend: 'add { "name": "ohos.permission.INTERNET" } to requestPermissions of its module'
  };

  it('is requested when the code uses sockets', () => {
    project.edit(MODULE_FILE, "{ name: 'ohos.permission.INTERNET' }", "{ name: 'ohos.permission.VIBRATE' }");
    project.finds(MISSING);
  });

  it('may be requested by another module', () => {
    project.edit(MODULE_FILE, "{ name: 'ohos.permission.INTERNET' }", '');
    project.edit('build-profile.json5', "srcPath: './entry' }", "srcPath: './entry' }, { name: 'other' }");
    project.write(
      'other/src/main/module.json5',
      "{ module: { name: 'other', type: 'har', requestPermissions: [{ name: 'ohos.permission.INTERNET' }] } }"
    );
    project.finds();
  });

  it('is not needed without sockets', () => {
    project.edit(MODULE_FILE, "{ name: 'ohos.permission.INTERNET' }", '');
    project.edit(`${CODE}/npm/taro-harmony-socket/index.ts`, '@ohos.net.socket', '@ohos.net.http');
    project.append(PAGE_SCRIPT, 'import { http } from "@kit.NetworkKit";\n');
    project.finds();
    project.append(PAGE_SCRIPT, 'import { socket } from "@kit.NetworkKit";\n');
    assert.deepEqual(
      project.findings().map(({ problem }) => problem),
      [
        `${PAGE_SCRIPT} uses sockets, but no module requests ohos.permission.INTERNET: each call will fail with error 201`
      ]
    );
  });
});

describe("Taro's own ArkTS in a built project", () => {
  it('is known where newer SDKs refuse it', () => {
    project.write(
      `${CODE}/npm/@tarojs/components/video.ets`,
      'Video(data)\n.onError(fail)\n.onUpdate((e) => { handleUpdate(this.node, e) })\n'
    );
    project.append(
      `${CODE}/app.ets`,
      'function memory (level: number) {\n    let levelRes: number\n\n    if (levelRes) {\n    }\n}\n'
    );
    project.finds(
      {
        severity: 'warning',
        file: `${CODE}/npm/@tarojs/components/video.ets`,
        line: 3,
        problem: "Taro's own code is refused by the SDK 6.0 and newer",
        devEco: '10605030 Structural typing is not supported (arkts-no-structural-typing)',
        mend: 'write ".onUpdate((e) => { handleUpdate(this.node, { time: e.time }) })" in the place of ".onUpdate((e) => { handleUpdate(this.node, e) })"'
      },
      {
        severity: 'warning',
        file: `${CODE}/app.ets`,
        line: 11,
        problem: "Taro's own code is refused by the SDK 7.0 and newer",
        devEco: "Variable 'levelRes' is used before being assigned.",
        mend: 'write "let levelRes: number = 0" in the place of "let levelRes: number"'
      }
    );
  });

  it('is left alone where it is another text', () => {
    project.write(
      `${CODE}/npm/@tarojs/components/video.ets`,
      'Video(data)\n.onUpdate((e) => { handleUpdate(this.node, { time: e.time }) })\n'
    );
    project.append(`${CODE}/app.ets`, 'let levelRes: number = 0\nif (levelRes) {}\n');
    project.finds();
  });
});
