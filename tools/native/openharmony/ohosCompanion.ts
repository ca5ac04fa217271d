import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { companionFlags, companionSources } from '../companion.ts';
import type { LibraryRules } from '../libraryRules.ts';
import { runTool } from '../runTool.ts';
import { makeSysroot } from './sysroot.ts';
import { systemLibraries } from './systemLibraries.ts';
import type { OhosTarget } from './targets.ts';
import { ohosLibrary, ohosLibraryName } from './targets.ts';
import { CLANG } from './toolchain.ts';

const LINKER_FLAGS = [
  '-Wl,-z,relro,-z,now,-z,noexecstack,-z,text',
  '-Wl,-z,max-page-size=16384',
  '-Wl,--no-undefined',
  '-Wl,--strip-all',
  `-Wl,-soname,${ohosLibraryName}`
];

/** What a target's library has to be. */
export function ohosRules(target: OhosTarget): LibraryRules {
  return {
    machine: target.machine,
    soName: ohosLibraryName,
    needed: systemLibraries.map(({ name }) => name),
    symbols: new Set(systemLibraries.flatMap(({ symbols }) => symbols))
  };
}

/**
 * Cross-compiles the native module for OpenHarmony, without its SDK.
 *
 * @param output the library
 * @param extraFlags come last, so that tests can spoil a library
 */
export function buildOhosCompanion(
  target: OhosTarget,
  output: string = ohosLibrary(target),
  extraFlags: readonly string[] = []
): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohos-'));
  try {
    const { compilerFlags, linkerFlags, libraries } = makeSysroot(target, folder);
    mkdirSync(path.dirname(output), { recursive: true });
    runTool(CLANG, [
      ...companionFlags,
      ...compilerFlags,
      '-shared',
      ...linkerFlags,
      ...LINKER_FLAGS,
      '-o',
      output,
      ...companionSources(),
      ...libraries,
      ...extraFlags
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
