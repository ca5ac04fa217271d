const PREFIX = 'taro-harmony-socket:';

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
