import { inform } from './message';
import type { CompilerContext } from './taroContext';

/** What `@tarojs/plugin-html` has the app's ability import: a package of npm, which DevEco does not find (10505001). */
const HTML = /^@tarojs[\\/]plugin-html[\\/]/;

/** Leaves that out. On HarmonyOS Taro draws each tag that it does not know as a View, with that plugin and without. */
export function leaveOutHtml({ taroConfig }: CompilerContext): void {
  const paths = [taroConfig.runtimePath ?? []].flat();
  taroConfig.runtimePath = paths.filter((name) => !HTML.test(name));
  if (taroConfig.runtimePath.length === paths.length) return;
  inform(
    'left out what @tarojs/plugin-html adds to the app, as DevEco refuses it: HTML tags become Views all the same'
  );
}
