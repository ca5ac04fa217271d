import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { createPicturesPlugin } from '../../plugin/src/picturesPlugin.ts';

it('pictures whose names are not of ASCII stay apart, though Taro gives them one name', (t) => {
  const app = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  t.after(() => rmSync(app, { recursive: true, force: true }));
  const [sources, media] = [path.join(app, 'src'), path.join(app, 'main/resources/base/media')];
  mkdirSync(path.join(sources, 'assets'), { recursive: true });
  mkdirSync(media, { recursive: true });
  const { transform } = createPicturesPlugin(path.join(app, 'main/ets'), sources) as unknown as {
    transform: (code: string, id: string) => { code: string };
  };
  const urls = [
    ['图标.png', 'assets_.png'],
    ['首页.png', 'assets_.png'],
    ['plain.png', 'assets_plain.png']
  ].map(([name = '', written = '']) => {
    const picture = path.join(sources, 'assets', name);
    writeFileSync(picture, name);
    writeFileSync(path.join(media, written), name);
    const { code } = transform(`export default "resource://base/media/${written}"`, picture);
    return /media\/([\w.]+)"$/.exec(code)?.[1] ?? code;
  });
  assert.equal(new Set(urls).size, 3);
  assert.equal(urls[2], 'assets_plain.png');
  assert.deepEqual(
    urls.map((url) => readFileSync(path.join(media, url), 'utf8')),
    ['图标.png', '首页.png', 'plain.png']
  );
});
