// What `taro-harmony-socket/net` and its other modules of Node are everywhere but in a Harmony build.
throw new Error(
  'taro-harmony-socket/dgram, /net, /tls, /http and /https work in Harmony builds only (taro build --type harmony or harmony_cpp, ' +
    "with the plugin taro-harmony-socket in Taro's config): for other platforms, require them behind " +
    "process.env.TARO_PLATFORM === 'harmony'"
);
