import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Release } from '../host/socket/release.ts';
import type { RecordedScenario, Recording, Scenario, Trace } from './scenario.ts';

/** The scenarios of the project: JSON lines, the script first, then what was recorded on which releases. */
const SCENARIO_FOLDER = fileURLToPath(new URL('./scenarios', import.meta.url));

/** One line behind the script; releases that did the same share it. */
interface StoredRecording {
  /** How often the scenario was run on each release. */
  readonly runs: Readonly<Partial<Record<Release, number>>>;
  readonly stable: boolean;
  readonly trace?: Trace;
  readonly variants?: readonly Variant[];
}

interface Variant {
  readonly count: number;
  readonly trace: Trace;
}

/** A scenario file of the form in which traces are recorded: script and recording of one release in one object. */
type RecordedFile = Scenario & Omit<StoredRecording, 'runs'>;

function toRecording(stored: Omit<StoredRecording, 'runs'>, file: string): Recording {
  const variants = (stored.variants ?? []).map(({ trace }) => trace);
  const traces = stored.trace === undefined ? variants : [stored.trace, ...variants];
  if (traces.length === 0) throw new Error(`${file}: holds no trace`);
  return { stable: stored.stable, traces };
}

function filesIn(folder: string, extension: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return names
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => path.join(folder, name));
}

/** The project's own scenarios, with what `release` was seen to do. */
export function readOwnScenarios(release: Release): RecordedScenario[] {
  return filesIn(SCENARIO_FOLDER, '.jsonl').map((file) => {
    const [script = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const recordings = lines.map((line) => JSON.parse(line) as StoredRecording);
    const stored = recordings.find(({ runs }) => runs[release] !== undefined);
    if (stored === undefined) throw new Error(`${file}: nothing is recorded for ${release}`);
    return { scenario: JSON.parse(script) as Scenario, recording: toRecording(stored, file) };
  });
}

/** The scenarios in a folder of `<name>.json` files. @throws Error when there are none */
export function readScenarioFolder(folder: string): RecordedScenario[] {
  const files = filesIn(folder, '.json');
  if (files.length === 0) throw new Error(`${folder}: holds no scenario files (*.json)`);
  return files.map((file) => {
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as RecordedFile;
    return { scenario: recorded, recording: toRecording(recorded, file) };
  });
}
