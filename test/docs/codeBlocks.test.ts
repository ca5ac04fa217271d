import JSON5 from 'json5';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type ts from 'typescript';
import oldTypeScript from 'typescript-template';
import { checkConfigTexts, typeOf } from '../../tools/lint/configFiles.ts';
import { checkArkTs, isForDevEco } from './support/arkTsBlocks.ts';
import { blocks, type DocumentedBlock, placeOf } from './support/documentation.ts';
import { checkShell } from './support/shellBlocks.ts';
import { readStateDiagram } from './support/stateDiagram.ts';
import { checkTypeScript } from './support/typeScriptBlocks.ts';

const CODE = ['ets', 'ts', 'tsx', 'js'];
const DATA = ['json', 'json5'];
/** Output, file trees, formats of others. */
const WORDS = ['text'];
const LANGUAGES = [...CODE, ...DATA, ...WORDS, 'sh', 'mermaid'];

/** What people copy into apps. */
const APP_GUIDES = ['device-discovery', 'from-wechat', 'mqtt', 'printer'].map(
  (name) => `docs/guides/${name}.md`
);

/** A block that no check may let pass. */
const WRONG: Omit<DocumentedBlock, 'language' | 'text' | 'file'> = { page: 'wrong.md', line: 1 };

describe('the code blocks of the documentation', () => {
  it('say in what language they are', () => {
    const strange = blocks.filter(({ language }) => !LANGUAGES.includes(language));
    assert.deepEqual(strange.map(describeBlock), []);
    const wronglyNamed = blocks.filter(({ file, language }) => !file.endsWith(`.${language}`));
    assert.deepEqual(wronglyNamed.map(describeBlock), []);
  });

  it('compile as ArkTS, without a warning of the linter, against the packed HAR', async (t) => {
    const arkTs = blocks.filter(isForDevEco);
    assert.ok(arkTs.length > 5);
    const wrong = { ...WRONG, language: 'ets', file: 'wrong.ets', text: 'const port: any = 1;\n' };
    assert.deepEqual(await checkArkTs(t, [...arkTs, wrong]), [
      'wrong.md:2: Use explicit types instead of "any", "unknown" (arkts-no-any-unknown)'
    ]);
  });

  it('compile as TypeScript and JavaScript with the types of Taro and of the packages', () => {
    const typeScript = blocks.filter((block) => CODE.includes(block.language) && !isForDevEco(block));
    assert.ok(typeScript.length > 5);
    const text = "import Taro from '@tarojs/taro';\nTaro.createUDPSocket().setTTL(true);\n";
    const wrong = { ...WRONG, language: 'ts', file: 'wrong.ts', text };
    assert.deepEqual(checkTypeScript([...typeScript, wrong]), [
      "wrong.md:3: Argument of type 'boolean' is not assignable to parameter of type 'number'."
    ]);
  });

  it("compile with the oldest TypeScript that Taro's template takes, where they are for apps", () => {
    const guides = blocks.filter(
      ({ language, page, text }) =>
        /^tsx?$/.test(language) &&
        (APP_GUIDES.includes(page) || text.includes('taro-harmony-socket/types/taro'))
    );
    assert.ok(guides.length > 5);
    const text = 'export const bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1);\n';
    const wrong = { ...WRONG, language: 'ts', file: 'wrong.ts', text };
    assert.deepEqual(checkTypeScript([...guides, wrong], oldTypeScript as unknown as typeof ts), [
      "wrong.md:2: Type 'Uint8Array' is not generic."
    ]);
  });

  it('are JSON that the tools take', () => {
    const data = blocks.filter(({ language }) => DATA.includes(language));
    for (const block of data) assert.doesNotThrow(() => parse(block), placeOf(block));
    const typed = data.flatMap((block) => {
      const type = typeOf(block.file);
      return type === undefined ? [] : [{ file: placeOf(block), type, text: block.text }];
    });
    assert.ok(typed.length > 2);
    const wrong = { file: 'wrong.md:1', type: typed[0]?.type ?? '', text: '{ name: 1 }' };
    const findings = checkConfigTexts([...typed, wrong]);
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ['wrong.md:1']);
  });

  it('name npm scripts, options and files that exist', () => {
    const text = 'npm run lint -- --fast\nnpm run nothing && nonsense ./tools/nothing.ts\nnpx nonsense\n';
    const wrong = { ...WRONG, language: 'sh', file: 'wrong.sh', text };
    assert.deepEqual(checkShell([...blocks.filter(({ language }) => language === 'sh'), wrong]), [
      'wrong.md:2: lint has no option --fast',
      'wrong.md:3: npm has no script nothing',
      'wrong.md:3: tools/nothing.ts does not exist',
      'wrong.md:3: nonsense is no known command',
      'wrong.md:4: the npm package has no command nonsense'
    ]);
  });

  it('are diagrams that can be drawn', () => {
    for (const block of blocks.filter(({ language }) => language === 'mermaid')) {
      assert.doesNotThrow(() => readStateDiagram(block.text), placeOf(block));
    }
    assert.throws(() => readStateDiagram('stateDiagram-v2\n  Open -> Closed\n'), /Open -> Closed/);
  });
});

function parse({ language, text }: DocumentedBlock): void {
  if (language === 'json') JSON.parse(text);
  else JSON5.parse(text);
}

function describeBlock(block: DocumentedBlock): string {
  return `${placeOf(block)}: ${block.language} ${block.file}`;
}
