import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { readIfPresent, writeFile } from './outputFile';

/** How pages name the pictures of their module: ArkUI finds one whose name has letters, digits and `_` alone. */
const MEDIA = 'resource://base/media/';

/** What Taro makes of a picture that code imports. */
const PICTURE_MODULE = /^export default "((?:[^"\\]|\\\\)*)"$/;

const STYLE_URL = /\burl\((['"]?)(.*?)\1\)/g;

/** What is needed of PostCSS's root. */
interface StyleSheet {
  walkDecls(each: (declaration: { value: string }) => void): void;
}

/**
 * Lets pages find the pictures that code and styles name. Taro writes them into the module's resources, with `_` for the slashes of
 * their paths but not for backslashes, as Windows has them; and gives the path on this machine, and no URL, to whatever names a
 * picture as the second.
 */
export function createPicturesPlugin(outputRoot: string): Plugin {
  const media = path.join(outputRoot, '../resources/base/media');
  const styles = {
    postcssPlugin: 'taro-harmony-socket',
    // Taro's plugin that names pictures is the last, but works before any `OnceExit`.
    OnceExit(sheet: StyleSheet): void {
      sheet.walkDecls((declaration) => {
        declaration.value = declaration.value.replace(
          STYLE_URL,
          (_all, quote: string, url: string) => `url(${quote}${pictureUrl(url, media)}${quote})`
        );
      });
    }
  };
  return {
    name: 'taro-harmony-socket:pictures',
    enforce: 'pre',
    config: () => ({ css: { postcss: { plugins: [styles] } } }),
    transform(code) {
      const named = PICTURE_MODULE.exec(code)?.[1]?.replaceAll('\\\\', '\\');
      return named === undefined
        ? null
        : { code: `export default ${JSON.stringify(pictureUrl(named, media))}`, map: null };
    }
  };
}

/** @returns the URL of what is named, which then has a file of that name; as given if it is none of the module's pictures */
function pictureUrl(named: string, media: string): string {
  const file = named.startsWith(MEDIA) ? path.join(media, named.slice(MEDIA.length)) : path.resolve(named);
  if (!file.startsWith(media + path.sep)) return named;
  const name = path.relative(media, file).replace(/[^\w.]/g, '_');
  const written = path.join(media, name);
  const picture = readIfPresent(file);
  if (picture !== undefined && written !== file) {
    writeFile(written, picture);
    rmSync(file);
    removeEmpty(path.dirname(file));
  }
  return MEDIA + name;
}

/** Removes a folder, and those that it is in, up to the first that holds something: resources lie in no folders. */
function removeEmpty(folder: string): void {
  if (readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmpty(path.dirname(folder));
}
