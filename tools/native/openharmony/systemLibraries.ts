/** A library of the system, by the name that a device's loader looks for, and what the companion may use of it. */
export interface SystemLibrary {
  name: string;
  symbols: readonly string[];
}

/**
 * What the companion may use: names that the NDK's own lists have (arkui/napi/libnapi.ndk.json and
 * third_party/musl/ndk_script/adapter/libc.ndk.json in OpenHarmony's interface_sdk_c, August 2026) without a mark that they
 * came after API 10. Look there before adding one: a library that needs a name which the device does not have is not loaded.
 */
export const systemLibraries: readonly SystemLibrary[] = [
  {
    name: 'libace_napi.z.so',
    symbols: [
      'napi_add_env_cleanup_hook',
      'napi_call_function',
      'napi_call_threadsafe_function',
      'napi_create_arraybuffer',
      'napi_create_int32',
      'napi_create_object',
      'napi_create_reference',
      'napi_create_string_utf8',
      'napi_create_threadsafe_function',
      'napi_define_properties',
      'napi_delete_reference',
      'napi_get_arraybuffer_info',
      'napi_get_cb_info',
      'napi_get_undefined',
      'napi_get_value_double',
      'napi_get_value_string_utf8',
      'napi_is_arraybuffer',
      'napi_is_detached_arraybuffer',
      'napi_module_register',
      'napi_release_threadsafe_function',
      'napi_set_named_property',
      'napi_throw_error',
      'napi_typeof',
      'napi_unref_threadsafe_function',
      'napi_wrap'
    ]
  },
  {
    name: 'libc.so',
    symbols: [
      '__errno_location',
      '__stack_chk_fail',
      '__stack_chk_guard',
      'bcmp',
      'bind',
      'calloc',
      'close',
      'connect',
      'epoll_create1',
      'epoll_ctl',
      'epoll_wait',
      'eventfd',
      'eventfd_write',
      'fcntl',
      'free',
      'fstat',
      'getpid',
      'getrandom',
      'getpeername',
      'getsockname',
      'getsockopt',
      'htons',
      'if_indextoname',
      'if_nametoindex',
      'inet_ntop',
      'inet_pton',
      'ioctl',
      'memcmp',
      'memcpy',
      'memset',
      'ntohs',
      'poll',
      'pthread_create',
      'pthread_join',
      'recv',
      'recvfrom',
      'recvmsg',
      'send',
      'sendto',
      'setsockopt',
      'shutdown',
      'socket',
      'strchr',
      'strlen'
    ]
  }
];
