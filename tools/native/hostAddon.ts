import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { companionFlags, companionName, companionSources } from './companion.ts';
import { findNodeHeaders } from './nodeHeaders.ts';
import { runTool } from './runTool.ts';

/** Where the native module for the tests lies. */
export const hostAddon = path.join(repositoryRoot, 'library/build/native', `${companionName}.node`);

const COMPILER = 'g++';

/** Beyond what clang warns about for the device. */
const WARNINGS = ['-Wconversion', '-Wshadow', '-Wpedantic'];

const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];

export interface AddonBuild {
  output: string;
  sources: readonly string[];
  /** With AddressSanitizer and UndefinedBehaviorSanitizer, whose runtimes have to be loaded before Node.js. */
  sanitize?: boolean;
  /** Come last. */
  flags?: readonly string[];
}

/** Compiles a Node.js addon on this machine. */
export function buildAddon({ output, sources, sanitize = false, flags = [] }: AddonBuild): void {
  mkdirSync(path.dirname(output), { recursive: true });
  const unfinished = `${output}.${process.pid}`;
  runTool(COMPILER, [
    ...companionFlags,
    ...WARNINGS,
    ...(sanitize ? [...SANITIZERS, '-g1'] : []),
    ...flags,
    '-isystem',
    findNodeHeaders(),
    '-shared',
    '-pthread',
    '-o',
    unfinished,
    ...sources
  ]);
  // In one step: another process may be loading the file.
  renameSync(unfinished, output);
}

/** Compiles the native module itself. */
export function buildHostCompanion(build: Omit<AddonBuild, 'sources'> = { output: hostAddon }): void {
  buildAddon({ ...build, sources: companionSources() });
}
