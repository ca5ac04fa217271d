import { describe, it } from 'node:test';
import { CODE, MendedProject, MODULE_FILE, PAGE, PAGES_FILE } from './mendedProject.ts';

const project = MendedProject.forEachTest();

const ENTRY_RULE =
  "10905402 A page configured in 'main_pages.json or build-profile.json5' must have one and only one '@Entry' decorator.";

describe('the pages of a built project', () => {
  it('are right in a project without a fault', () => {
    project.finds();
  });

  it('need @Entry', () => {
    project.edit(PAGE, '@Entry\n', '// @Entry\n');
    project.finds({
      severity: 'refused',
      file: PAGE,
      problem: 'The page has no @Entry',
      devEco: ENTRY_RULE,
      mend: 'write @Entry in the line above @Component (Taro does not; the plugin taro-harmony-socket does in each build)'
    });
  });

  it('need no second @Entry', () => {
    project.append(PAGE, '@Entry({ storage: LocalStorage.getShared() })\n@Component\nstruct Second {}\n');
    project.finds({
      severity: 'refused',
      file: PAGE,
      line: 18,
      problem: 'The page has 2 @Entry',
      devEco: "10905231 A page can't contain more than one '@Entry' decorator.",
      mend: 'leave one of them'
    });
  });

  it('must exist when they are listed', () => {
    project.edit(PAGES_FILE, '"pages/index/index"', '"pages/index/index",\n    "pages/Index"');
    project.finds({
      severity: 'refused',
      file: PAGES_FILE,
      line: 4,
      problem: `The page pages/Index is listed, but there is no ${CODE}/pages/Index.ets`,
      devEco: `10906403 Page '${CODE}/pages/Index.ets' does not exist.`,
      mend: "list the pages of the app's app.config and no others, or add the page there and build again"
    });
  });

  it('must be listed when Taro built them, wherever they lie', () => {
    project.write(
      `${CODE}/shop/cart.ets`,
      'import createComponent from "./cart/index_taro_comp"\n@Component\nstruct Index {}\n'
    );
    project.write(`${CODE}/shop/cart/index_taro_comp.js`, 'export default () => 1;\n');
    project.finds({
      severity: 'does not start',
      file: PAGES_FILE,
      problem: 'The page shop/cart was built but is not listed, so it is not compiled and cannot be opened',
      mend: 'add "shop/cart" to "src"'
    });
  });

  it('may be components, or routes with a name, which are not listed', () => {
    project.write(`${CODE}/pages/part.ets`, '@Component\nexport struct Part {}\n');
    project.write(`${CODE}/route.ets`, "@Entry({ routeName: 'route' })\n@Component\nstruct Route {}\n");
    project.write(
      `${CODE}/native.ets`,
      'import createComponent from "./native/index_taro_comp"\n@Component\nexport default struct Native {}\n'
    );
    project.finds();
  });

  it('need the list that module.json5 names', () => {
    project.delete(PAGES_FILE);
    project.finds({
      severity: 'does not start',
      file: PAGES_FILE,
      problem: 'The list of pages that module.json5 names is missing, so no page is compiled',
      mend: 'write the file with {"src":["pages/index/index"]}'
    });
  });

  it('need a list that module.json5 names', () => {
    project.edit(MODULE_FILE, "    pages: '$profile:main_pages',\n", '');
    project.finds({
      severity: 'does not start',
      file: MODULE_FILE,
      problem: 'The module names no list of its pages, so none of them is compiled',
      mend: 'add "pages": "$profile:main_pages" to its module, and the file main_pages.json with {"src":["pages/index/index"]}'
    });
  });

  it('are not listed in a library', () => {
    project.edit(MODULE_FILE, "type: 'entry'", "type: 'har'");
    project.edit(MODULE_FILE, "    pages: '$profile:main_pages',\n", '');
    project.finds();
  });
});
