/** The options of the plugin that switch groups of Taro's API off. */
export type GroupName = 'webSocket' | 'localNetwork' | 'localServiceDiscovery';

/** Functions of `@tarojs/taro` that are delivered together, if the app names one of them. */
export interface ApiGroup {
  /** The library's modules, from its copy in the build, with what is taken from each. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
  /** Members of objects that the functions give, and options, as `Taro.canIUse` has them. */
  readonly schemas: readonly string[];
}

const WECHAT = 'src/main/ets/wechat';

/** Taro's API beyond the sockets, where Taro has stubs or what does not work. */
export const API_GROUPS: Readonly<Record<GroupName, ApiGroup>> = {
  webSocket: {
    modules: {
      [`${WECHAT}/webSocket/connectSocket`]: [
        'closeSocket',
        'connectSocket',
        'onSocketClose',
        'onSocketError',
        'onSocketMessage',
        'onSocketOpen',
        'sendSocketMessage'
      ]
    },
    schemas: [
      'SocketTask',
      ...['close', 'onClose', 'onError', 'onMessage', 'onOpen', 'send'].map((name) => `SocketTask.${name}`),
      ...['header', 'protocols', 'timeout', 'url'].map((name) => `connectSocket.object.${name}`)
    ]
  },
  localNetwork: {
    modules: {
      [`${WECHAT}/network/getLocalIPAddress`]: ['getLocalIPAddress'],
      [`${WECHAT}/network/wifi`]: ['getConnectedWifi', 'startWifi', 'stopWifi']
    },
    schemas: ['getConnectedWifi.object.partialInfo', 'getLocalIPAddress.success.netmask']
  },
  localServiceDiscovery: {
    modules: {
      [`${WECHAT}/network/localServices`]: [
        'offLocalServiceDiscoveryStop',
        'offLocalServiceFound',
        'offLocalServiceLost',
        'offLocalServiceResolveFail',
        'onLocalServiceDiscoveryStop',
        'onLocalServiceFound',
        'onLocalServiceLost',
        'onLocalServiceResolveFail',
        'startLocalServiceDiscovery',
        'stopLocalServiceDiscovery'
      ]
    },
    schemas: ['startLocalServiceDiscovery.object.serviceType']
  }
};

const GROUP_NAMES = Object.keys(API_GROUPS) as GroupName[];

/** The names of a group's functions. */
export function functionsOf({ modules }: ApiGroup): string[] {
  return Object.values(modules).flat();
}

/** The groups that the options leave on. */
export function enabledGroups(options: Readonly<Record<GroupName, boolean>>): GroupName[] {
  return GROUP_NAMES.filter((name) => options[name]);
}

/** Notes which groups each module names, for the builds that follow in watch mode as well: those look at changed modules only. */
export class NamedGroups {
  /** What the code of a module has in it that names a group. */
  readonly #mentions: ReadonlyMap<GroupName, RegExp>;
  readonly #named = new Map<string, GroupName[]>();

  /** @param candidates the groups that the options leave on */
  constructor(candidates: readonly GroupName[]) {
    this.#mentions = new Map(
      candidates.map((name) => [name, new RegExp(`\\b(?:${functionsOf(API_GROUPS[name]).join('|')})\\b`)])
    );
  }

  /** The groups that these modules name, in a fixed order. */
  by(ids: Iterable<string>): GroupName[] {
    const named = new Set([...ids].flatMap((id) => this.#named.get(id) ?? []));
    return [...this.#mentions.keys()].filter((name) => named.has(name));
  }

  /**
   * Looks at a module: one of the app, or one of a package that imports Taro. Taro's own name everything.
   *
   * @param id the module's path with slashes
   */
  look(code: string, id: string): void {
    if (/\/node_modules\/.*@tarojs\//.test(id)) return;
    if (id.includes('/node_modules/') && !code.includes('@tarojs/taro')) return;
    const found = [...this.#mentions].filter(([, mention]) => mention.test(code));
    this.#named.set(
      id,
      found.map(([name]) => name)
    );
  }
}
