import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { warn } from './message';
import { fileOf } from './nodeModules/globals';
import type { StyleSheet } from './styleSheet';

/** Where a value that Taro's parser of styles cannot read ends the process ("panicked at"), and is not merely left out. */
const PROPERTY = /^(?:background-position|background-repeat|text-shadow)$/;

/** What it cannot read there, of all that CSS allows (measured, with its version 0.0.69): `rpx` it reads nowhere. */
const UNREAD = /^(?:inherit|initial|unset|revert|revert-layer|none|auto)$|\drpx\b|\bvar\(/i;

/** Leaves out of an app's styles what would end the build. */
export function createUnreadStylesPlugin(): Plugin {
  const said = new Set<string>();
  const styles = {
    postcssPlugin: 'taro-harmony-socket:unread-styles',
    // When others have put their values where variables were.
    OnceExit(sheet: StyleSheet): void {
      sheet.walkDecls((declaration) => {
        const { prop, value = '', source } = declaration;
        if (!PROPERTY.test(prop) || !UNREAD.test(value)) return;
        declaration.remove();
        const file = fileOf(source?.input.from ?? 'a style');
        const text = `${file} has "${prop}: ${value}", which would end Taro's build: left out`;
        if (!said.has(text)) warn(text);
        said.add(text);
      });
    }
  };
  return {
    name: 'taro-harmony-socket:unread-styles',
    config: () => ({ css: { postcss: { plugins: [styles] } } })
  };
}
