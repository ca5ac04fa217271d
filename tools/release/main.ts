// npm run tool -- tools/release/main.ts: whether version numbers, changelogs, packages and documentation agree.
import { Command } from 'commander';
import { repositoryRoot } from '../arkts/modules.ts';
import { checkAddresses } from './addresses.ts';
import { checkChangelogs } from './changelogs.ts';
import { checkDocs } from './docs.ts';
import { checkHarPackage } from './har.ts';
import type { ReleaseCheck } from './mismatch.ts';
import { checkNpmPackage } from './npmPackage.ts';
import { releaseVersion } from './projectFile.ts';
import { checkVersions } from './versions.ts';

const CHECKS: ReadonlyMap<string, ReleaseCheck> = new Map([
  ['versions', checkVersions],
  ['addresses', checkAddresses],
  ['changelogs', checkChangelogs],
  ['docs', checkDocs],
  ['HAR', checkHarPackage],
  ['npm package', checkNpmPackage]
]);

const command = new Command('release')
  .description('Verifies that version numbers, changelogs, packages and documentation agree.')
  .option('--root <folder>', 'another checkout', repositoryRoot)
  .parse();
const { root } = command.opts<{ root: string }>();

let total = 0;
for (const [name, check] of CHECKS) {
  process.stdout.write(`${name} ... `);
  const lines = await look(check);
  console.log(lines.length === 0 ? 'ok' : `${lines.length} mismatches`);
  for (const line of lines) console.log(line);
  total += lines.length;
}
console.log(`release: ${releaseVersion(root)}: ${total === 0 ? 'ok' : `${total} mismatches`}`);
process.exitCode = total === 0 ? 0 : 1;

/** A project that cannot be looked at is a mismatch too. */
async function look(check: ReleaseCheck): Promise<string[]> {
  try {
    const mismatches = await check(root);
    return mismatches.map(
      ({ file, subject, found, expected, next }) =>
        `${file}: ${subject}: found ${found}, expected ${expected}: ${next}`
    );
  } catch (error) {
    return [`cannot be checked: ${error instanceof Error ? error.message : String(error)}`];
  }
}
