/** The name under which a harmony-hybrid build keeps the platform's `@tarojs/taro`. */
declare module 'taro-harmony-socket/platform-taro' {
  const Taro: object;
  export default Taro;
  export function canIUse(schema: unknown): boolean;
}
