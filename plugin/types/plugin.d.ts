/** The plugin's options in Taro's config: `plugins: [['taro-harmony-socket', options]]`. */
export type { PluginOptions } from '../dist/options';
