import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { completeOptions } from '../../plugin/dist/options.js';
import { createOptionsSchema, describeInvalid } from '../../plugin/dist/optionsSchema.js';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { readMarkdown } from '../docs/support/markdownPage.ts';

type Joi = Parameters<typeof createOptionsSchema>[0];

// Taro brings joi and hands it to the plugin.
const joi = createRequire(import.meta.resolve('@tarojs/service'))('joi') as Joi;

const SCHEMA = createOptionsSchema(joi);
const CONFIG = '/app/config/index.ts';

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
      undefined,
      {},
      { addInternetPermission: false },
      { nodeModules: false, nodePackages: ['mqtt'] },
      { addNetworkPermissions: true, localNetwork: false, webSocket: false }
    ]) {
      assert.equal(SCHEMA.validate(given).error, undefined);
      assert.equal(invalid(given), undefined);
    }
  });

  it('are all known to the schema', () => {
    assert.equal(SCHEMA.validate(DEFAULTS).error, undefined);
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
    it(`name the option, the value ${inspect(value)} and the config file`, () => {
      assert.equal(
        invalid({ addInternetPermission: value }),
        `invalid option: "addInternetPermission" must be a boolean, not ${inspect(value)} (plugins: [['taro-harmony-socket', { … }]] in ${CONFIG})`
      );
    });
  }

  it('name what is wrong about those for Node', () => {
    assert.match(invalid({ nodeModules: 'no' }) ?? '', /"nodeModules" must be a boolean, not 'no' /);
    assert.match(invalid({ nodePackages: 'mqtt' }) ?? '', /"nodePackages" must be an array, not 'mqtt' /);
    assert.match(invalid({ nodePackages: [1] }) ?? '', /"nodePackages\[0\]" must be a string, not 1 /);
  });

  it('have to be an object', () => {
    assert.match(invalid(true) ?? '', /: "options" must be of type object, not true /);
  });

  it('name an option that does not exist, and those that do', () => {
    const names = Object.keys(DEFAULTS).join(', ');
    assert.ok(
      invalid({ permission: true })?.startsWith(
        `invalid option: "permission" is not allowed; there are ${names} (`
      )
    );
  });
});

function invalid(given: unknown): string | undefined {
  return describeInvalid(SCHEMA, given, CONFIG);
}
