// What ArkTS code finds without an import, as far as this project uses it.

/** The log of the app. */
declare class console {
  /** @since 3 */
  static debug(message: string, ...arguments: any[]): void;
  /** @since 3 */
  static log(message: string, ...arguments: any[]): void;
  /** @since 3 */
  static info(message: string, ...arguments: any[]): void;
  /** @since 3 */
  static warn(message: string, ...arguments: any[]): void;
  /** @since 3 */
  static error(message: string, ...arguments: any[]): void;
}

/**
 * Calls `handler` once.
 *
 * @param delay milliseconds, 0 when absent
 * @returns the number that {@link clearTimeout} takes
 * @since 3
 */
declare function setTimeout(handler: Function | string, delay?: number, ...arguments: any[]): number;

/** @since 3 */
declare function clearTimeout(timeoutID?: number): void;

/**
 * Calls `handler` again and again.
 *
 * @param delay milliseconds between two calls
 * @returns the number that {@link clearInterval} takes
 * @since 3
 */
declare function setInterval(handler: Function | string, delay: number, ...arguments: any[]): number;

/** @since 3 */
declare function clearInterval(intervalID?: number): void;

/**
 * Tells whether the device has a system capability, such as `SystemCapability.Communication.WiFi.STA`.
 *
 * @since 8
 */
declare function canIUse(syscap: string): boolean;

/**
 * The context of the app's ability (`common.Context` of `@ohos.app.ability.common`).
 *
 * @since 9
 */
declare function getContext(component?: Object): Object;
