import { JsonObjectNode } from '@croct/json5-parser';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { inform, reasonOf, warn } from '../message';
import { withSlashes } from '../outputPath';
import { AppFile } from './appFile';
import { editJson5, listIn, objectIn, parseJson5, valueOf } from './json5';

const ENTRY = /^@Entry\b/m;
const PROFILE = /^\$profile:(\w+)$/;

/**
 * Points the entry module at what Taro has built, where it points at nothing: the ability's `srcEntry`, whose file Taro has
 * removed with everything else of `ets/`, and the list of pages. What is there stays.
 *
 * @param outputRoot `<projectPath>/<hapName>/src/main/ets`, after the build
 * @param app the name of the app's generated file
 */
export function completeEntryModule(outputRoot: string, app: string): void {
  const name = path.resolve(outputRoot, '../module.json5');
  try {
    const file = AppFile.read(name);
    if (file === undefined || typeOf(file.text) === 'har') return;
    // In a build for a native app there is none.
    const hasApp = existsSync(path.join(outputRoot, app));
    const completed = hasApp ? withSrcEntry(file.text, path.dirname(name), `./ets/${app}`) : file.text;
    if (completed !== file.text) {
      file.write(completed);
      inform(`pointed srcEntry at ./ets/${app} in ${name}, as the file that it named is not there`);
    }
    completePages(outputRoot, completed);
  } catch (error) {
    warn(`cannot read or change ${name}: ${reasonOf(error)}; its ability needs "srcEntry": "./ets/${app}"`);
  }
}

/** @returns the text with the app's file as the main ability's `srcEntry`, if the one that it names does not exist */
function withSrcEntry(text: string, folder: string, srcEntry: string): string {
  return editJson5(text, (root) => {
    const entryModule = objectIn(root, 'module');
    const ability = entryModule && mainAbility(entryModule);
    if (ability === undefined) return;
    const named = valueOf(ability, 'srcEntry')?.toJSON();
    if (typeof named !== 'string' || !existsSync(path.resolve(folder, named)))
      ability.set('srcEntry', srcEntry);
  });
}

/** The ability that the module names as its main one, or else its first. */
export function mainAbility(entryModule: JsonObjectNode): JsonObjectNode | undefined {
  const abilities = listIn(entryModule, 'abilities')?.elements ?? [];
  const objects = abilities.filter((each) => each instanceof JsonObjectNode);
  const main = valueOf(entryModule, 'mainElement')?.toJSON();
  return objects.find((each) => valueOf(each, 'name')?.toJSON() === main) ?? objects[0];
}

function typeOf(text: string): unknown {
  const entryModule = objectIn(parseJson5(text), 'module');
  return entryModule === undefined ? undefined : valueOf(entryModule, 'type')?.toJSON();
}

/** Lists the pages of the output in the module's profile; listed pages without a file go, as DevEco refuses them. */
function completePages(outputRoot: string, moduleText: string): void {
  const entryModule = objectIn(parseJson5(moduleText), 'module');
  const profile = entryModule === undefined ? undefined : valueOf(entryModule, 'pages')?.toJSON();
  const [, name] = PROFILE.exec(typeof profile === 'string' ? profile : '$profile:main_pages') ?? [];
  if (name === undefined) return;
  const file = path.resolve(outputRoot, `../resources/base/profile/${name}.json`);
  const pages = entryPages(outputRoot);
  const present = AppFile.read(file);
  if (present === undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileAtomic.sync(file, `${JSON.stringify({ src: pages }, null, 2)}\n`);
    inform(`listed ${pages.join(', ')} in ${file}`);
    return;
  }
  const completed = withPages(present.text, pages, (page) =>
    existsSync(path.join(outputRoot, `${page}.ets`))
  );
  if (completed === present.text) return;
  present.write(completed);
  inform(`listed ${pages.join(', ')} in ${file}`);
}

/** @returns the text with these pages in `src`, and without others that do not exist */
function withPages(text: string, pages: readonly string[], exists: (page: string) => boolean): string {
  return editJson5(text, (root) => {
    const listed = (listIn(root, 'src')?.elements ?? []).map((each) => each.toJSON());
    const kept = listed.filter((page) => typeof page === 'string' && exists(page));
    const added = pages.filter((page) => !kept.includes(page));
    if (added.length > 0 || kept.length < listed.length) root.set('src', [...kept, ...added]);
  });
}

/** The pages of an output: files with `@Entry`, without their ending, from the output's folder, sorted. */
export function entryPages(outputRoot: string): string[] {
  return readdirSync(outputRoot, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ets') && !withSlashes(name).startsWith('npm/'))
    .filter((name) => ENTRY.test(readFileSync(path.join(outputRoot, name), 'utf8')))
    .map((name) => withSlashes(name).replace(/\.ets$/, ''))
    .sort();
}
