import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as companionTypes from '../../../library/src/main/cpp/types/libtaro_harmony_socket/Index.d.ts';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { companionFolder } from '../../../tools/native/companion.ts';
import { buildAddon, buildHostCompanion, hostAddon } from '../../../tools/native/hostAddon.ts';

/** Linux's socket calls, for tests; a result below 0 is a negative errno. */
interface Probe {
  openSocket(domain: number, type: number): number;
  close(fd: number): number;
  bind(fd: number, address: string, port: number): number;
  connect(fd: number, address: string, port: number): number;
  listen(fd: number): number;
  accept(fd: number): number;
  localPort(fd: number): number;
  getOption(fd: number, level: number, name: number): number;
  setOption(fd: number, level: number, name: number, value: number): number;
  sendText(fd: number, text: string, address: string, port: number): number;
  /** Waits for two seconds at most. */
  receiveDatagram(fd: number): { text: string; ttl: number } | number;
  pollForSending(fd: number): number;
  /** One send without waiting; returns how many bytes were taken. */
  sendBytes(fd: number, count: number): number;
  receiveBytes(fd: number, most: number): number;
  dropPackets(fd: number, percent: number): number;
}

/** Names another build of the companion than the usual one: a path. */
export const COMPANION_VARIABLE = 'TARO_NATIVE_COMPANION';
/** Set for a build of the companion that cannot ask how much memory a send queue takes. */
export const UNTOLD_VARIABLE = 'TARO_NATIVE_QUEUE_UNTOLD';

const PROBE_FOLDER = path.resolve(import.meta.dirname, '../probe');
const probeAddon = path.join(path.dirname(hostAddon), 'probe.node');

export type Companion = typeof companionTypes;

/** Whether `output` is there and younger than everything in the folders. */
function isUpToDate(output: string, folders: readonly string[]): boolean {
  if (!existsSync(output)) return false;
  const built = statSync(output).mtimeMs;
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file))
    )
    .every((file) => statSync(file).mtimeMs <= built);
}

/** The companion that is tested. */
export const companionFile = path.resolve(repositoryRoot, process.env[COMPANION_VARIABLE] ?? hostAddon);

function loadCompanion(): Companion {
  if (companionFile === hostAddon && !isUpToDate(hostAddon, [companionFolder])) buildHostCompanion();
  return load(companionFile) as Companion;
}

function loadProbe(): Probe {
  if (!isUpToDate(probeAddon, [PROBE_FOLDER, companionFolder])) {
    const own = ['module.cpp', 'systemCalls.cpp'].map((file) => path.join(PROBE_FOLDER, file));
    const shared = ['socketAddress.cpp', 'napi/arguments.cpp'].map((file) =>
      path.join(companionFolder, file)
    );
    buildAddon({ output: probeAddon, sources: [...own, ...shared] });
  }
  return load(probeAddon) as Probe;
}

function load(file: string): unknown {
  return createRequire(import.meta.url)(file);
}

export const companion = loadCompanion();
export const probe = loadProbe();
