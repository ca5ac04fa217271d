import { statSync } from 'node:fs';
import path from 'node:path';
import type { CompilerContext, TaroContext } from './taroContext';

/**
 * Takes pages that the app's configuration names by their folder (`pages/detail` for `pages/detail/index.tsx`) for what they are: Taro
 * takes the folder itself for a page in ArkTS, and cannot read it.
 */
export function makeFolderPagesOrdinary({ helper }: TaroContext, compiler: CompilerContext): void {
  for (const page of compiler.pages.filter(({ isNative }) => isNative)) {
    const native = helper.resolveMainFilePath(path.join(compiler.sourceDir, page.name), ['.ets']);
    page.isNative = !statSync(native).isDirectory();
  }
}
