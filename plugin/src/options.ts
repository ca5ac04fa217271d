/** The plugin's options: `plugins: [['taro-harmony-socket', options]]`. */
export interface PluginOptions {
  /**
   * Whether a missing `ohos.permission.INTERNET` is added to the entry module's `module.json5`.
   * With `false` the file is left alone and a missing permission is only warned about. Default `true`.
   */
  addInternetPermission?: boolean;
  /**
   * Whether `ohos.permission.GET_NETWORK_INFO` and `ohos.permission.GET_WIFI_INFO` are added to `module.json5`, which
   * `bindWifi`, `getLocalIPAddress` and `getConnectedWifi` need. They are the app's to ask for: default `false`.
   */
  addNetworkPermissions?: boolean;
  /**
   * Whether the entry module is pointed at what Taro has built where it points at nothing: `srcEntry` of the main ability in
   * `module.json5`, whose file Taro's build has removed, and the pages of `main_pages.json`. With `false` the build only says
   * what DevEco would refuse. Default `true`.
   */
  completeEntryModule?: boolean;
  /**
   * Whether `getLocalIPAddress`, `startWifi`, `stopWifi` and `getConnectedWifi` of `@tarojs/taro` are this package's, if the
   * app names one of them. With `false` Taro's stubs stay. Default `true`.
   */
  localNetwork?: boolean;
  /**
   * Whether the ten functions of the local service discovery of `@tarojs/taro` are this package's, if the app names one of
   * them. With `false` Taro's stubs stay. Default `true`.
   */
  localServiceDiscovery?: boolean;
  /**
   * Whether the native companion goes into the entry module's `libs/<abi>/`: it sets TTLs, makes the port of `bind()`
   * certain and keeps a peer that does not read from blocking the app. With `false` the library works without.
   * Default `true`.
   */
  nativeCompanion?: boolean;
  /**
   * Whether `dgram`, `net`, `tls`, `http`, `https` and what npm clients need of Node besides become a part of the app when
   * it, or a package that it uses, imports them. With `false` these five are there by the package's own names only, such as
   * `taro-harmony-socket/net`. Default `true`.
   */
  nodeModules?: boolean;
  /**
   * Packages of which the build takes Node's files, not the browser's, besides those that are found: what imports `dgram`
   * or `net` and speaks no HTTP, and what these alone speak HTTP by. Default none.
   */
  nodePackages?: string[];
  /**
   * Whether `connectSocket` of `@tarojs/taro` and the functions without a task are this package's, if the app names one of
   * them. With `false` Taro's own stay. Default `true`.
   */
  webSocket?: boolean;
}

const DEFAULTS: Required<PluginOptions> = {
  addInternetPermission: true,
  addNetworkPermissions: false,
  completeEntryModule: true,
  localNetwork: true,
  localServiceDiscovery: true,
  nativeCompanion: true,
  nodeModules: true,
  nodePackages: [],
  webSocket: true
};

/** Fills in what the app's config leaves out. */
export function completeOptions(given: PluginOptions | undefined): Required<PluginOptions> {
  return { ...DEFAULTS, ...given };
}
