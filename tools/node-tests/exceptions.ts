import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** Names of tests, separated by blanks, by the reason. */
type Reasons = Readonly<Record<string, string>>;

const file = path.join(import.meta.dirname, 'exceptions.yaml');
const { notApplicable, knownFailures, needCompanion, leftOut } = parse(readFileSync(file, 'utf8')) as {
  notApplicable: Reasons;
  knownFailures: Reasons;
  needCompanion: string;
  leftOut: Readonly<Record<string, readonly string[]>>;
};

/** Tests of Node's that say nothing about a module of ours, each with the reason. */
export const NOT_APPLICABLE = byTest(notApplicable);

/** Tests that cannot pass over `@ohos.net.socket`, each with the reason. */
export const KNOWN_FAILURES = byTest(knownFailures);

/** Tests that pass with the native companion only. */
export const NEED_COMPANION: readonly string[] = namesIn(needCompanion);

/** Lines that tests run without. */
export const LEFT_OUT = Object.fromEntries(
  Object.entries(leftOut).map(([name, lines]) => [`test-${name}`, lines])
);

function byTest(reasons: Reasons): Reasons {
  return Object.fromEntries(
    Object.entries(reasons).flatMap(([reason, names]) => namesIn(names).map((name) => [name, reason]))
  );
}

function namesIn(text: string): string[] {
  return text.split(' ').map((name) => `test-${name}`);
}
