import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { companionFolder, companionName, companionSources } from '../../tools/native/companion.ts';
import { checkLibrary } from '../../tools/native/libraryRules.ts';
import { buildOhosCompanion, ohosRules } from '../../tools/native/openharmony/ohosCompanion.ts';
import { makeSysroot } from '../../tools/native/openharmony/sysroot.ts';
import type { OhosTarget } from '../../tools/native/openharmony/targets.ts';
import { ohosLibraryName, ohosTargets } from '../../tools/native/openharmony/targets.ts';
import { CLANG, installationHint, missingPackages } from '../../tools/native/openharmony/toolchain.ts';
import { hasTool, runTool } from '../../tools/native/runTool.ts';
import { hostAddon } from '../../tools/native/hostAddon.ts';
import './support/addons.ts'; // builds hostAddon
import { buildDeviceHarness, deviceRunner } from './support/deviceHarness.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

const missing = missingPackages();
const skip = missing.length > 0 && `needs Debian packages: ${installationHint(missing)}`;
const skipCMake = skip || (!hasTool('cmake') && 'needs cmake');

const FIRST_TARGET = firstTarget();

function firstTarget(): OhosTarget {
  const [target] = ohosTargets;
  assert.ok(target !== undefined);
  return target;
}

/** DT_FLAGS as the libraries have it, DF_BIND_NOW; and what a linker writes that had to relocate code, DF_TEXTREL too. */
const FLAGS_BIND_NOW = Buffer.from('1e000000000000000800000000000000', 'hex');
const FLAGS_TEXT_RELOCATIONS = Buffer.from('1e000000000000000c00000000000000', 'hex');

/** Flags that make a library unfit, and what is to be found then. */
const SPOILED: readonly (readonly [flags: readonly string[], finding: RegExp])[] = [
  [['-Wl,-z,norelro'], /^has no RELRO segment$/],
  [['-Wl,-z,lazy'], /^binds symbols lazily/],
  [['-Wl,-z,execstack'], /^asks for an executable stack$/],
  [['-Wl,-z,max-page-size=4096'], /^has a segment that is not aligned to 16384 bytes$/],
  [['-Wl,--omagic'], /^has a segment that is writable and executable$/m],
  [['-Wl,-rpath,/data'], /^has RPATH: \/data; expected: none$/],
  [['-Wl,-soname,libother.so'], /^has SONAME: libother\.so; expected: libtaro_harmony_socket\.so$/],
  [['-fvisibility=default'], /^has exported symbol: .*writableBytes/]
];

function build(target: OhosTarget, folder: string, flags: readonly string[] = []): string {
  const output = path.join(folder, ohosLibraryName);
  buildOhosCompanion(target, output, flags);
  return output;
}

test('CMake compiles all sources', () => {
  const text = readFileSync(path.join(companionFolder, 'CMakeLists.txt'), 'utf8');
  const listed = [...text.matchAll(/^ +(\S+\.cpp)/gm)].map(([, file]) => file);
  assert.deepEqual(
    listed,
    companionSources().map((file) => path.relative(companionFolder, file))
  );
});

for (const target of ohosTargets) {
  test(`${target.abi}: the library is fit for a device`, { skip }, (t) => {
    assert.deepEqual(checkLibrary(build(target, temporaryFolder(t)), ohosRules(target)), []);
  });

  test(`${target.abi}: CMake builds a library that is fit for a device`, { skip: skipCMake }, (t) => {
    const folder = temporaryFolder(t);
    const library = buildWithCMake(target, folder);
    assert.deepEqual(checkLibrary(library, ohosRules(target)), []);
  });

  const runner = deviceRunner(target);
  const run = [...runner.prefix, 'the harness'].join(' ');
  test(
    `${target.abi}: ${run} loads the library and calls it`,
    { skip: skip || (runner.missing ?? false) },
    (t) => {
      const folder = temporaryFolder(t);
      build(target, folder);
      const harness = buildDeviceHarness(target, folder);
      const [command = '', ...args] = [...runner.prefix, harness, path.join(folder, ohosLibraryName)];
      const { status, stdout, stderr } = spawnSync(command, args, {
        encoding: 'utf8',
        env: { LD_LIBRARY_PATH: folder, PATH: process.env.PATH },
        timeout: 600_000
      });
      assert.equal(status, 0, stdout + stderr);
      assert.equal(stdout.split('\n').filter((line) => line.startsWith('ok ')).length, 76, stdout);
    }
  );
}

