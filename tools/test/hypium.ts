import { describeError } from './describeError.ts';
import { Core, Hypium } from './hypiumInside.ts';
import type { Delegator, HypiumCore, Spec, Suite } from './hypiumInside.ts';
import { openSocketsAfter } from './openSockets.ts';
import type { TestOutcome } from './testReport.ts';

/** Everything that one spec file registered. */
export interface FileResult {
  file: string;
  specs: TestOutcome[];
}

export interface RunResult {
  files: FileResult[];
  /** What went wrong outside of a test: failed hooks, stray rejections, uncaught exceptions. */
  problems: string[];
}

/** A spec file's default export: registers its suites with `describe`. */
export type RegisterSuites = () => void;

const LOG_TAG = '[Hypium]';
/** Milliseconds that sockets of the last test may take to close; the native module needs up to 500. */
const SOCKET_CLOSE_LIMIT = 60_000;

/**
 * Runs Hypium as the test runner of a device does, with all spec files in one process. Hypium's own report takes
 * errors for passed tests, so the results are read from its tree of suites.
 *
 * @param timeout milliseconds for one test
 */
export async function runHypium(
  suites: ReadonlyMap<string, RegisterSuites>,
  timeout: number
): Promise<RunResult> {
  const core = Core.getInstance();
  const problems: string[] = [];
  const registered = new Map<string, readonly Suite[]>();
  const assertions = new Map<Spec, number>();
  const restoreConsole = muteHypium();
  const stopCollecting = collectStrayErrors(core, problems);

  const register = (): void => {
    const { rootSuite } = core.getDefaultService('suite');
    for (const [file, registerSuites] of suites) {
      const known = rootSuite.childSuites.length;
      registerSuites();
      registered.set(file, rootSuite.childSuites.slice(known));
    }
    countAssertions(core, assertions);
  };

  const complaint = await new Promise<string | undefined>((resolve) => {
    const delegator: Delegator = {
      printSync: () => undefined,
      print: () => Promise.resolve(),
      finishTest: (message, _code, callback) => {
        callback();
        resolve(message.includes('invalid') ? message.trim() : undefined);
      },
      executeShellCommand: (_command, _timeout, callback) => callback(null, { stdResult: '0' })
    };
    Hypium.hypiumTest(delegator, { parameters: { timeout: String(timeout) } }, register);
  });
  if (complaint !== undefined) problems.push(complaint);

  problems.push(...(await openSocketsAfter(SOCKET_CLOSE_LIMIT)));
  stopCollecting();
  restoreConsole();
  problems.push(...hookFailures(core.getDefaultService('suite').rootSuite, []));
  const files = [...registered].map(([file, each]) => ({
    file,
    specs: each.flatMap((suite) => outcomes(suite, [], assertions))
  }));
  return { files, problems };
}

function outcomes(
  suite: Suite,
  outer: readonly string[],
  assertions: ReadonlyMap<Spec, number>
): TestOutcome[] {
  const names = [...outer, suite.description];
  return [
    ...suite.specs.map((spec) => ({
      name: [...names, spec.description].join(' > '),
      failure: failureOf(spec, assertions.get(spec) ?? 0)
    })),
    ...suite.childSuites.flatMap((child) => outcomes(child, names, assertions))
  ];
}

function hookFailures(suite: Suite, outer: readonly string[]): string[] {
  const names = suite.description === '' ? outer : [...outer, suite.description];
  return [
    ...(suite.hookError ? [`${names.join(' > ')}: hook failed: ${describeError(suite.hookError)}`] : []),
    ...suite.childSuites.flatMap((child) => hookFailures(child, names))
  ];
}

function failureOf(spec: Spec, assertionCount: number): string | undefined {
  const thrown = spec.error ?? spec.fail;
  if (thrown !== undefined) return describeError(thrown);
  if (!spec.isExecuted || spec.pass !== true) return 'was not run';
  return assertionCount === 0 ? 'asserts nothing: it never called expect()' : undefined;
}

function countAssertions(core: HypiumCore, counts: Map<Spec, number>): void {
  const service = core.getDefaultService('expect');
  const expect = service.expect.bind(service);
  service.expect = (actual) => {
    const spec = core.getDefaultService('spec').currentRunningSpec;
    if (spec) counts.set(spec, (counts.get(spec) ?? 0) + 1);
    return expect(actual);
  };
}

function collectStrayErrors(core: HypiumCore, problems: string[]): () => void {
  const collect = (kind: string) => (error: unknown) => {
    const spec = core.getDefaultService('spec').currentRunningSpec;
    problems.push(`${kind} near ${spec?.description ?? '(no test)'}: ${describeError(error)}`);
  };
  const onRejection = collect('unhandled rejection');
  const onException = collect('uncaught exception');
  process.on('unhandledRejection', onRejection).on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection).off('uncaughtException', onException);
  };
}

/** Hypium writes each step to the console; what the library and the specs report with console.error is kept. */
function muteHypium(): () => void {
  const saved = { ...console };
  console.log = console.info = console.debug = () => undefined;
  console.error = (...texts: unknown[]) => {
    if (!String(texts[0]).startsWith(LOG_TAG)) saved.error(...texts);
  };
  return () => Object.assign(console, saved);
}
