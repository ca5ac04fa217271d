import type { IPluginContext } from '@tarojs/service';
import { inspect } from 'node:util';

/** The joi that Taro hands to a plugin's schema function. */
type Joi = Parameters<Parameters<IPluginContext['addPluginOptsSchema']>[0]>[0];
type OptionsSchema = ReturnType<Joi['object']>;

/** The schema that Taro checks the options against. */
export function createOptionsSchema(joi: Joi): OptionsSchema {
  return joi
    .object({
      addInternetPermission: joi.boolean().strict(),
      addNetworkPermissions: joi.boolean().strict(),
      completeEntryModule: joi.boolean().strict(),
      localNetwork: joi.boolean().strict(),
      localServiceDiscovery: joi.boolean().strict(),
      nativeCompanion: joi.boolean().strict(),
      nodeModules: joi.boolean().strict(),
      nodePackages: joi.array().items(joi.string().strict()),
      webSocket: joi.boolean().strict()
    })
    .label('options');
}

/**
 * What is wrong about the options; undefined if nothing is. Taro replaces joi's text by one that names no option.
 *
 * @param configFile Taro's config
 */
export function describeInvalid(
  schema: OptionsSchema,
  given: unknown,
  configFile: string
): string | undefined {
  const [fault] = schema.validate(given).error?.details ?? [];
  if (fault === undefined) return undefined;
  const { keys } = schema.describe() as { keys: object };
  const advice =
    fault.type === 'object.unknown'
      ? `; there are ${Object.keys(keys).join(', ')}`
      : `, not ${inspect(fault.context?.value, { depth: 0 })}`;
  return `invalid option: ${fault.message}${advice} (plugins: [['taro-harmony-socket', { … }]] in ${configFile})`;
}
