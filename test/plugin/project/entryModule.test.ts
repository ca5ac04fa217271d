import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { completeEntryModule } from '../../../plugin/dist/project/entryModule.js';

const PAGE = '@Entry\n@Component\nstruct Index {}\n';
const MODULE = `{
  "module": {
    "name": "entry", // the app's only HAP
    "type": "entry",
    "mainElement": "Main",
    "abilities": [
      { "name": "Share", "srcEntry": "./ets/share.ets" },
      { "name": "Main", "srcEntry": "./ets/entryability/EntryAbility.ets" }
    ],
    "pages": "$profile:app_pages"
  }
}
`;

let folder: string;
let outputRoot: string;
let moduleFile: string;
let pagesFile: string;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function complete(t: TestContext): string[] {
  const said = [
    t.mock.method(console, 'log', () => undefined),
    t.mock.method(console, 'warn', () => undefined)
  ];
  completeEntryModule(outputRoot, 'app.ets');
  const lines = said.flatMap(({ mock }) => mock.calls.map(({ arguments: [line] }) => String(line)));
  t.mock.restoreAll();
  return lines;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  outputRoot = path.join(folder, 'src/main/ets');
  moduleFile = path.join(folder, 'src/main/module.json5');
  pagesFile = path.join(folder, 'src/main/resources/base/profile/app_pages.json');
  write(moduleFile, MODULE);
  write(pagesFile, '{ "src": ["pages/Index", "pages/native"] }\n');
  write(path.join(outputRoot, 'app.ets'), 'export default class EntryAbility {}\n');
  write(path.join(outputRoot, 'share.ets'), 'export default class Share {}\n');
  for (const page of ['pages/b/index', 'pages/a/index', 'pages/native']) {
    write(path.join(outputRoot, `${page}.ets`), PAGE);
  }
  write(path.join(outputRoot, 'pages/a/part.ets'), '@Component\nexport struct Part {}\n');
  write(path.join(outputRoot, 'npm/@tarojs/page.ets'), PAGE);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the entry module after a build', () => {
  it('has the app as its main ability and all pages; those that are not there go', (t) => {
    const said = complete(t);
    assert.equal(
      readFileSync(moduleFile, 'utf8'),
      MODULE.replace('./ets/entryability/EntryAbility.ets', './ets/app.ets')
    );
    assert.deepEqual(JSON.parse(readFileSync(pagesFile, 'utf8')), {
      src: ['pages/native', 'pages/a/index', 'pages/b/index']
    });
    assert.equal(said.length, 2);
    assert.deepEqual(complete(t), [], 'the second time nothing is left to do');
  });

  it('is left alone where an ability of its own and the pages are there', (t) => {
    write(path.join(outputRoot, 'entryability/EntryAbility.ets'), 'export default class EntryAbility {}\n');
    write(pagesFile, '{ "src": ["pages/native", "pages/a/index", "pages/b/index"] }\n');
    assert.deepEqual(complete(t), []);
    assert.equal(readFileSync(moduleFile, 'utf8'), MODULE);
  });

  it('gets a list of pages where it has none', (t) => {
    rmSync(pagesFile);
    complete(t);
    assert.deepEqual(JSON.parse(readFileSync(pagesFile, 'utf8')), {
      src: ['pages/a/index', 'pages/b/index', 'pages/native']
    });
  });

  it('is not touched in a module that is no entry', (t) => {
    const har = MODULE.replace('"type": "entry"', '"type": "har"');
    write(moduleFile, har);
    assert.deepEqual(complete(t), []);
    assert.equal(readFileSync(moduleFile, 'utf8'), har);
  });

  it('is named when it cannot be read', (t) => {
    write(moduleFile, '{ "module": ');
    assert.match(
      complete(t).join('\n'),
      /cannot read or change .*module\.json5: .*"srcEntry": "\.\/ets\/app\.ets"/
    );
  });
});
