import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { createPicturesPlugin } from '../../plugin/src/picturesPlugin.ts';

/** Pictures in the sources, and what Taro makes of their names on Linux and on Windows. */
const PICTURES = [
  ['assets/图标.png', 'assets_.png'],
  ['assets/首页.png', 'assets_.png'],
  ['assets/_.png', 'assets__.png'],
  ['assets/home.png', 'assets_home.png'],
  ['assets/图/home.png', 'assets_home.png'],
  ['assets/tab-on.png', 'assets_tab_on.png'],
  ['assets/tab_on.png', 'assets_tab_on.png'],
  ['assets/alone.png', 'assets_alone.png'],
  ['assets/alone.jpg', 'assets_alone.jpg']
] as const;

it('pictures stay apart, though Taro gives several one name', (t) => {
  const app = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  t.after(() => rmSync(app, { recursive: true, force: true }));
  const [sources, media] = [path.join(app, 'src'), path.join(app, 'main/resources/base/media')];
  mkdirSync(media, { recursive: true });
  for (const [name] of PICTURES) {
    mkdirSync(path.dirname(path.join(sources, name)), { recursive: true });
    writeFileSync(path.join(sources, name), name);
  }
  const { buildEnd, buildStart, config, transform } = createPicturesPlugin(
    path.join(app, 'main/ets'),
    sources
  ) as unknown as {
    buildEnd: () => void;
    buildStart: () => void;
    config: () => { css: { postcss: { plugins: [{ OnceExit: (sheet: object) => void }] } } };
    transform: (code: string, id: string) => { code: string };
  };
  buildStart();
  for (const [name, written] of PICTURES) writeFileSync(path.join(media, written), name);
  const urlOf = (name: string, written: string): string => {
    const { code } = transform(`export default "resource://base/media/${written}"`, path.join(sources, name));
    return /media\/([\w.]+)"$/.exec(code)?.[1] ?? code;
  };
  const urls = PICTURES.map(([name, written]) => urlOf(name, written));
  assert.deepEqual(
    urls.map((url) => readFileSync(path.join(media, url), 'utf8')),
    PICTURES.map(([name]) => name)
  );
  assert.deepEqual(urls.slice(-2), ['assets_alone.png', 'assets_alone.jpg']);
  buildEnd();

  // Watch mode finds another one, and looks at changed modules only.
  const added = 'assets-alone.png';
  for (const file of [path.join(sources, added), path.join(media, 'assets_alone.png')])
    writeFileSync(file, added);
  buildStart();
  urls.push(urlOf(added, 'assets_alone.png'));
  buildEnd();
  assert.deepEqual(
    urls.map((url) => readFileSync(path.join(media, url), 'utf8')),
    [...PICTURES.map(([name]) => name), added]
  );

  const warnings = t.mock.method(console, 'warn', () => undefined);
  const [styles] = config().css.postcss.plugins;
  /** @returns the picture that the app shows for what a style sheet names, and Taro gives this name */
  const shown = (css: string, ...written: string[]): string[] => {
    const value = written.map((name) => `url(resource://base/media/${name})`).join(', ');
    const from = path.join(sources, 'pages/index/app.css');
    const source = { input: { css, from }, start: { offset: 0 }, end: { offset: css.length } };
    const declaration = { value, source };
    styles.OnceExit({
      walkDecls: (each: (declaration: object) => void): void => each(declaration)
    });
    return [...declaration.value.matchAll(/media\/([\w.]+)/g)].map(([, name = '']) =>
      readFileSync(path.join(media, name), 'utf8')
    );
  };
  const [icon, home, tabOn] = ['assets/图标.png', 'assets/首页.png', 'assets/tab-on.png'];
  assert.deepEqual(shown(`a: url(../../${icon})`, 'assets_.png'), [icon]);
  assert.deepEqual(shown(`a: url("@/${home}"), url(~@/${tabOn})`, 'assets_.png', 'assets_tab_on.png'), [
    home,
    tabOn
  ]);
  assert.deepEqual(shown("a: url('@assets/图/home.png')", 'assets_home.png'), ['assets/图/home.png']);
  assert.deepEqual(shown('a: url(../../assets/alone.jpg)', 'assets_alone.jpg'), ['assets/alone.jpg']);
  assert.equal(warnings.mock.callCount(), 0);
  // Another plugin may have put it together.
  for (const css of ['a: var(--b)', 'a: url(@x/home.png)']) shown(css, 'assets_home.png');
  // What other plugins leave of a variable that is nowhere defined.
  styles.OnceExit({ walkDecls: (each: (declaration: object) => void) => each({ value: undefined }) });
  assert.equal(warnings.mock.callCount(), 1);
  assert.match(
    String(warnings.mock.calls[0]?.arguments[0]),
    /app\.css names a picture .* makes one of assets\/home\.png, assets\/图\/home\.png; give them names/
  );
});
