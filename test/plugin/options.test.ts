import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { completeOptions } from '../../plugin/dist/options.js';
import { createOptionsSchema } from '../../plugin/dist/optionsSchema.js';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { readMarkdown } from '../docs/support/markdownPage.ts';

type Joi = Parameters<typeof createOptionsSchema>[0];

// Taro brings joi and hands it to the plugin.
const joi = createRequire(import.meta.resolve('@tarojs/service'))('joi') as Joi;

const DEFAULTS = {
  addInternetPermission: true,
  addNetworkPermissions: false,
  completeEntryModule: true,
  localNetwork: true,
  localServiceDiscovery: true,
  nativeCompanion: true,
  nodeModules: true,
  nodePackages: [],
  webSocket: true
};

describe("the plugin's options", () => {
  it('are complete when none is given', () => {
    assert.deepEqual(completeOptions(undefined), DEFAULTS);
    assert.deepEqual(completeOptions({}), DEFAULTS);
  });

  it('keep what is given', () => {
    assert.deepEqual(completeOptions({ addInternetPermission: false, nodePackages: ['mqtt'] }), {
      ...DEFAULTS,
      addInternetPermission: false,
      nodePackages: ['mqtt']
    });
  });

  it('pass the schema', () => {
    for (const given of [
      {},
      { addInternetPermission: false },
      { nodeModules: false, nodePackages: ['mqtt'] },
      { addNetworkPermissions: true, localNetwork: false, webSocket: false }
    ]) {
      assert.equal(createOptionsSchema(joi, given).validate(given).error, undefined);
    }
  });

  it('are all known to the schema', () => {
    assert.equal(createOptionsSchema(joi, DEFAULTS).validate(DEFAULTS).error, undefined);
  });

  it('stand in the README with their defaults', () => {
    const { tables } = readMarkdown(path.join(repositoryRoot, 'plugin/README.md'));
    const [, ...rows] = tables.find(([head]) => head?.[0]?.text === 'Option') ?? [];
    const told = rows.map(([option, , byDefault]) =>
      [option, byDefault].map((cell) => cell?.text.replaceAll('`', ''))
    );
    const options = Object.entries(DEFAULTS).map(([name, value]) => [name, JSON.stringify(value)]);
    assert.deepEqual(told, options);
  });

  for (const value of ['false', 0, null, {}]) {
    it(`name the option whose value is ${JSON.stringify(value)}`, () => {
      assert.throws(() => createOptionsSchema(joi, { addInternetPermission: value }), {
        message: /^taro-harmony-socket: invalid option: "addInternetPermission" must be a boolean/
      });
    });
  }

  it('name what is wrong about those for Node', () => {
    assert.throws(() => createOptionsSchema(joi, { nodeModules: 'no' }), {
      message: /"nodeModules" must be a boolean/
    });
    assert.throws(() => createOptionsSchema(joi, { nodePackages: 'mqtt' }), {
      message: /"nodePackages" must be an array/
    });
    assert.throws(() => createOptionsSchema(joi, { nodePackages: [1] }), {
      message: /"nodePackages\[0\]" must be a string/
    });
  });

  it('name an option that does not exist', () => {
    assert.throws(() => createOptionsSchema(joi, { permission: true }), {
      message: /^taro-harmony-socket: invalid option: "permission" is not allowed/
    });
  });
});
