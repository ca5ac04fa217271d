import { inform } from './message';
import type { CompilerContext } from './taroContext';

/** What `@tarojs/plugin-html` has the app's ability import: a package of npm, which DevEco does not find (10505001). */
const HTML = /^@tarojs[\\/]plugin-html[\\/]/;

/** Leaves that out. On HarmonyOS Taro knows HTML's tags without that plugin: `div` is a View, `span` a Text. */
export function leaveOutHtml({ taroConfig }: CompilerContext): void {
  const paths = [taroConfig.runtimePath ?? []].flat();
  taroConfig.runtimePath = paths.filter((name) => !HTML.test(name));
  if (taroConfig.runtimePath.length === paths.length) return;
  inform(
    'left out what @tarojs/plugin-html adds to the app, as DevEco refuses it: Taro knows HTML tags on HarmonyOS without it'
  );
}
