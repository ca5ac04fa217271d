import path from 'node:path';
import { nameOf } from '../devEcoProject';
import type { Finding } from '../finding';
import type { ListedPage, ModuleCode } from '../moduleCode';
import { nameFrom } from '../projectFiles';
import type { Rule } from './rule';

const SECOND_ENTRY = "10905231 A page can't contain more than one '@Entry' decorator.";
const ENTRY_RULE =
  "10905402 A page configured in 'main_pages.json or build-profile.json5' must have one and only one '@Entry' decorator.";

/** Each listed page is there and has its `@Entry`; each page that was built is listed. */
export const checkPages: Rule = (code) => [
  ...(code.pagesProfile?.pages ?? []).flatMap((page) => checkListed(code, page)),
  ...checkProfile(code)
];

function checkListed({ project, pagesProfile }: ModuleCode, { name, line, file }: ListedPage): Finding[] {
  if (!project.files.isFile(file)) {
    return [
      {
        severity: 'refused',
        file: nameOf(project, pagesProfile?.file ?? ''),
        ...(line === undefined ? {} : { line }),
        problem: `The page ${name} is listed, but there is no ${nameOf(project, file)}`,
        devEco: `10906403 Page '${nameOf(project, file)}' does not exist.`,
        mend: "list the pages of the app's app.config and no others, or add the page there and build again"
      }
    ];
  }
  const { entries } = project.files.code(file);
  const [, second] = entries;
  if (entries.length === 1) return [];
  return [
    {
      severity: 'refused',
      file: nameOf(project, file),
      ...(second === undefined ? {} : { line: second.line }),
      problem: second === undefined ? 'The page has no @Entry' : `The page has ${entries.length} @Entry`,
      devEco: second === undefined ? ENTRY_RULE : SECOND_ENTRY,
      mend:
        second === undefined
          ? 'write @Entry in the line above @Component (Taro does not; the plugin taro-harmony-socket does in each build)'
          : 'leave one of them'
    }
  ];
}

function checkProfile(code: ModuleCode): Finding[] {
  const { project, module, pagesProfile, builtPages } = code;
  if (module.module?.text('module', 'type') === 'har') return [];
  const listed = new Set(pagesProfile?.pages.map(({ file }) => file));
  const unlisted = builtPages.filter((file) => !listed.has(file)).map((file) => pageName(module.code, file));
  if (unlisted.length === 0) return [];
  if (pagesProfile === undefined) {
    return [
      {
        severity: 'does not start',
        file: nameOf(project, module.moduleFile),
        problem: 'The module names no list of its pages, so none of them is compiled',
        mend: `add "pages": "$profile:main_pages" to its module, and the file main_pages.json with ${profileText(unlisted)}`
      }
    ];
  }
  if (!pagesProfile.exists) {
    return [
      {
        severity: 'does not start',
        file: nameOf(project, pagesProfile.file),
        problem: 'The list of pages that module.json5 names is missing, so no page is compiled',
        mend: `write the file with ${profileText(unlisted)}`
      }
    ];
  }
  return unlisted.map((page) => ({
    severity: 'does not start',
    file: nameOf(project, pagesProfile.file),
    problem: `The page ${page} was built but is not listed, so it is not compiled and cannot be opened`,
    mend: `add "${page}" to "src"`
  }));
}

function pageName(folder: string, file: string): string {
  return nameFrom(folder, file.slice(0, -path.extname(file).length));
}

function profileText(pages: string[]): string {
  return JSON.stringify({ src: pages });
}
