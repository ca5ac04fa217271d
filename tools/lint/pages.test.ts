import { test } from 'node:test';
import { checkArkTs } from './arkTs.ts';
import { expectFindings } from './expectFindings.ts';
import { checkPages } from './pages.ts';
import { checkResources } from './resources.ts';
import { scratchProject } from './scratchProject.ts';

const APP = ['entry/src/main', 'library', 'AppScope'];

/** A page around what its `build` shows. */
function page(...lines: string[]): string {
  return ['@Entry', '@ComponentV2', 'struct Index {', '  build() {', ...lines, '  }', '}', ''].join('\n');
}

test('the checks take the demo app as it is', async (t) => {
  const root = scratchProject(t, {}, APP);
  await expectFindings(checkResources, root, []);
  await expectFindings(checkPages, root, []);
});

test('a page with an attribute or a value that ArkUI does not know does not compile', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': 'export const port: number = 1;\n',
    'entry/src/main/ets/pages/Index.ets': page(
      '    Column() {',
      "      Text('1').fontSise(3)",
      "      Text('2').fontWeight(FontWeight.Heavy)",
      '      Progress({ value: true })',
      "      NavDestination().title($r('app.string.title'))",
      '    }'
    )
  });
  await expectFindings(checkArkTs, root, [
    ['entry/src/main/ets/pages/Index.ets:6', /'fontSise' does not exist/],
    ['entry/src/main/ets/pages/Index.ets:7', /'Heavy' does not exist/],
    ['entry/src/main/ets/pages/Index.ets:8', /'boolean' is not assignable to type 'number'/],
    ['entry/src/main/ets/pages/Index.ets:9', /'Resource' is not assignable/]
  ]);
});

test('a component that is given wrong values, or values that it does not take, does not compile', async (t) => {
  const child = [
    '@ComponentV2',
    'export struct Child {',
    '  @Require @Param count: number;',
    '  @Event done: (value: string) => void = (): void => {};',
    '  build() {',
    '    Text(`${this.count}`)',
    '  }',
    '}',
    ''
  ].join('\n');
  const root = scratchProject(t, {
    'library/Index.ets': 'export const port: number = 1;\n',
    'entry/src/main/ets/pages/Child.ets': child,
    'entry/src/main/ets/pages/Index.ets': `import { Child } from './Child';\n${page(
      '    Column() {',
      '      Child({ count: 1, done: (value: string): void => {} })',
      "      Child({ count: '1' })",
      '      Child({ count: 1, missing: 2 })',
      '    }'
    )}`
  });
  await expectFindings(checkArkTs, root, [
    ['entry/src/main/ets/pages/Index.ets:8', /'string' is not assignable to type 'number'/],
    ['entry/src/main/ets/pages/Index.ets:9', /'missing' does not exist/]
  ]);
});

const RESOURCES = {
  'entry/src/main/resources/base/element/string.json':
    '{ "string": [{ "name": "hello", "value": "Hello %s" }, { "name": "label", "value": "App" }] }',
  'entry/src/main/resources/zh_CN/element/string.json':
    '{ "string": [{ "name": "hello", "value": "你好 %s" }, { "name": "label", "value": "应用" }] }',
  'entry/src/main/resources/base/element/color.json': '{ "color": [{ "name": "ink", "value": "#000000" }] }',
  'entry/src/main/resources/dark/element/color.json': '{ "color": [{ "name": "ink", "value": "#FFFFFF" }] }',
  'entry/src/main/resources/base/media/icon.svg': '<svg/>',
  'entry/src/main/module.json5': '{ module: { label: "$string:label" } }'
};
const GOOD = page(
  "    Text($r('app.string.hello', 'you')).fontColor($r('app.color.ink'))",
  "    Image($r('app.media.icon'))"
);

test('the resource check takes what is there, in each language and mode', async (t) => {
  const root = scratchProject(t, { ...RESOURCES, 'entry/src/main/ets/pages/Index.ets': GOOD });
  await expectFindings(checkResources, root, []);
});

test('the resource check finds names that are not there or not written out, and wrong numbers of values', async (t) => {
  const root = scratchProject(t, {
    ...RESOURCES,
    'entry/src/main/ets/pages/Index.ets': GOOD,
    'entry/src/main/ets/viewmodel/Texts.ets': [
      "export const a: Resource = $r('app.string.goodbye');",
      "export const b: Resource = $r('app.color.paper');",
      "export const c: Resource = $r('app.media.logo');",
      'const name = "app.string.hello";',
      'export const d: Resource = $r(name);',
      "export const e: Resource = $r('app.string.hello');",
      "export const f: Resource = $r('app.string.hello', 1, 2);",
      ''
    ].join('\n')
  });
  const file = 'entry/src/main/ets/viewmodel/Texts.ets';
  await expectFindings(checkResources, root, [
    [`${file}:1`, /there is no app\.string\.goodbye/],
    [`${file}:2`, /there is no app\.color\.paper/],
    [`${file}:3`, /there is no app\.media\.logo/],
    [`${file}:5`, /written out/],
    [`${file}:6`, /has 1 placeholders, and 0 values/],
    [`${file}:7`, /has 1 placeholders, and 2 values/]
  ]);
});

