// Cross-compiles the native companion for OpenHarmony and checks the libraries.
import path from 'node:path';
import { checkLibrary } from './libraryRules.ts';
import { buildOhosCompanion, ohosRules } from './openharmony/ohosCompanion.ts';
import { ohosLibrary, ohosTargets } from './openharmony/targets.ts';
import { installationHint, missingPackages } from './openharmony/toolchain.ts';

const missing = missingPackages();
if (missing.length > 0) {
  console.error(
    `the libraries for OpenHarmony need Debian packages that are not installed: ${installationHint(missing)}`
  );
  process.exit(1);
}

for (const target of ohosTargets) {
  const output = ohosLibrary(target);
  process.stdout.write(`compiling the native companion for ${target.abi} ... `);
  try {
    buildOhosCompanion(target);
    const findings = checkLibrary(output, ohosRules(target));
    console.log(findings.length === 0 ? path.relative(process.cwd(), output) : 'not fit for a device');
    findings.forEach((finding) => console.error(`  ${finding}`));
    if (findings.length > 0) process.exitCode = 1;
  } catch (error) {
    console.log('failed');
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
