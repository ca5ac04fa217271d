import type { IPluginContext } from '@tarojs/service';
import { failure } from './message';

/** The joi that Taro hands to a plugin's schema function. */
type Joi = Parameters<Parameters<IPluginContext['addPluginOptsSchema']>[0]>[0];

/** The plugin's options: `plugins: [['taro-harmony-socket', options]]`. */
export interface PluginOptions {
  /**
   * Whether a missing `ohos.permission.INTERNET` is added to the entry module's `module.json5`.
   * With `false` the file is left alone and a missing permission is only warned about. Default `true`.
   */
  addInternetPermission: boolean;
}

const DEFAULTS: PluginOptions = { addInternetPermission: true };

/** Fills in what the app's config leaves out. */
export function completeOptions(given: Partial<PluginOptions> | undefined): PluginOptions {
  return { ...DEFAULTS, ...given };
}

/**
 * The schema that Taro checks the options against.
 *
 * Taro replaces the text of joi's error by one that names no option, so the check is done here first and its
 * own text is thrown.
 */
export function createOptionsSchema(joi: Joi, given: unknown): ReturnType<Joi['object']> {
  const schema = joi.object({ addInternetPermission: joi.boolean().strict() });
  const { error } = schema.validate(given);
  if (error) {
    throw failure(
      `invalid option: ${error.message} (plugins: [['taro-harmony-socket', { … }]] in Taro's config)`
    );
  }
  return schema;
}
