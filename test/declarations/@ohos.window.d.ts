import type { AsyncCallback } from '@ohos.base';

/**
 * The part of this module that the project uses.
 *
 * @since 6
 */
declare namespace window {
  /** @since 9 */
  export interface WindowStage {
    /** Shows a page of `main_pages.json`. */
    loadContent(path: string, callback: AsyncCallback<void>): void;
    getMainWindowSync(): Window;
  }

  export interface Window {}
}

export default window;
