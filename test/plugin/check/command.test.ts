import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { describeFindings } from '../../../plugin/dist/check/describeFindings.js';
import type { Finding } from '../../../plugin/dist/check/finding.js';
import { CODE, MendedProject, MODULE_FILE, PAGE, PAGE_SCRIPT } from './mendedProject.ts';

const COMMAND = path.resolve(import.meta.dirname, '../../../plugin/command.js');

const project = MendedProject.forEachTest();

function run(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...parameters], {
    cwd: project.folder,
    encoding: 'utf8'
  });
  return { status, stdout, stderr };
}

describe('taro-harmony-socket check', () => {
  it('says that nothing was found, in the project of the folder where it runs', () => {
    assert.deepEqual(run('check'), {
      status: 0,
      stdout:
        'taro-harmony-socket: checking .\ntaro-harmony-socket: nothing found that DevEco would refuse\n',
      stderr: ''
    });
  });

  it('prints what was found, the gravest first, and fails', () => {
    project.append(PAGE_SCRIPT, 'import { gone } from "../../../npm/@tarojs/runtime";\n');
    project.edit(PAGE, '@Entry', '');
    project.edit(MODULE_FILE, 'ohos.permission.INTERNET', 'ohos.permission.VIBRATE');
    const { status, stdout } = run('check', project.folder);
    assert.equal(status, 1);
    assert.equal(
      stdout,
      `taro-harmony-socket: checking ${project.folder}
DevEco refuses this build:
  ${PAGE}
    The page has no @Entry.
    DevEco says: 10905402 A page configured in 'main_pages.json or build-profile.json5' must have one and only one '@Entry' decorator.
    To mend it: write @Entry in the line above @Component (Taro does not; the plugin taro-harmony-socket does in each build).
DevEco takes this, but the app or a page of it does not start:
  ${PAGE_SCRIPT}:4
    gone is imported from ${CODE}/npm/@tarojs/runtime/index.ts, which does not export it.
    To mend it: import a name that @tarojs/runtime exports, or install a version of it that has this one, and build again.
Good to know:
  ${MODULE_FILE}:12
    ${CODE}/npm/taro-harmony-socket/index.ts uses sockets, but no module requests ohos.permission.INTERNET: each call will fail with error 201.
    To mend it: add { "name": "ohos.permission.INTERNET" } to requestPermissions of its module.
`
    );
  });

  it('succeeds when there are only warnings', () => {
    project.edit(MODULE_FILE, 'ohos.permission.INTERNET', 'ohos.permission.VIBRATE');
    const { status, stdout } = run('check');
    assert.equal(status, 0);
    assert.match(stdout, /^Good to know:$/m);
    assert.match(stdout, /nothing found that DevEco would refuse\n$/);
  });

  it('looks at all modules, or at one', () => {
    project.edit('build-profile.json5', "srcPath: './entry' }", "srcPath: './entry' }, { name: 'shop' }");
    project.write('shop/src/main/module.json5', "{ module: { name: 'shop', srcEntry: './ets/Shop.ets' } }");
    assert.equal(run('check').status, 1);
    assert.equal(run('check', '--module', 'entry').status, 0);
    project.edit('build-profile.json5', "{ name: 'entry'", "{ name: 'phone'");
    assert.equal(run('check', '--module', 'entry').status, 0, 'harmony.hapName is a folder');
    assert.deepEqual(run('check', '--module', 'gone'), {
      status: 2,
      stdout: 'taro-harmony-socket: checking .\n',
      stderr: 'taro-harmony-socket: .: build-profile.json5 lists no module "gone"; it lists phone, shop\n'
    });
  });

  it('says what to do where there is no DevEco project', () => {
    const { status, stderr } = run('check', 'entry');
    assert.equal(status, 2);
    assert.equal(
      stderr,
      `taro-harmony-socket: ${path.join(project.folder, 'entry')} is no DevEco project: it lists no modules in a ` +
        "build-profile.json5. Give the folder that harmony.projectPath in Taro's config names; if there is none yet, " +
        'create a project in DevEco Studio first\n'
    );
  });

  it('says what to do where Taro has not built', () => {
    project.delete(CODE);
    const { status, stderr } = run('check');
    assert.equal(status, 2);
    assert.match(stderr, /: no app that Taro has built\. Run "taro build --type harmony" first/);
  });

  it('names the file that is not JSON5', () => {
    project.write(MODULE_FILE, '{ module: ');
    const { status, stderr } = run('check');
    assert.equal(status, 2);
    assert.ok(
      stderr.startsWith(`taro-harmony-socket: cannot read ${path.join(project.folder, MODULE_FILE)}: `)
    );
  });

  it('says how it is used', () => {
    assert.match(run('--help').stdout, /^Usage: taro-harmony-socket check \[project\]/);
    for (const wrong of [[], ['build'], ['check', '.', '.'], ['check', '--verbose']]) {
      const { status, stdout, stderr } = run(...wrong);
      assert.equal(status, 2, wrong.join(' '));
      assert.equal(stdout, '');
      assert.notEqual(stderr, '');
    }
  });
});

describe('the description of findings', () => {
  const finding: Finding = { severity: 'refused', file: 'a.ets', problem: 'It is wrong', mend: 'right it' };

  it('is empty when there are none', () => {
    assert.deepEqual(describeFindings([]), []);
  });

  it('lists few of many places', () => {
    const findings = Array.from({ length: 7 }, (_, index) => ({ ...finding, line: index + 1 }));
    assert.deepEqual(describeFindings([...findings, { ...finding, problem: 'It is worse' }]), [
      'DevEco refuses this build:',
      ...['  a.ets:1', '  a.ets:2', '  a.ets:3', '  a.ets:4', '  a.ets:5', '  and 2 more'],
      '    It is wrong.',
      '    To mend it: right it.',
      '  a.ets',
      '    It is worse.',
      '    To mend it: right it.'
    ]);
  });
});
