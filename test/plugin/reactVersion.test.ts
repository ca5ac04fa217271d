import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { describeReact } from '../../plugin/src/reactVersion.ts';

it('an app is told when its React is of another major version than Taro’s renderer is made for', (t) => {
  const said = (react: string | undefined, range: string | undefined): string | undefined => {
    const app = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
    t.after(() => rmSync(app, { recursive: true, force: true }));
    const install = (name: string, manifest: object): void => {
      const folder = path.join(app, 'node_modules', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    };
    if (react !== undefined) install('react', { version: react });
    install('@tarojs/react', { version: '4.2.1', peerDependencies: { react: range } });
    return describeReact(app);
  };
  assert.equal(
    said('19.2.8', '^18'),
    'this app has react 19.2.8, and @tarojs/react 4.2.1 is made for 18: the app may end while it starts, ' +
      'as apps with React 19 do; install react@18 and react-dom@18'
  );
  assert.match(said('17.0.2', '18.2.x') ?? '', /made for 18:/);
  const well = [
    ['18.3.1', '^18'],
    ['19.0.0', '^18.2.0 || ^19.0.0'],
    ['18.3.1', '>=16.14.0 <19 || ^18'],
    ['19.0.0', '*'],
    ['19.0.0', undefined],
    [undefined, '^18']
  ] as const;
  for (const [react, range] of well) assert.equal(said(react, range), undefined, `${react} for ${range}`);
});
