import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { runHybridDemo } from '../../tools/demo/hybrid.ts';
import { reasonAgainstBrowser } from '../../tools/hybrid/browser.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const LIMIT = 50 * 60_000;

describe('npm run demo -- hybrid', { timeout: LIMIT, skip: reasonAgainstBrowser() ?? false }, () => {
  const out = mkdtempSync(path.join(tmpdir(), 'demo-'));
  after(() => rmSync(out, { recursive: true, force: true }));

  test('works both pages of the example in the browser, and writes a screenshot of each', async () => {
    const lines: string[] = [];
    const screenshots = await runHybridDemo(out, (line) => lines.push(line));
    const report = lines.join('\n');
    assert.match(report, /✓ Bound to port \d+/);
    assert.match(report, /✓ errCode -4: TCPSocket\.connect:fail refused or unreachable/);
    assert.equal(
      lines.filter((line) => line.includes('✓ sent and received: héllo, 你好，世界 🛰️')).length,
      2
    );
    for (const name of ['udp.png', 'tcp.png']) {
      assert.ok(readFileSync(path.join(screenshots, name)).subarray(0, PNG.length).equals(PNG), name);
    }
  });
});
