import type { IPluginContext } from '@tarojs/service';
import { failure } from './message';

/** The joi that Taro hands to a plugin's schema function. */
type Joi = Parameters<Parameters<IPluginContext['addPluginOptsSchema']>[0]>[0];

/**
 * The schema that Taro checks the options against.
 *
 * Taro replaces the text of joi's error by one that names no option, so the check is done here first and its own text
 * is thrown.
 */
export function createOptionsSchema(joi: Joi, given: unknown): ReturnType<Joi['object']> {
  const schema = joi.object({
    addInternetPermission: joi.boolean().strict(),
    addNetworkPermissions: joi.boolean().strict(),
    completeEntryModule: joi.boolean().strict(),
    localNetwork: joi.boolean().strict(),
    localServiceDiscovery: joi.boolean().strict(),
    nativeCompanion: joi.boolean().strict(),
    nodeModules: joi.boolean().strict(),
    nodePackages: joi.array().items(joi.string().strict()),
    webSocket: joi.boolean().strict()
  });
  const { error } = schema.validate(given);
  if (error) {
    throw failure(
      `invalid option: ${error.message} (plugins: [['taro-harmony-socket', { … }]] in Taro's config)`
    );
  }
  return schema;
}
