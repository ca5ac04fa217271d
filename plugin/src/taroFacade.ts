import { PROVIDED_SCHEMAS } from './providedApi';

const TARO = '@tarojs/taro';

/**
 * The text of the module that an app gets in the place of `@tarojs/taro`: all of Taro's names, and over them those of this
 * package, by name and on the default object, which app code that is not bundled (native pages) shares.
 *
 * @param prefix `harmony.chorePackagePrefix`: the package that holds Taro's runtime; without it that is in the build's `npm/`
 */
export function facadeText(prefix: string | undefined): string {
  const taro = prefix === undefined ? `../${TARO}` : `${prefix}/${TARO}`;
  return `// @ts-nocheck
import taro from '${taro}'
import { createTCPSocket, createUDPSocket } from './index'

const provided = new Set(${JSON.stringify([...PROVIDED_SCHEMAS])})
const canIUseTaro = taro.canIUse

export function canIUse (schema) {
  if (provided.has(schema)) return true
  const answer = canIUseTaro?.(schema)
  // Taro 4.2 has a stub for this, whose promise may be rejected.
  answer?.catch?.(() => undefined)
  return answer === true
}

Object.assign(taro, { canIUse, createTCPSocket, createUDPSocket })

export * from '${taro}'
export { createTCPSocket, createUDPSocket }
export default taro
`;
}
