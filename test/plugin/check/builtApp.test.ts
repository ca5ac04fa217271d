import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkProject } from '../../../plugin/dist/check/checkProject.js';
import type { Finding } from '../../../plugin/dist/check/finding.js';
import { layOutDevEcoProject, listPages } from '../../../tools/demo/devEcoProject.ts';
import { FixtureApp } from '../fixtureApp.ts';
import { build } from '../taroCommand.ts';

const PAGES = ['library/index', 'taro/index', 'views/deep/index'];

// Only a checkout that has built the companion could deliver it.
const app = new FixtureApp({
  plugins: [['taro-harmony-socket', { nativeCompanion: false }]],
  module: null
});
const project = path.join(app.folder, 'harmony');

before(async () => {
  for (const file of ['build-profile.json5', 'entry/oh-package.json5']) rmSync(path.join(project, file));
  layOutDevEcoProject(project);
  await build(app, 'harmony');
});
after(() => app.remove());

function summaries(): Pick<Finding, 'severity' | 'file' | 'line' | 'problem'>[] {
  return checkProject(project).map(({ severity, file, line, problem }) => ({
    severity,
    file,
    ...(line === undefined ? {} : { line }),
    problem
  }));
}

const KNOWN_TO_TARO = [
  {
    severity: 'warning',
    file: 'entry/src/main/ets/npm/@tarojs/components/video.ets',
    line: 102,
    problem: "Taro's own code is refused by the SDK 6.0 and newer"
  },
  {
    severity: 'warning',
    file: 'entry/src/main/ets/app.ets',
    line: 74,
    problem: "Taro's own code is refused by the SDK 7.0 and newer"
  }
];

describe("the check of a real app that Taro's command has built", () => {
  it("finds that no list of pages was written, which is the project's matter", () => {
    assert.deepEqual(summaries(), [
      {
        severity: 'does not start',
        file: 'entry/src/main/resources/base/profile/main_pages.json',
        problem: 'The list of pages that module.json5 names is missing, so no page is compiled'
      },
      ...KNOWN_TO_TARO
    ]);
  });

  it('finds that Taro writes no @Entry', () => {
    listPages(project, app.harmonyOutput);
    assert.deepEqual(summaries(), [
      ...PAGES.map((page) => ({
        severity: 'refused',
        file: `entry/src/main/ets/pages/${page}.ets`,
        problem: 'The page has no @Entry'
      })),
      ...KNOWN_TO_TARO
    ]);
  });

  it('finds nothing but the texts that newer SDKs refuse once the pages are mended', () => {
    listPages(project, app.harmonyOutput);
    for (const page of PAGES) {
      const file = `harmony/entry/src/main/ets/pages/${page}.ets`;
      const text = readFileSync(path.join(app.folder, file), 'utf8');
      app.write(file, text.replace('@Component\nstruct', '@Entry\n@Component\nstruct'));
    }
    assert.deepEqual(summaries(), KNOWN_TO_TARO);
  });
});
