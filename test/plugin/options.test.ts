import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { completeOptions } from '../../plugin/dist/options.js';
import { createOptionsSchema } from '../../plugin/dist/optionsSchema.js';

type Joi = Parameters<typeof createOptionsSchema>[0];

// Taro brings joi and hands it to the plugin.
const joi = createRequire(import.meta.resolve('@tarojs/service'))('joi') as Joi;

describe("the plugin's options", () => {
  it('are complete when none is given', () => {
    assert.deepEqual(completeOptions(undefined), { addInternetPermission: true, nativeCompanion: true });
    assert.deepEqual(completeOptions({}), { addInternetPermission: true, nativeCompanion: true });
  });

  it('keep what is given', () => {
    assert.deepEqual(completeOptions({ addInternetPermission: false }), {
      addInternetPermission: false,
      nativeCompanion: true
    });
  });

  it('pass the schema', () => {
    for (const given of [{}, { addInternetPermission: true }, { addInternetPermission: false }]) {
      assert.equal(createOptionsSchema(joi, given).validate(given).error, undefined);
    }
  });

  for (const value of ['false', 0, null, {}]) {
    it(`name the option whose value is ${JSON.stringify(value)}`, () => {
      assert.throws(() => createOptionsSchema(joi, { addInternetPermission: value }), {
        message: /^taro-harmony-socket: invalid option: "addInternetPermission" must be a boolean/
      });
    });
  }

  it('name an option that does not exist', () => {
    assert.throws(() => createOptionsSchema(joi, { permission: true }), {
      message: /^taro-harmony-socket: invalid option: "permission" is not allowed/
    });
  });
});
