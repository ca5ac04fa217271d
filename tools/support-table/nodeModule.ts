import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../arkts/modules.ts';

/** One of Node's modules, with what its support table says. */
export interface NodeModule {
  name: string;
  /** Where the tests lie, from the project's root. */
  folder: string;
  /** The files there whose tests run without the native companion. */
  filesWithout: readonly string[];
  /** All of the documentation of Node 20, in its order. */
  rows: readonly ApiRow[];
  /** What later releases of Node have, and what is Node's own matter. */
  absent: readonly AbsentName[];
}

/** A name that this package does not have. */
interface AbsentName {
  api: string;
  /** Why, or since when Node has it. */
  remark: string;
  /** Where it would be, from the module on: absent for options, channels and their like. */
  path?: string;
}

/** A function, class, method, property or event. */
export interface ApiRow {
  api: string;
  withCompanion?: Claim;
  without?: Claim;
  remark?: string;
}

/** What a cell says once the tests that count for it have all passed. */
interface Claim {
  says: string;
  /** How the names of these tests begin. */
  tests: readonly string[];
}

/** Tests of a call that works, that is seen refused, that does nothing, as the remark says, or of what has another value than Node's. */
type Written =
  | readonly string[]
  | { throws: readonly string[] }
  | { noEffect: readonly string[] }
  | { gives: string; tests: readonly string[] };

/** A row of the file: the tests with the companion and without it, or those that prove both. */
interface WrittenRow {
  api: string;
  both?: Written;
  with?: Written;
  without?: Written;
  remark?: string;
}

/** What the file beside a module's page holds: `docs/dgram.yaml`. */
export function readNodeModule(name: string): NodeModule {
  const text = readFileSync(path.join(repositoryRoot, dataOf(name)), 'utf8');
  const { rows, ...module } = parse(text) as Omit<NodeModule, 'name' | 'rows' | 'absent'> & {
    rows: WrittenRow[];
    absent?: AbsentName[];
  };
  return { name, absent: [], ...module, rows: rows.map(toRow) };
}

export function dataOf(name: string): string {
  return `docs/${name}.yaml`;
}

function toRow({ api, both, with: withCompanion = both, without = both, remark }: WrittenRow): ApiRow {
  return {
    api,
    ...(withCompanion === undefined ? {} : { withCompanion: toClaim(withCompanion) }),
    ...(without === undefined ? {} : { without: toClaim(without) }),
    ...(remark === undefined ? {} : { remark })
  };
}

function toClaim(written: Written): Claim {
  if ('throws' in written) return { says: 'throws', tests: written.throws };
  if ('noEffect' in written) return { says: 'no effect', tests: written.noEffect };
  if ('gives' in written) return { says: written.gives, tests: written.tests };
  return { says: '✔️', tests: written };
}
