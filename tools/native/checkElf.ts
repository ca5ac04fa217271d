// tsx tools/native/checkElf.ts [FILES]: whether libraries are fit for a device; those of npm run build:native -- ohos when none is named.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkLibrary } from './libraryRules.ts';
import { ohosRules } from './openharmony/ohosCompanion.ts';
import { ohosLibrary, ohosTargets } from './openharmony/targets.ts';

const named = process.argv.slice(2);
const files = (named.length > 0 ? named : ohosTargets.map(ohosLibrary)).map((file) => path.resolve(file));
for (const file of files) {
  const findings = check(file);
  console.log(
    `${path.relative(process.cwd(), file)}: ${findings.length === 0 ? 'ok' : 'not fit for a device'}`
  );
  findings.forEach((finding) => console.log(`  ${finding}`));
  if (findings.length > 0) process.exitCode = 1;
}

/** The folder that a library is in names its architecture, as in a HAR. */
function check(file: string): string[] {
  const abi = path.basename(path.dirname(file));
  const target = ohosTargets.find((each) => each.abi === abi);
  if (target === undefined) {
    return [`lies in '${abi}', not in ${ohosTargets.map((each) => each.abi).join(' or ')}`];
  }
  return existsSync(file)
    ? checkLibrary(file, ohosRules(target))
    : ['does not exist: run npm run build:native -- ohos'];
}