/** As DevEco does, with this machine's compiler. */
function buildWithCMake(target: OhosTarget, folder: string): string {
  const { compilerFlags, linkerFlags, libraries } = makeSysroot(target, folder);
  const output = path.join(folder, 'cmake');
  runTool('cmake', [
    '-S',
    companionFolder,
    '-B',
    output,
    '-DCMAKE_SYSTEM_NAME=Linux',
    '-DCMAKE_BUILD_TYPE=Release',
    `-DCMAKE_CXX_COMPILER=${CLANG}`,
    '-DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY',
    `-DCMAKE_CXX_FLAGS=${compilerFlags.join(' ')} -Werror`,
    `-DCMAKE_SHARED_LINKER_FLAGS=${linkerFlags.join(' ')} -Wl,--strip-all`,
    `-DCMAKE_CXX_STANDARD_LIBRARIES=${libraries.join(' ')}`
  ]);
  runTool('cmake', ['--build', output]);
  return path.join(output, `lib${companionName}.so`);
}

for (const [flags, finding] of SPOILED) {
  test(`${flags.join(' ')} is found`, { skip }, (t) => {
    const findings = checkLibrary(build(FIRST_TARGET, temporaryFolder(t), flags), ohosRules(FIRST_TARGET));
    assert.match(findings.join('\n'), finding);
  });
}

test('a function that devices do not have is found', { skip }, (t) => {
  const folder = temporaryFolder(t);
  const source = path.join(folder, 'extra.cpp');
  writeFileSync(source, 'extern "C" void newFunction(); void useIt() { newFunction(); }\n');
  const findings = checkLibrary(
    build(FIRST_TARGET, folder, [source, '-Wl,--unresolved-symbols=ignore-all']),
    ohosRules(FIRST_TARGET)
  );
  assert.deepEqual(findings, ['has unknown undefined symbol: newFunction; expected: none']);
});

test('text relocations are found', { skip }, (t) => {
  const library = build(FIRST_TARGET, temporaryFolder(t));
  const bytes = readFileSync(library);
  const at = bytes.indexOf(FLAGS_BIND_NOW);
  assert.ok(at > 0);
  FLAGS_TEXT_RELOCATIONS.copy(bytes, at);
  writeFileSync(library, bytes);
  assert.deepEqual(checkLibrary(library, ohosRules(FIRST_TARGET)), ['has text relocations']);
});

test('what was built for this machine is not fit for a device', () => {
  const findings = checkLibrary(hostAddon, ohosRules(FIRST_TARGET)).join('\n');
  for (const part of [
    /SONAME: none/,
    /NEEDED: libc\.so\.6/,
    /symbol table: .*\.symtab/,
    /napi_register_module_v1/
  ]) {
    assert.match(findings, part);
  }
  assert.equal(/has machine: /.test(findings), process.arch !== 'arm64');
});

test('files that are no library', (t) => {
  const file = path.join(temporaryFolder(t), 'library.so');
  const bytes = readFileSync(hostAddon);
  const parts = [0, 16, 63, 64, 500, bytes.length - 64].map((size) => bytes.subarray(0, size));
  for (const content of ['text, and not an ELF file', ...parts]) {
    writeFileSync(file, content);
    assert.match(checkLibrary(file, ohosRules(FIRST_TARGET)).join(), /^is no whole ELF file: readelf: /);
  }
});
