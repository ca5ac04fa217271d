import type { CompilerContext } from './taroContext';

/**
 * Makes the pages of an app entries: DevEco takes no page of `main_pages.json` without `@Entry` (error 10905402). Taro 4's
 * generator writes it, and the code for the page stack with it, where a page's meta data say so, and on the platform `harmony`
 * nothing in Taro says so; `harmony_cpp` does itself.
 */
export function makePagesEntries({ pages }: CompilerContext): void {
  for (const page of pages) {
    if (page.config?.entryOption !== false) page.entryOption ??= {};
  }
}
