/** @since 6 */
export interface Callback<T> {
  (data: T): void;
}

/** @since 6 */
export interface ErrorCallback<T extends Error = BusinessError> {
  (err: T): void;
}

/** @since 6 */
export interface AsyncCallback<T, E = void> {
  (err: BusinessError<E>, data: T): void;
}

/**
 * What system calls fail with. `@ohos.net.socket` rejects with plain objects of this shape: no `instanceof Error`
 * and no stack, and its error events have no message (measured on its C++ source).
 *
 * @since 6
 */
export interface BusinessError<T = void> extends Error {
  code: number;
  /** @since 9 */
  data?: T;
}
