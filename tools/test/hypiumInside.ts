// The parts of Hypium's inside that the runner uses; its typings do not have them.
import * as hypium from '@ohos/hypium';

export interface Spec {
  description: string;
  fail?: unknown;
  error?: unknown;
  pass?: boolean;
  isExecuted: boolean;
}
export interface Suite {
  description: string;
  childSuites: Suite[];
  specs: Spec[];
  hookError: unknown;
}
interface Services {
  suite: { rootSuite: Suite };
  spec: { currentRunningSpec: Spec | null | undefined };
  expect: { expect(actual: unknown): unknown };
}
export interface HypiumCore {
  getDefaultService<Name extends keyof Services>(name: Name): Services[Name];
}
export interface Delegator {
  printSync(text: string): void;
  print(text: string): Promise<void>;
  finishTest(message: string, code: number, callback: () => void): void;
  executeShellCommand(
    command: string,
    timeout: number,
    callback: (error: null, data: { stdResult: string }) => void
  ): void;
}
interface HypiumInside {
  Core: { getInstance(): HypiumCore };
  Hypium: {
    hypiumTest(
      delegator: Delegator,
      args: { parameters: Record<string, string> },
      testsuite: () => void
    ): void;
  };
}

export const { Core, Hypium } = hypium as unknown as HypiumInside;
