import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { FASTER } from './taroCommand.ts';

const folder = appFolder();
write('log', '');
write(
  'plugin.js',
  `module.exports = ({ types }) => ({ visitor: { Program(program, { filename }) {
    require('fs').appendFileSync('${folder}/log', 'run\\n');
    program.pushContainer('body', types.expressionStatement(types.stringLiteral(filename)));
  } } });`
);
configure('{}');

test('Babel runs once for the same text with the same settings, whose result is the same', () => {
  const first = transform({ code: 'const a = 1' });
  assert.match(first, /const a = 1;/);
  assert.equal(transform({ code: 'const a = 1' }), first);
  assert.equal(runs(), 1);
});

test('it runs again for another text, name, option, environment and config, and for what may do more than give a result', () => {
  const changed: (() => unknown)[] = [
    () => transform({ code: 'const a = 2' }),
    () => transform({ code: 'const a = 1', filename: 'b.js' }),
    () => transform({ code: 'const a = 1', options: '{ comments: false }' }),
    () => transform({ code: 'const a = 1', environment: { TARO_ENV: 'weapp' } }),
    () => transform({ code: 'const a = 1', options: '{ plugins: [() => ({})] }' }),
    () => transform({ code: 'const a = 1', options: '{ plugins: [() => ({})] }' }),
    () => {
      configure('{ comments: false }');
      transform({ code: 'const a = 1' });
    }
  ];
  for (const change of changed) {
    const before = runs();
    change();
    assert.equal(runs(), before + 1, change.toString());
  }
});

test('apps without settings of their own share what is kept, and have their own paths in it', () => {
  const options = `{ plugins: ['${folder}/plugin.js'] }`;
  const before = runs();
  for (const inFolder of [appFolder(), appFolder()]) {
    const { code, map } = JSON.parse(transform({ code: 'const a = 1', options, inFolder })) as Result;
    assert.equal(code, `const a = 1;\n"${path.join(inFolder, 'a.js')}";`);
    assert.deepEqual(map.sourcesContent, ['const a = 1']);
  }
  assert.equal(runs(), before + 1);
});

interface Result {
  code: string;
  map: { sourcesContent: string[] };
}

interface Call {
  code: string;
  filename?: string;
  /** As they are written. */
  options?: string;
  environment?: Record<string, string>;
  inFolder?: string;
}

/** Lets Babel work in a process of its own. @returns its result */
function transform({
  code,
  filename = 'a.js',
  options = '{}',
  environment,
  inFolder = folder
}: Call): string {
  const call = `{ filename: ${JSON.stringify(path.join(inFolder, filename))}, sourceMaps: true, ...${options} }`;
  const script = `const { code, map } = require('@babel/core').transformSync(${JSON.stringify(code)}, ${call});
    console.log(JSON.stringify({ code, map }));`;
  writeFileSync(path.join(inFolder, 'script.cjs'), script);
  return execFileSync(process.execPath, [...FASTER, 'script.cjs'], {
    cwd: inFolder,
    env: { ...process.env, ...environment },
    encoding: 'utf8'
  });
}

function configure(more: string): void {
  write('babel.config.js', `module.exports = { plugins: ['./plugin.js'], ...${more} };`);
}

function runs(): number {
  return readFileSync(path.join(folder, 'log'), 'utf8').split('\n').length - 1;
}

/** With the installed packages, as the apps of the tests are. */
function appFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  after(() => rmSync(made, { recursive: true, force: true }));
  symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(made, 'node_modules'));
  return made;
}

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}