test('the resource check finds what a language or mode lacks, has too much, or fills in otherwise', async (t) => {
  const root = scratchProject(t, {
    ...RESOURCES,
    'entry/src/main/ets/pages/Index.ets': GOOD,
    'entry/src/main/resources/zh_CN/element/string.json':
      '{ "string": [{ "name": "hello", "value": "你好 %d" }, { "name": "extra", "value": "多" }] }',
    'entry/src/main/resources/dark/element/color.json': '{ "color": [] }',
    'AppScope/resources/base/element/string.json': '{ "string": [{ "name": "app_name", "value": "App" }] }'
  });
  const strings = 'entry/src/main/resources/zh_CN/element/string.json:1';
  await expectFindings(checkResources, root, [
    [strings, /app\.string\.label is missing/],
    [strings, /app\.string\.hello has the placeholders %d, in base %s/],
    [strings, /app\.string\.extra is not in base/],
    ['entry/src/main/resources/dark/element/color.json:1', /app\.color\.ink is missing/],
    ['AppScope/resources/zh_CN/element/string.json:1', /app\.string\.app_name is missing/]
  ]);
});

test('the resource check finds texts in one language, and resources that nothing uses', async (t) => {
  const root = scratchProject(t, {
    ...RESOURCES,
    'entry/src/main/ets/pages/Index.ets': page(
      "    Text('Hello').accessibilityText('hello')",
      '    Button(`Port ${1}`)',
      "    TextInput({ placeholder: 'Port', text: `${1}` }).fontColor($r('app.color.ink'))",
      "    Image($r('app.media.icon')).accessibilityLevel('no')"
    )
  });
  const file = 'entry/src/main/ets/pages/Index.ets';
  await expectFindings(checkResources, root, [
    [`${file}:5`, /'hello' is shown in one language only/],
    [`${file}:5`, /'Hello' is shown in one language only/],
    [`${file}:6`, /'Port ' is shown/],
    [`${file}:7`, /'Port' is shown/],
    ['entry/src/main/resources:1', /app\.string\.hello is not used/]
  ]);
});

test('the page check finds pages that are not there, and parts of ArkUI that are too new', async (t) => {
  const root = scratchProject(t, {
    'entry/src/main/resources/base/profile/main_pages.json':
      '{ "src": ["pages/None", "pages/Part", "pages/Whole"] }',
    'entry/src/main/ets/pages/Part.ets': '@ComponentV2\nexport struct Part {\n  build() {}\n}\n',
    'entry/src/main/ets/pages/Whole.ets': page(),
    'test/declarations/arkui/newer.d.ts': '/** @since 13 */\ndeclare enum Newer {}\n'
  });
  const profile = 'entry/src/main/resources/base/profile/main_pages.json:1';
  await expectFindings(checkPages, root, [
    [profile, /pages\/None is not there/],
    [profile, /pages\/Part is not there, or has no @Entry/],
    ['test/declarations/arkui/newer.d.ts:1', /since API 13, the project supports API 12/]
  ]);
});

test('the page check finds components that do not get what they require', async (t) => {
  const part = [
    '@ComponentV2',
    'export struct Part {',
    '  @Require @Param count: number;',
    '  @Param size: number;'
  ];
  const root = scratchProject(t, {
    'entry/src/main/ets/components/Part.ets': [...part, '  build() {}', '}', ''].join('\n'),
    'entry/src/main/ets/pages/Index.ets': page(
      '    Column() {',
      '      Part({ count: 1 })',
      '      Part({ size: 2 })',
      '      Part()',
      '    }'
    )
  });
  await expectFindings(checkPages, root, [
    ['entry/src/main/ets/components/Part.ets:4', /@Param size needs a value, or @Require/],
    ['entry/src/main/ets/pages/Index.ets:7', /Part requires count/],
    ['entry/src/main/ets/pages/Index.ets:8', /Part requires count/]
  ]);
});

test('the page check finds what a builder would show for ever', async (t) => {
  const root = scratchProject(t, {
    'entry/src/main/ets/pages/Index.ets': [
      '@Entry',
      '@ComponentV2',
      'struct Index {',
      '  @Local port: number = 0;',
      '  private readonly first: number = 1;',
      '  @Builder',
      '  line(count: number) {',
      '    Text(`${count}`)',
      '  }',
      '  build() {',
      '    Column() {',
      '      this.line(this.port)',
      '      this.line(this.first)',
      '      Text(`${this.port}`)',
      '    }',
      '  }',
      '}',
      ''
    ].join('\n')
  });
  await expectFindings(checkPages, root, [
    ['entry/src/main/ets/pages/Index.ets:12', /a builder shows port as it was at first/]
  ]);
});

test('the page check finds what changes behind the back of the pages', async (t) => {
  const root = scratchProject(t, {
    'entry/src/main/ets/viewmodel/Lab.ets': [
      '@ObservedV2',
      'export class Lab {',
      '  @Trace seen: number = 0;',
      '  unseen: number = 0;',
      '  readonly fixed: number = 0;',
      '  private own: number = 0;',
      '}',
      'export class Plain {',
      '  free: number = 0;',
      '}',
      ''
    ].join('\n')
  });
  await expectFindings(checkPages, root, [
    ['entry/src/main/ets/viewmodel/Lab.ets:4', /would not see unseen change/]
  ]);
});
