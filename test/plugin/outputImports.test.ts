import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { relativizeOutputImports, relativizeSourceImports } from '../../plugin/dist/outputImports.js';
import { withSlashes } from '../../plugin/dist/outputPath.js';

const OUTPUT = withSlashes(path.resolve('/project/my app/entry/src/main/ets'));
const CHUNK = 'pages/index/index_taro_comp.js';

describe('imports of files in the output', () => {
  it('become relative to the chunk', () => {
    const ids = [`${OUTPUT}/npm/react`, `${OUTPUT}/pages/index/other`, `${OUTPUT}/css_variables`];
    const code = `import * as React from '${ids[0]}';\nimport '${ids[1]}';\nconst later = import('${ids[2]}');`;
    assert.equal(
      relativizeOutputImports(code, ids, CHUNK, OUTPUT),
      "import * as React from '../../npm/react';\nimport './other';\nconst later = import('../../css_variables');"
    );
  });

  it('may be given relative to the working directory', () => {
    const id = withSlashes(path.relative(process.cwd(), path.join(OUTPUT, 'npm/react')));
    assert.equal(
      relativizeOutputImports(`import '${id}';`, [id], CHUNK, OUTPUT),
      "import '../../npm/react';"
    );
  });

  it('are left alone when they are relative to the chunk already', () => {
    const code = "import '../../npm/react';\nimport './other.js';";
    assert.equal(relativizeOutputImports(code, ['pages/index/other.js'], CHUNK, OUTPUT), code);
  });

  it('do not change a second time', () => {
    const id = `${OUTPUT}/npm/react`;
    const once = relativizeOutputImports(`import '${id}';`, [id], CHUNK, OUTPUT);
    assert.equal(relativizeOutputImports(once, [id], CHUNK, OUTPUT), once);
  });

  it('are told from imports of packages and of files elsewhere', () => {
    const ids = ['@ohos.net.socket', '@team/taro/@tarojs/taro', '/project/my app/entry/src/main/etsx/a'];
    const code = ids.map((id) => `import '${id}';`).join('\n');
    assert.equal(relativizeOutputImports(code, ids, CHUNK, OUTPUT), code);
  });
});

describe("imports of the app's sources in what Taro generates", () => {
  const SOURCES = withSlashes(path.resolve('/project/my app/src'));

  it('become relative', () => {
    const code = `import { a } from "../../npm/a"\nimport createComponent from "${SOURCES}/goods/detail/index/index_taro_comp"\n`;
    assert.equal(
      relativizeSourceImports(code, 'goods/detail/index.ets', SOURCES),
      'import { a } from "../../npm/a"\nimport createComponent from "./index/index_taro_comp"\n'
    );
    assert.match(
      relativizeSourceImports(code, 'list.ets', SOURCES),
      /"\.\/goods\/detail\/index\/index_taro_comp"/
    );
  });

  it('are told from others', () => {
    const code = `import a from "${SOURCES}s/a"\nimport b from "@ohos.net.socket"\nimport c from "./c"\n`;
    assert.equal(relativizeSourceImports(code, 'pages/index.ets', SOURCES), code);
  });
});
