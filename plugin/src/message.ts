import { writeSync } from 'node:fs';

export const PREFIX = 'taro-harmony-socket:';

/** Says something that needs no action. */
export function inform(text: string): void {
  console.log(`${PREFIX} ${text}`);
}

/** Says something that the developer should act on although the build goes on. */
export function warn(text: string): void {
  console.warn(`${PREFIX} ${text}`);
}

/** An error that ends the build. */
export function failure(text: string): Error {
  return new Error(`${PREFIX} ${text}`);
}

/** Ends the command with one line: for what is not the fault of any code, so that a stack would only hide it. */
export function end(text: string): never {
  // Unlike console.error it has written when it returns, whatever standard error is.
  writeSync(2, `${PREFIX} ${text}\n`);
  process.exit(1);
}

/** What a caught error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
