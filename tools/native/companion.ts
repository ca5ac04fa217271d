import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';

/** The native module's name: its library is `lib<name>.so` on a device and `<name>.node` for the tests. */
export const companionName = 'taro_harmony_socket';

/** The sources and headers of the native module. */
export const companionFolder = path.join(repositoryRoot, 'library/src/main/cpp');

/** The native module's translation units, as absolute paths. */
export function companionSources(): string[] {
  return listFiles(companionFolder, (file) => file.endsWith('.cpp'));
}

/** What every compiler of the native module is told, on the host and for OpenHarmony. */
export const companionFlags: readonly string[] = [
  '-std=c++17',
  '-O2',
  '-g0',
  '-fPIC',
  '-fvisibility=hidden',
  '-fno-exceptions',
  '-fno-rtti',
  '-fstack-protector-strong',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-D_GNU_SOURCE'
];
