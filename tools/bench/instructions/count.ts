import { build, type Plugin } from 'esbuild';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { isSystemModule, repositoryRoot } from '../../arkts/modules.ts';
import { type Spread, spread } from '../measure.ts';
import type { Result, Row } from '../result.ts';
import { OPERATION_NAMES, type OperationName, OPERATIONS } from './operations.ts';

const run = promisify(execFile);

/** The script is run with both numbers; the difference is free of start-up and warm-up. */
const FEW = 10_000;
const MANY = 110_000;
/** Makes V8 do the same in every run: one thread, no chance. */
const SAME_EVERY_RUN = ['--predictable', '--single-threaded', '--hash-seed=1', '--random-seed=1'];
/** Modules that the library imports and the measured sockets do not use: their stand-ins need packages of npm. */
const UNUSED: ReadonlySet<string> = new Set([
  '@ohos.app.ability.common',
  '@ohos.net.mdns',
  '@ohos.net.webSocket'
]);

/** A tool that counts the instructions of a process. */
interface Counter {
  readonly name: string;
  readonly command: readonly string[];
  readonly pattern: RegExp;
}
const COUNTERS: readonly Counter[] = [
  {
    name: 'perf stat -e instructions:u',
    command: ['perf', 'stat', '-x', ',', '-e', 'instructions:u', '--'],
    pattern: /^(\d+),.*instructions:u/m
  },
  {
    name: 'valgrind --tool=callgrind',
    command: ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'],
    pattern: /Collected : (\d+)/
  }
];

/** The counter that works here, or why there is none. */
export function findCounter(): Counter | string {
  const works = ({ command: [tool = '', ...options], pattern }: Counter): boolean =>
    pattern.test(spawnSync(tool, [...options, 'true'], { encoding: 'utf8' }).stderr);
  return (
    COUNTERS.find(works) ??
    'perf cannot count instructions here, and valgrind is not installed (Debian: apt-get install valgrind)'
  );
}

/** Instructions of what lies above the native module: a figure that does not depend on how busy or fast the machine is. */
export async function countInstructions(counter: Counter): Promise<Result> {
  const each = async (bundle: string, name: OperationName, contender: string): Promise<Spread> => {
    const few = await count(counter, bundle, [name, contender, String(FEW)]);
    const many = await count(counter, bundle, [name, contender, String(MANY)]);
    return spread([Math.round((many - few) / (MANY - FEW))]);
  };
  const rows = await withBundle(async (bundle) => {
    const counted: Row[] = [];
    for (const name of OPERATION_NAMES) {
      // Two processes do not disturb each other's counts.
      const [library, raw] = await Promise.all([each(bundle, name, 'library'), each(bundle, name, 'raw')]);
      counted.push({ label: OPERATIONS[name].title, figures: { library, raw } });
    }
    return counted;
  });
  return { unit: `instructions (${counter.name})`, rows, notes: [] };
}

/** Instructions of a Node script from its start to its end. */
export async function count(
  { command, pattern }: Counter,
  script: string,
  args: readonly string[]
): Promise<number> {
  const [tool = '', ...options] = command;
  const node = [process.execPath, ...SAME_EVERY_RUN, script, ...args];
  const { stderr } = await run(tool, [...options, ...node]);
  const found = pattern.exec(stderr)?.[1];
  if (found === undefined) throw new Error(`${tool} counted nothing: ${stderr.trim().split('\n').at(-1)}`);
  return Number(found);
}

/** Packs the library and the null socket into one file, which starts fast even where every instruction is counted. */
export async function withBundle<Value>(task: (bundle: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-instructions-'));
  try {
    const outfile = path.join(folder, 'main.mjs');
    await build({
      entryPoints: [path.join(import.meta.dirname, 'main.ts')],
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'es2022',
      outfile,
      logLevel: 'silent',
      loader: { '.ets': 'ts' },
      resolveExtensions: ['.ts', '.ets'],
      plugins: [standIns]
    });
    return await task(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What takes the place of the modules that the library and the contenders import. */
const standIns: Plugin = {
  name: 'stand-ins',
  setup(bundler) {
    bundler.onResolve({ filter: /^@ohos\.|\/nativeModule\.ts$|\.so$/ }, ({ path: specifier }) => {
      if (specifier === '@ohos.net.socket' || specifier.endsWith('.ts'))
        return { path: path.join(import.meta.dirname, 'nullSocket.ts') };
      return isSystemModule(specifier) && !UNUSED.has(specifier)
        ? { path: path.join(repositoryRoot, 'test/host/modules', `${specifier}.ts`) }
        : { path: specifier, namespace: 'absent' };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export default undefined;' }));
  }
};
