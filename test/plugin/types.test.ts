import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

const FIXTURES = path.join(import.meta.dirname, 'fixtures/types');
const EXPECTATION = /@ts-expect-error TS(\d+)/;

/** How apps resolve packages: Taro's own template, and what current TypeScript recommends. */
const RESOLUTIONS: Record<string, ts.CompilerOptions> = {
  node: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0'
  },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }
};

/** How Node resolves packages, which loads Taro's config and not an app. */
const NODE_NEXT: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext
};

interface Finding {
  line: number;
  code: number;
}

/** What the compiler has to say of a fixture. Its expectations are hidden from the compiler, which would swallow them. */
function findings(fixture: string, resolution: ts.CompilerOptions): Finding[] {
  const file = path.join(FIXTURES, fixture);
  const options: ts.CompilerOptions = {
    ...resolution,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: []
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (name) =>
    path.resolve(name) === file ? readFile(name)?.replaceAll('@ts-expect-error', '') : readFile(name);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ code, file: source, start = 0 }) => ({
    line: source === undefined ? 0 : source.getLineAndCharacterOfPosition(start).line + 1,
    code
  }));
}

/** The errors that a fixture's comments ask for, each in the line below. */
function expectations(fixture: string): Finding[] {
  const lines = readFileSync(path.join(FIXTURES, fixture), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const code = EXPECTATION.exec(text)?.[1];
    return code === undefined ? [] : [{ line: index + 2, code: Number(code) }];
  });
}

for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
  describe(`the typings of an app with moduleResolution ${name}`, () => {
    it('take what both platforms take', () => {
      assert.deepEqual(findings('good.ts', resolution), []);
    });

    it('report each mistake, with the expected error', () => {
      const expected = expectations('bad.ts');
      assert.ok(expected.length > 10);
      assert.deepEqual(findings('bad.ts', resolution), expected);
    });
  });
}

describe('the typings for Node', () => {
  it('are those of the plugin, which Node loads', () => {
    assert.deepEqual(findings('node.mts', NODE_NEXT), []);
  });
});
