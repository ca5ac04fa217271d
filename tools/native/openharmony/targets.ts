import path from 'node:path';
import { repositoryRoot } from '../../arkts/modules.ts';
import { companionName } from '../companion.ts';

/** One processor architecture of OpenHarmony. */
export interface OhosTarget {
  /** The name of the folder in a HAR or an app. */
  abi: string;
  triple: string;
  /** The same architecture's name in Debian's musl packages, whose headers stand in for those of OpenHarmony's libc. */
  musl: string;
  /** The Debian architecture of those packages. */
  debian: string;
  /** As `readelf` calls the architecture. */
  machine: string;
}

export const ohosTargets: readonly OhosTarget[] = [
  {
    abi: 'arm64-v8a',
    triple: 'aarch64-linux-ohos',
    musl: 'aarch64-linux-musl',
    debian: 'arm64',
    machine: 'AArch64'
  },
  {
    abi: 'x86_64',
    triple: 'x86_64-linux-ohos',
    musl: 'x86_64-linux-musl',
    debian: 'amd64',
    machine: 'Advanced Micro Devices X86-64'
  }
];

export const ohosLibraryName = `lib${companionName}.so`;

/** Where a target's library lies in the HAR module. */
export function ohosLibrary(target: OhosTarget): string {
  return path.join(repositoryRoot, 'library/libs', target.abi, ohosLibraryName);
}

/** musl's headers of the target. */
export function muslHeaders(target: OhosTarget): string {
  return `/usr/include/${target.musl}`;
}
