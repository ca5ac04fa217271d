import { API_GROUPS, functionsOf, type GroupName } from './apiGroups';
import { CREATORS, providedSchemas } from './providedApi';

const TARO = '@tarojs/taro';

/** What Taro promises is a promise of a task, and what WeChat returns a task: this is both. */
const CONNECT_SOCKET = `
function connectSocket (option) {
  const task = openSocketTask(option)
  return Object.defineProperties(Promise.resolve(task), {
    ...Object.getOwnPropertyDescriptors(task),
    bufferedAmount: { get: () => task.bufferedAmount },
    readyState: { get: () => task.readyState }
  })
}
`;

/**
 * The text of the module that an app gets in the place of `@tarojs/taro`: all of Taro's names, and over them those of this
 * package, by name and on the default object, which app code that is not bundled (native pages) shares.
 *
 * @param prefix `harmony.chorePackagePrefix`: the package that holds Taro's runtime; without it that is in the build's `npm/`
 * @param groups what the app uses beside the sockets: nothing of the others is imported
 * @param lacking names that code imports and Taro's module does not export
 */
export function facadeText(
  prefix: string | undefined,
  groups: readonly GroupName[],
  lacking: readonly string[]
): string {
  const taro = prefix === undefined ? `../${TARO}` : `${prefix}/${TARO}`;
  const modules = groups.flatMap((name) => Object.entries(API_GROUPS[name].modules));
  const names = functionsOver(groups).join(', ');
  const imports = modules.map(
    ([module, functions]) => `import { ${functions.map(imported).join(', ')} } from './${module}'\n`
  );
  return `// @ts-nocheck
import taro from '${taro}'
import { createTCPSocket } from './src/main/ets/wechat/TCPSocket'
import { createUDPSocket } from './src/main/ets/wechat/UDPSocket'
${imports.join('')}
const provided = new Set(${JSON.stringify([...providedSchemas(groups)])})
const canIUseTaro = taro.canIUse

export function canIUse (schema) {
  if (provided.has(schema)) return true
  const answer = canIUseTaro?.(schema)
  // Taro 4.2 has a stub for this, whose promise may be rejected.
  answer?.catch?.(() => undefined)
  return answer === true
}
${groups.includes('webSocket') ? CONNECT_SOCKET : ''}
Object.assign(taro, { canIUse, ${names} })

export * from '${taro}'
export { ${names} }
${lacking.map((name) => `export const ${name} = taro.${name}\n`).join('')}export default taro
`;
}

/** The functions over Taro's own. */
function functionsOver(groups: readonly GroupName[]): string[] {
  return [...CREATORS, ...groups.flatMap((name) => functionsOf(API_GROUPS[name]))];
}

/** What the facade exports besides Taro's names. */
export function facadeNames(groups: readonly GroupName[]): string[] {
  return ['canIUse', ...functionsOver(groups)];
}

function imported(name: string): string {
  return name === 'connectSocket' ? 'connectSocket as openSocketTask' : name;
}
