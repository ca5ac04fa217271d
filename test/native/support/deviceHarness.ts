import { existsSync } from 'node:fs';
import path from 'node:path';
import { companionFlags } from '../../../tools/native/companion.ts';
import { makeSysroot } from '../../../tools/native/openharmony/sysroot.ts';
import type { OhosTarget } from '../../../tools/native/openharmony/targets.ts';
import { CLANG } from '../../../tools/native/openharmony/toolchain.ts';
import { hasTool, runTool } from '../../../tools/native/runTool.ts';

const SOURCES = path.resolve(import.meta.dirname, '../device');
const EMULATOR = 'qemu-aarch64';

/** How programs of a target run on this machine. */
export interface DeviceRunner {
  /** Words that stand before the program. */
  prefix: readonly string[];
  /** Why none can be run here. */
  missing?: string;
}

/** musl's dynamic loader, which has the same place on a device. */
function loaderOf(target: OhosTarget): string {
  return `/lib/ld-${target.musl.replace(/^(\w+)-linux-musl$/, 'musl-$1')}.so.1`;
}

export function deviceRunner(target: OhosTarget): DeviceRunner {
  const isNative = target.abi === (process.arch === 'x64' ? 'x86_64' : 'arm64-v8a');
  const prefix = isNative ? [] : [EMULATOR];
  if (!existsSync(loaderOf(target)))
    return { prefix, missing: `needs musl:${target.debian} (${loaderOf(target)})` };
  if (isNative) return { prefix };
  if (target.abi !== 'arm64-v8a') return { prefix, missing: `no emulator for ${target.abi} is used here` };
  return hasTool(EMULATOR) ? { prefix } : { prefix, missing: `needs ${EMULATOR} (Debian's qemu-user)` };
}

/**
 * Builds a program that loads the companion's library, and an engine in miniature that stands in for the device's.
 *
 * @param folder gets both, and the engine is found there (LD_LIBRARY_PATH)
 * @returns the program
 */
export function buildDeviceHarness(target: OhosTarget, folder: string): string {
  const { compilerFlags } = makeSysroot(target, folder);
  const musl = `/usr/lib/${target.musl}`;
  const flags = [...companionFlags, ...compilerFlags, '-nostdlib', '-fuse-ld=lld'];
  const engine = path.join(folder, 'libace_napi.z.so');
  const program = path.join(folder, 'harness');
  const exported = ['-fvisibility=default', '-shared', '-Wl,-soname,libace_napi.z.so'];
  runTool(CLANG, [
    ...flags,
    ...exported,
    '-o',
    engine,
    path.join(SOURCES, 'napiStandIn.cpp'),
    `${musl}/libc.so`
  ]);
  runTool(CLANG, [
    ...flags,
    '-fPIE',
    '-pie',
    `-Wl,--dynamic-linker=${loaderOf(target)}`,
    '-o',
    program,
    ...['Scrt1.o', 'crti.o'].map((file) => path.join(musl, file)),
    path.join(SOURCES, 'harness.cpp'),
    engine,
    ...['libc.so', 'crtn.o'].map((file) => path.join(musl, file))
  ]);
  return program;
}
