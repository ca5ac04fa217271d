import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { filesBelow } from './filesBelow';
import { fileOf } from './nodeModules/globals';
import { warn } from './message';
import { readIfPresent, writeFile } from './outputFile';
import { withSlashes } from './outputPath';
import type { Declaration, StyleSheet } from './styleSheet';

/** How pages name the pictures of their module: ArkUI finds one whose name has letters, digits and `_` alone. */
const MEDIA = 'resource://base/media/';

/** What Taro makes of a picture that code imports. */
const PICTURE_MODULE = /^export default "((?:[^"\\]|\\\\)*)"$/;

/** Taro makes one `_` of all else, so that 图标.png and 首页.png would be one picture: watch mode may find the second one later. */
const ASCII = /^[\x20-\x7e]*$/;

const HASH_LENGTH = 8;

const STYLE_URL = /\burl\((['"]?)(.*?)\1\)/g;

/**
 * Lets pages find the pictures that code and styles name. Taro writes them into the module's resources, with `_` for the slashes of
 * their paths but not for backslashes, as Windows has them; and gives the path on this machine, and no URL, to whatever names a
 * picture as the second.
 *
 * @param sources the app's folder of sources
 */
export function createPicturesPlugin(outputRoot: string, sources: string): Plugin {
  const media = path.join(outputRoot, '../resources/base/media');
  /** Names of pictures by those that Taro gives to several of them. */
  let shared: ReadonlyMap<string, readonly string[]> = new Map();
  /** Pictures that have the URL that Taro gave them. */
  const kept = new Map<string, string>();
  const warned = new Set<string>();
  /** The pictures that Taro gives the name in a URL, if they are several. */
  const sharing = (url: string): readonly string[] | undefined =>
    url.startsWith(MEDIA) ? shared.get(plainName(url.slice(MEDIA.length))) : undefined;
  /** @returns the URL of a picture that no other has */
  const ownUrl = (url: string, picture: string): string => {
    const name = withSlashes(path.relative(sources, picture));
    if (!url.startsWith(MEDIA)) return url;
    if (ASCII.test(name) && !shared.has(plainName(name))) {
      kept.set(url, picture);
      return url;
    }
    const { name: stem, ext } = path.parse(url.slice(MEDIA.length));
    const own = `${stem}_${createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH)}${ext}`;
    writeFile(path.join(media, own), readFileSync(picture));
    return MEDIA + own;
  };
  /** @returns the URL of a picture that a style names, and no other has, if it can be told which it was */
  const urlInStyle = (url: string, named: string | undefined, styleSheet = 'a style'): string => {
    const names = sharing(url);
    if (names === undefined) return url;
    const picture = named && namedPicture(named, names, withSlashes(path.relative(sources, styleSheet)));
    if (picture !== undefined) return ownUrl(url, path.join(sources, picture));
    if (!warned.has(url)) {
      warned.add(url);
      warn(
        `${styleSheet} names a picture for which the app may show another: Taro makes one of ${names.join(', ')}; ` +
          'give them names that differ in letters or digits (a to z, 0 to 9)'
      );
    }
    return url;
  };
  const styles = {
    postcssPlugin: 'taro-harmony-socket',
    // Taro's plugin that names pictures is the last, but works before any `OnceExit`.
    OnceExit(sheet: StyleSheet): void {
      sheet.walkDecls((declaration) => {
        const named = namedUrls(declaration);
        declaration.value = declaration.value?.replace(STYLE_URL, (_all, quote: string, given: string) => {
          const url = urlInStyle(pictureUrl(given, media), named.shift(), declaration.source?.input.from);
          return `url(${quote}${url}${quote})`;
        });
      });
    }
  };
  return {
    name: 'taro-harmony-socket:pictures',
    enforce: 'pre',
    config: () => ({ css: { postcss: { plugins: [styles] } } }),
    buildStart() {
      shared = sharedNames(sources);
    },
    transform(code, id) {
      const named = PICTURE_MODULE.exec(code)?.[1]?.replaceAll('\\\\', '\\');
      if (named === undefined) return null;
      const url = ownUrl(pictureUrl(named, media), fileOf(id));
      return { code: `export default ${JSON.stringify(url)}`, map: null };
    },
    // In watch mode another picture may have got one's name meanwhile.
    buildEnd() {
      for (const [url, picture] of kept) {
        if (sharing(url) === undefined) continue;
        const bytes = readIfPresent(picture);
        if (bytes !== undefined) writeFile(path.join(media, url.slice(MEDIA.length)), bytes);
      }
    }
  };
}

/** @returns what a declaration named before Taro put URLs into it; none if other plugins have put it together */
function namedUrls({ value = '', source }: Declaration): (string | undefined)[] {
  const text = source?.input.css.slice(source.start?.offset, (source.end?.offset ?? 0) + 1) ?? '';
  const named = [...text.matchAll(STYLE_URL)].map(([, , url]) => url);
  return named.length === [...value.matchAll(STYLE_URL)].length ? named : [];
}

/**
 * Which of these pictures a style sheet names.
 *
 * @param url from the style sheet's folder, or behind an alias, of which the end is looked at
 * @param names paths from the folder of sources, as that of the style sheet
 * @returns undefined if it is none or may be several
 */
function namedPicture(url: string, names: readonly string[], styleSheet: string): string | undefined {
  const exact = path.posix.join(path.posix.dirname(styleSheet), url);
  if (names.includes(exact)) return exact;
  const tail = url.replace(/^(?:\.{1,2}\/)+|^[~@][^/]*\/|^/, '/');
  const found = names.filter((name) => `/${name}`.endsWith(tail));
  return found.length === 1 ? found[0] : undefined;
}

/** What Taro makes of a file's name, as far as that is the same on all systems. */
function plainName(name: string): string {
  const { dir, name: stem, ext } = path.posix.parse(name);
  return path.posix.join(dir, stem).replace(/[^A-Za-z0-9]+/g, '_') + ext;
}

/** @returns the files below a folder that Taro would give one name, of which the last would be all, by that name */
function sharedNames(folder: string): ReadonlyMap<string, readonly string[]> {
  const byPlainName = new Map<string, string[]>();
  for (const file of filesBelow(folder)) {
    const name = withSlashes(path.relative(folder, file));
    const plain = plainName(name);
    byPlainName.set(plain, [...(byPlainName.get(plain) ?? []), name]);
  }
  return new Map([...byPlainName].filter(([, names]) => names.length > 1));
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
