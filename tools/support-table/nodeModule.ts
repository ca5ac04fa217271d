/** One of Node's modules, with what its support table says. */
export interface NodeModule {
  name: string;
  /** Where the tests lie, from the project's root. */
  folder: string;
  /** The files there whose tests run without the native companion. */
  filesWithout: readonly string[];
  /** All of the documentation of Node 20, in its order. */
  rows: readonly ApiRow[];
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

export function works(...tests: string[]): Claim {
  return { says: '✔️', tests };
}

/** For a call that the tests see refused. */
export function throws(...tests: string[]): Claim {
  return { says: 'throws', tests };
}

/** For a call that does nothing, as the remark says. */
export function noEffect(...tests: string[]): Claim {
  return { says: 'no effect', tests };
}
