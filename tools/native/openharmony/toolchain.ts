import { existsSync } from 'node:fs';
import path from 'node:path';
import { hasTool } from '../runTool.ts';
import { muslHeaders, ohosTargets } from './targets.ts';

/** Debian's clang knows OpenHarmony's triples from this version on. */
export const CLANG = 'clang-19';
const LINKER = 'ld.lld-19';

/** Debian packages without which OpenHarmony's libraries cannot be built here; empty when all are there. */
export function missingPackages(): string[] {
  const tools = [
    { name: 'binutils', isThere: hasTool('readelf') },
    { name: 'clang-19', isThere: hasTool(CLANG) },
    { name: 'lld-19', isThere: hasTool(LINKER) }
  ];
  const headers = ohosTargets.map((target) => ({
    name: `musl-dev:${target.debian}`,
    isThere: existsSync(path.join(muslHeaders(target), 'sys/socket.h'))
  }));
  return [...tools, ...headers].filter(({ isThere }) => !isThere).map(({ name }) => name);
}

/** How to get the packages, for people. */
export function installationHint(packages: readonly string[]): string {
  const addArchitecture = packages.some((name) => name.endsWith(':arm64'))
    ? 'dpkg --add-architecture arm64 && '
    : '';
  return `${addArchitecture}apt-get update && apt-get install ${packages.join(' ')}`;
}
