import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findNodeHeaders } from '../nodeHeaders.ts';
import { runTool } from '../runTool.ts';
import type { SystemLibrary } from './systemLibraries.ts';
import { systemLibraries } from './systemLibraries.ts';
import type { OhosTarget } from './targets.ts';
import { muslHeaders } from './targets.ts';
import { CLANG } from './toolchain.ts';

const NODE_API_HEADERS = ['node_api.h', 'node_api_types.h', 'js_native_api.h', 'js_native_api_types.h'];

/** What stands in for the system of a device when something is compiled for it. */
export interface Sysroot {
  /** For the compiler: the target, and only the compiler's own, musl's and Node-API's headers. */
  compilerFlags: readonly string[];
  /** For the linker, before the libraries. */
  linkerFlags: readonly string[];
  /** The system's libraries, for the linker. */
  libraries: readonly string[];
}

/** @param folder gets what is needed, and has to stay as long as the flags are used */
export function makeSysroot(target: OhosTarget, folder: string): Sysroot {
  const nodeHeaders = findNodeHeaders();
  NODE_API_HEADERS.forEach((name) => copyFileSync(path.join(nodeHeaders, name), path.join(folder, name)));
  systemLibraries.forEach((library) => makeStub(target, folder, library));
  const headers = [muslHeaders(target), folder, import.meta.dirname];
  return {
    compilerFlags: [
      `--target=${target.triple}`,
      '-nostdlibinc',
      ...headers.flatMap((each) => ['-isystem', each]),
      // musl's own CMSG_NXTHDR compares a size with a difference.
      '-Wno-sign-compare'
    ],
    linkerFlags: [`--target=${target.triple}`, '-nostdlib', '-fuse-ld=lld', `-L${folder}`],
    libraries: systemLibraries.map(({ name }) => `-l:${name}`)
  };
}

/** Makes a library that has nothing but names: enough to link against what only a device has. */
function makeStub(target: OhosTarget, folder: string, { name, symbols }: SystemLibrary): void {
  const source = path.join(folder, `${name}.s`);
  writeFileSync(source, symbols.map((symbol) => `.globl ${symbol}\n${symbol}:\n`).join(''));
  const flags = [`--target=${target.triple}`, '-shared', '-nostdlib', '-fuse-ld=lld', `-Wl,-soname,${name}`];
  runTool(CLANG, [...flags, '-o', path.join(folder, name), source]);
}
