/** The plugin's options: `plugins: [['taro-harmony-socket', options]]`. */
export interface PluginOptions {
  /**
   * Whether a missing `ohos.permission.INTERNET` is added to the entry module's `module.json5`.
   * With `false` the file is left alone and a missing permission is only warned about. Default `true`.
   */
  addInternetPermission?: boolean;
  /**
   * Whether the native companion goes into the entry module's `libs/<abi>/`: it sets TTLs, makes the port of `bind()`
   * certain and keeps a peer that does not read from blocking the app. With `false` the library works without.
   * Default `true`.
   */
  nativeCompanion?: boolean;
}

const DEFAULTS: Required<PluginOptions> = { addInternetPermission: true, nativeCompanion: true };

/** Fills in what the app's config leaves out. */
export function completeOptions(given: PluginOptions | undefined): Required<PluginOptions> {
  return { ...DEFAULTS, ...given };
}
