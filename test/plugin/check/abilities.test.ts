import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CODE, MendedProject, MODULE_FILE } from './mendedProject.ts';

const project = MendedProject.forEachTest();

const TEMPLATE = './ets/entryability/EntryAbility.ets';
const TEMPLATE_FILE = `${CODE}/entryability/EntryAbility.ets`;

describe('the abilities of a built project', () => {
  it("must be files: DevEco's template names one that Taro has removed", () => {
    project.edit(MODULE_FILE, './ets/app.ets', TEMPLATE);
    project.finds({
      severity: 'refused',
      file: MODULE_FILE,
      line: 9,
      problem: `There is no ${TEMPLATE_FILE}, which srcEntry names`,
      devEco: `srcEntry file '${TEMPLATE_FILE}' does not exist.`,
      mend: `write "srcEntry": "./ets/app.ets" in the place of "${TEMPLATE}": that is the file that Taro writes`
    });
  });

  it("must lead to Taro's app", () => {
    project.edit(MODULE_FILE, './ets/app.ets', TEMPLATE);
    project.write(
      TEMPLATE_FILE,
      "import UIAbility from '@ohos.app.ability.UIAbility'\nexport default class extends UIAbility {}\n"
    );
    project.finds({
      severity: 'does not start',
      file: MODULE_FILE,
      line: 9,
      problem: "No ability leads to app.ets, so Taro's app is never started",
      mend: 'write "srcEntry": "./ets/app.ets" in the ability that the app starts with'
    });
  });

  it("may lead to Taro's app through a file of their own", () => {
    project.edit(MODULE_FILE, './ets/app.ets', TEMPLATE);
    project.write(TEMPLATE_FILE, "import App from '../app'\nexport default class extends App {}\n");
    project.finds();
  });

  it('may be extensions, which must be files, too, and are never the app', () => {
    project.edit(MODULE_FILE, './ets/app.ets', TEMPLATE);
    project.edit(
      MODULE_FILE,
      'requestPermissions',
      "extensionAbilities: [{ srcEntry: './ets/Backup.ets' }],\n    requestPermissions"
    );
    assert.deepEqual(
      project.findings().map(({ severity, line, mend }) => ({ severity, line, mend: mend.split(' (')[0] })),
      [
        {
          severity: 'refused',
          line: 9,
          mend: `write "srcEntry": "./ets/app.ets" in the place of "${TEMPLATE}": that is the file that Taro writes`
        },
        {
          severity: 'refused',
          line: 12,
          mend: 'put the file there again, from version control or a new DevEco project'
        }
      ]
    );
  });
});
